import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { CHANNEL_ID } from "../../adapters/slack/slack-under-test.ts";
import { ADA, type AppWorld, BEN, startAppWorld } from "./app-under-test.ts";
import { clientOf } from "./client-under-test.ts";
import { eagerForm, form, modalOf, option } from "./views-under-test.ts";

let world: AppWorld;
let slack: LocalSlack;
beforeEach(async () => {
  world = await startAppWorld();
  ({ slack } = world);
  await show("open", form);
});
afterEach(() => world.stop());

async function show(how: "open" | "push", view: object): Promise<void> {
  await slack.runCommand({ userId: ADA, channelId: CHANNEL_ID, command: "/aftercare", text: "" });
  await clientOf(slack).apiCall(`views.${how}`, { trigger_id: world.last().trigger_id, view });
}

const top = () => slack.modals(ADA).at(-1)?.viewId ?? "";
const titles = () => slack.modals(ADA).map(({ content }) => content.title?.text);
const filled = { why: { text: "on leave" }, who: { user: BEN } };
const submit = (values: Parameters<LocalSlack["submitView"]>[0]["values"] = filled) =>
  slack.submitView({ userId: ADA, viewId: top(), values: values ?? {} });

describe("submitting a modal", () => {
  it("tells everything that is filled in, and closes it", async () => {
    const viewId = top();
    const outcome = await submit({
      ...filled,
      day: { date: "2026-03-30" },
      tell: { whom: ["owner"] },
    });
    expect(outcome).toEqual({ result: "closed", answer: { status: 200, body: "" } });
    expect(slack.modals(ADA)).toEqual([]);
    expect(world.last()).toMatchObject({
      type: "view_submission",
      user: { id: ADA },
      response_urls: [],
      view: {
        id: viewId,
        callback_id: "hand_over",
        private_metadata: "77-1",
        state: {
          values: {
            why: { text: { type: "plain_text_input", value: "on leave" } },
            who: { user: { type: "users_select", selected_user: BEN } },
            how: { way: { type: "static_select", selected_option: option("later") } },
            day: { date: { type: "datepicker", selected_date: "2026-03-30" } },
            tell: { whom: { type: "checkboxes", selected_options: [option("owner")] } },
          },
        },
      },
    });
  });

  it("asks first for what is missing, and keeps what is there", async () => {
    const before = world.heard.length;
    const outcome = await submit({ why: { text: "on leave" } });
    expect(outcome).toMatchObject({ result: "errors", answer: null });
    expect(Object.keys("errors" in outcome ? outcome.errors : {})).toEqual(["who"]);
    expect(world.heard).toHaveLength(before);
    expect(await submit({ who: { user: BEN } })).toMatchObject({ result: "closed" });
    expect(world.last()["view"]).toMatchObject({
      state: { values: { why: { text: { value: "on leave" } } } },
    });
  });

  it("shows the app's errors and stays open", async () => {
    world.answerWith({ response_action: "errors", errors: { why: "Too short" } });
    expect(await submit()).toMatchObject({ result: "errors", errors: { why: "Too short" } });
    expect(titles()).toEqual(["Hand over"]);
  });

  it("can show another modal in its place", async () => {
    const { viewId, hash } = slack.modals(ADA)[0] ?? {};
    world.answerWith({ response_action: "update", view: modalOf("Sent") });
    expect(await submit()).toMatchObject({ result: "updated" });
    expect(titles()).toEqual(["Sent"]);
    expect(slack.modals(ADA)[0]).toMatchObject({ viewId });
    expect(slack.modals(ADA)[0]?.hash).not.toBe(hash);
  });

  it("can lay another modal on it", async () => {
    world.answerWith({ response_action: "push", view: modalOf("Sure?") });
    expect(await submit()).toMatchObject({ result: "pushed" });
    expect(titles()).toEqual(["Hand over", "Sure?"]);
  });

  it("can close all modals instead of the one on top", async () => {
    await show("push", modalOf("Sure?"));
    world.answerWith("");
    expect(await submit({})).toMatchObject({ result: "closed" });
    expect(titles()).toEqual(["Hand over"]);
    await show("push", modalOf("Sure?"));
    world.answerWith({ response_action: "clear" });
    expect(await submit({})).toMatchObject({ result: "cleared" });
    expect(titles()).toEqual([]);
  });

  it.each([
    { name: "an error", body: "", status: 500 },
    { name: "words", body: "ok", status: 200 },
    {
      name: "errors at a block that is not there",
      body: { response_action: "errors", errors: { x: "y" } },
      status: 200,
    },
    {
      name: "a view that is none",
      body: { response_action: "update", view: { type: "modal" } },
      status: 200,
    },
  ])("fails and stays open on $name", async ({ body, status }) => {
    world.answerWith(body, status);
    expect(await submit()).toMatchObject({ result: "failed" });
    expect(titles()).toEqual(["Hand over"]);
  });

  it.each([
    { name: "somebody else", change: { userId: BEN } },
    { name: "an input that is not there", change: { values: { x: { y: "z" } } } },
    { name: "a modal below the top", change: { viewId: "V0" } },
  ])("is impossible with $name", async ({ change }) => {
    const submission = { userId: ADA, viewId: top(), values: filled, ...change };
    await expect(slack.submitView(submission)).rejects.toThrow();
  });

  it("fails three modals deep when a fourth is to come", async () => {
    await show("push", modalOf("Two"));
    await show("push", modalOf("Three"));
    world.answerWith({ response_action: "push", view: modalOf("Four") });
    expect(await submit({})).toMatchObject({ result: "failed", problem: "push_limit_reached" });
    expect(titles()).toHaveLength(3);
  });
});

