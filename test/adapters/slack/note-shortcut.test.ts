import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainTextOf } from "../../../src/adapters/slack/plain-text.ts";
import { PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  ADA,
  BEN,
  CASE_ID,
  startTalkWorld,
  type TalkWorld,
} from "../../support/talk-under-test.ts";
import { CHANNEL_ID } from "./slack-under-test.ts";

describe("To ticket", () => {
  const open = useEmbeddedDatabase();
  let world: TalkWorld;
  let rootTs: string;
  beforeEach(async () => {
    world = await startTalkWorld(await open());
    await world.openCase();
    rootTs = await world.postButtons();
    const ref = { channelId: CHANNEL_ID, messageTs: rootTs };
    await world.app.store.escalations.setMessage(PORTAL_ID, CASE_ID, ref);
  });
  afterEach(() => world.stop());

  async function toTicket(ts: string): Promise<readonly string[]> {
    const chosen = { userId: ADA, channelId: CHANNEL_ID, ts, callbackId: "case_to_ticket" };
    expect((await world.slack.runShortcut(chosen)).status).toBe(200);
    await world.slackApp.stop();
    return world.told();
  }
  const say = (text: string) =>
    world.slack.say({ channelId: CHANNEL_ID, userId: BEN, text, threadTs: rootTs }).ts;
  const noteOf = (ts: string) => world.app.store.ticketNotes.find(PORTAL_ID, `${CHANNEL_ID}-${ts}`);

  it("notes what somebody said, with the name of who said it", async () => {
    const ts = say("Part &lt;7A&gt; is <https://parts.example|in stock>");
    expect(await toTicket(ts)).toEqual(["This will be noted on ticket 7."]);
    expect(await noteOf(ts)).toMatchObject({
      ticketId: "7",
      caseId: CASE_ID,
      author: "ben",
      body: "Part <7A> is in stock (https://parts.example)",
      saidAt: Math.round(Number(ts) * 1000),
    });
    const waiting = { kind: "ticket_note", limit: 9, now: world.app.time.now, leaseMs: 1 } as const;
    expect(await world.app.store.outbox.claim(waiting)).toMatchObject([
      { subjectId: `${CHANNEL_ID}-${ts}` },
    ]);
  });

  it("notes a message once", async () => {
    const ts = say("In stock");
    await toTicket(ts);
    expect((await toTicket(ts)).at(-1)).toBe("This is noted on ticket 7 already.");
  });

  it("does not take what is said elsewhere", async () => {
    const { ts } = world.slack.say({ channelId: CHANNEL_ID, userId: BEN, text: "Lunch?" });
    expect(await toTicket(ts)).toEqual([
      "This message is not in the thread of a case, so there is no ticket for it.",
    ]);
    expect(await noteOf(ts)).toBeNull();
  });

  it("does not take Aftercare's own messages", async () => {
    expect(await toTicket(rootTs)).toEqual(["Aftercare does not note its own messages."]);
  });
});

describe("Slack's markup", () => {
  it.each([
    { markup: "a &amp; b &lt;c&gt;", text: "a & b <c>" },
    { markup: "<@U1|ben> and <@U2>", text: "@ben and @U2" },
    { markup: "<#C1|service>", text: "#service" },
    { markup: "<!channel> <!subteam^S1|@parts>", text: "@channel @parts" },
    { markup: "<https://a.example>", text: "https://a.example" },
    { markup: "<https://a.example|click>", text: "click (https://a.example)" },
    { markup: "&amp;lt;", text: "&lt;" },
  ])("reads $markup", ({ markup, text }) => {
    expect(plainTextOf(markup)).toBe(text);
  });
});
