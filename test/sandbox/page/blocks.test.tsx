import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Blocks } from "../../../sandbox/page/chat/BlockView.tsx";
import { ChatContext } from "../../../sandbox/page/chat/chat-context.ts";
import { NOW } from "./fake-sandbox.ts";
import { homeBlocks, noteForm, openCase, shownCase, takenCase } from "./small-app-blocks.ts";

const people = [
  { userId: "U1", name: "Ada Wong" },
  { userId: "U2", name: "Ben Li" },
];
const nameOf = (userId: string) => people.find((one) => one.userId === userId)?.name ?? "?";

const channelNameOf = (channelId: string) => (channelId === "C1" ? "support" : "?");
const world = {
  timeZone: "Europe/Berlin",
  locale: "en-GB",
  now: NOW,
  people,
  nameOf,
  channelNameOf,
};

function draw(blocks: readonly unknown[], me = "U1"): string {
  return renderToStaticMarkup(
    <ChatContext.Provider value={{ ...world, me }}>
      <Blocks blocks={blocks} />
    </ChatContext.Provider>,
  );
}

const NOT_DRAWN = "A block the sandbox does not draw";
const action = (element: object) => [
  { type: "actions", block_id: "b", elements: [{ action_id: "a", ...element }] },
];
const plain = (text: string) => ({ type: "plain_text", text });

describe("blocks", () => {
  it.each([
    { name: "a case", blocks: openCase("U1").blocks },
    { name: "a case that is taken", blocks: takenCase("U1").blocks },
    { name: "a case with an accessory", blocks: shownCase().blocks },
    { name: "a form", blocks: noteForm("").blocks },
    { name: "a Home tab", blocks: homeBlocks("U1").blocks },
  ])("are all drawn: $name", ({ blocks }) => {
    expect(draw(blocks)).not.toContain(NOT_DRAWN);
  });

  it("that nobody knows say so, alone", () => {
    const drawn = draw([{ type: "video" }, { type: "header", text: plain("Here") }]);
    expect(drawn).toContain(NOT_DRAWN);
    expect(drawn).toContain("Here");
  });

  it("leave pictures out", () => {
    const image = { type: "image", image_url: "https://x.test/a.png", alt_text: "a" };
    expect(draw([image])).toBe("");
    const drawn = draw([{ type: "section", text: plain("With a picture"), accessory: image }]);
    expect(drawn).toContain("With a picture");
    expect(drawn).not.toContain("<img");
  });

  it("show a person's words literally", () => {
    const drawn = draw(openCase("U1").blocks);
    expect(drawn).toContain("&lt;b&gt;every hour&lt;/b&gt;");
    expect(drawn).not.toContain("<b>every hour");
  });

  it("name channels, draw the app's emoji in signs of any font, and lead to records on this page", () => {
    const leaves = [
      { type: "channel", channel_id: "C1" },
      { type: "emoji", name: "red_circle" },
      { type: "emoji", name: "tada" },
      { type: "link", url: "https://crm.example/contacts/1/record/0-5/4711", text: "a ticket" },
    ];
    const section = { type: "rich_text_section", elements: leaves };
    const drawn = draw([{ type: "rich_text", elements: [section] }]);
    expect(drawn).toContain('class="mention">#support<');
    expect(drawn).toContain('class="emoji red_circle" aria-hidden="true">●<');
    expect(drawn).toContain(">:tada:<");
    expect(drawn).toContain('<a href="#/tickets/4711">a ticket</a>');
  });

  it("call people by name, and the reader louder", () => {
    expect(draw(openCase("U1").blocks, "U1")).toContain('class="mention me">@Ada Wong');
    expect(draw(openCase("U1").blocks, "U2")).toContain('class="mention">@Ada Wong');
    expect(draw(takenCase("U2").blocks, "U2")).toContain('class="mention me">@Ben Li');
  });

  it("tell dates in the page's zone and the sandbox's time", () => {
    expect(draw(openCase("U1").blocks)).toContain("today, 10:40");
  });

  it.each([
    { type: "static_select", placeholder: plain("Pick"), options: [] },
    { type: "users_select", placeholder: plain("Pick") },
    { type: "datepicker", placeholder: plain("Pick") },
    { type: "timepicker", placeholder: plain("Pick") },
    { type: "datetimepicker", placeholder: plain("Pick") },
    { type: "radio_buttons", placeholder: plain("Pick"), options: [] },
    { type: "checkboxes", placeholder: plain("Pick"), options: [] },
  ])("give every control a name: $type", (element) => {
    expect(draw(action(element))).toContain('aria-label="Pick"');
  });

  it("offer the people of the workspace", () => {
    const drawn = draw(action({ type: "users_select" }));
    expect(drawn).toContain('<option value="U2">Ben Li</option>');
  });

  it("join a field to its label and its hint", () => {
    const [, field] = noteForm("").blocks;
    const drawn = draw([field]);
    const id = /<label for="([^"]+)"/.exec(drawn)?.[1] ?? "none";
    expect(drawn).toContain(`<textarea rows="4" id="${id}"`);
    expect(drawn).toContain(`aria-describedby="${id}hint"`);
    expect(drawn).toContain('aria-required="true"');
  });
});