describe("using an element of a modal", () => {
  it("tells what is filled in so far, and its trigger pushes the next", async () => {
    await submit({ why: { text: "on leave" } });
    await slack.use({ userId: ADA, viewId: top(), actionId: "more" });
    expect(world.last()).toMatchObject({
      type: "block_actions",
      container: { type: "view", view_id: top() },
      view: { state: { values: { why: { text: { value: "on leave" } } } } },
    });
    const args = { trigger_id: world.last().trigger_id, view: modalOf("More") };
    await clientOf(slack).apiCall("views.push", args);
    expect(titles()).toEqual(["Hand over", "More"]);
  });

  it("is not told for what is told at the end", async () => {
    const press = { userId: ADA, viewId: top(), actionId: "user", chosen: BEN };
    await expect(slack.use(press)).rejects.toThrow("No such button");
  });

  it("is told for an input that asks for it", async () => {
    await clientOf(slack).apiCall("views.update", { view_id: top(), view: eagerForm });
    await slack.use({ userId: ADA, viewId: top(), actionId: "user", chosen: BEN });
    expect(world.last()["actions"]).toMatchObject([{ selected_user: BEN }]);
  });
});

describe("closing a modal", () => {
  it("is told when the view asks for it", async () => {
    const viewId = top();
    expect(await slack.closeView({ userId: ADA, viewId })).toEqual({ status: 200, body: "" });
    expect(world.last()).toMatchObject({
      type: "view_closed",
      is_cleared: false,
      view: { id: viewId, callback_id: "hand_over" },
    });
    expect(slack.modals(ADA)).toEqual([]);
  });

  it("is told to nobody otherwise, and shows the one below", async () => {
    await show("push", modalOf("Sure?"));
    const before = world.heard.length;
    expect(await slack.closeView({ userId: ADA, viewId: top() })).toBeNull();
    expect(world.heard).toHaveLength(before);
    expect(titles()).toEqual(["Hand over"]);
  });

  it.each([
    { name: "by the person", view: form, isCleared: true },
    { name: "by the view", view: { ...form, clear_on_close: true }, isCleared: false },
  ])("can close all of them: $name", async ({ view, isCleared }) => {
    await show("push", view);
    await slack.closeView({ userId: ADA, viewId: top(), isCleared });
    expect(world.last()).toMatchObject({ type: "view_closed", is_cleared: true });
    expect(titles()).toEqual([]);
  });
});
