import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ChatDeps, createChatDeps } from "../../../sandbox/chat-deps.ts";
import { chatOf } from "../../../sandbox/chat-view.ts";
import { Chat } from "../../../sandbox/page-contract.ts";
import { CHANNEL_ID, PRIVATE_CHANNEL_ID } from "../../adapters/slack/slack-under-test.ts";
import { ADA, type AppWorld, BEN, startAppWorld } from "../local-slack/app-under-test.ts";
import { clientOf, errorOf } from "../local-slack/client-under-test.ts";
import { form, homeOf, section } from "../local-slack/views-under-test.ts";

let world: AppWorld;
let deps: ChatDeps;
let reconnections: number;
beforeEach(async () => {
  world = await startAppWorld();
  reconnections = 0;
  deps = createChatDeps(world.slack, async () => {
    reconnections += 1;
  });
});
afterEach(() => world.stop());

const chat = () => Chat.parse(chatOf(world.slack));
const ada = () => chat().people.find(({ userId }) => userId === ADA);
const api = (method: string, args: object) => clientOf(world.slack).apiCall(method, { ...args });
const command = { userId: ADA, channelId: CHANNEL_ID, command: "/aftercare", text: "" };

async function openForm(): Promise<string> {
  await deps.runCommand(command);
  await api("views.open", { trigger_id: world.last().trigger_id, view: form });
  return ada()?.modals[0]?.viewId ?? "";
}

describe("the chat shows", () => {
  it("what a person says as the person's, in its thread", async () => {
    const saying = { userId: ADA, channelId: CHANNEL_ID, text: "I look" };
    await deps.say({ ...saying, threadTs: null });
    const root = chat().channels[0]?.messages[0];
    await deps.say({ ...saying, userId: BEN, threadTs: root?.ts ?? "" });
    expect(chat().channels[0]?.messages).toMatchObject([
      { author: "ada", isFromPerson: true, threadTs: null },
      { author: "ben", isFromPerson: true, threadTs: root?.ts },
    ]);
  });

  it("direct messages apart from channels", async () => {
    const channels = chat().channels.length;
    await api("chat.postMessage", { channel: ADA, text: "for you" });
    expect(chat().directMessages).toMatchObject([
      { userId: ADA, kind: "dm", messages: [{ text: "for you", isFromPerson: false }] },
    ]);
    expect(chat().channels).toHaveLength(channels);
  });

  it("a person's Home tab and open modals, with what is filled in", async () => {
    await api("views.publish", { user_id: ADA, view: homeOf([section("Welcome")]) });
    await openForm();
    expect(ada()).toMatchObject({
      home: { title: null, blocks: [{ text: { text: "Welcome" } }] },
      modals: [{ title: "Hand over", submit: "Send", values: { how: { way: {} } } }],
    });
    expect(chat().people.find(({ userId }) => userId === BEN)?.modals).toEqual([]);
  });

  it("nothing of somebody who left", async () => {
    await openForm();
    world.slack.changeUser(ADA, { isDeleted: true });
    expect(ada()).toMatchObject({ isDeleted: true, modals: [], home: null });
  });
});

describe("the chat lets a person", () => {
  it("submit a form, and tells what became of it", async () => {
    const viewId = await openForm();
    const submit = { userId: ADA, viewId };
    const missing = await deps.submitView({ ...submit, values: { why: { text: "on leave" } } });
    expect(missing).toMatchObject({
      ok: true,
      view: { result: "errors", errors: { who: expect.any(String) } },
    });
    const sent = await deps.submitView({ ...submit, values: { who: { user: BEN } } });
    expect(sent).toEqual({ ok: true, view: { result: "closed", errors: {} } });
    expect(await deps.submitView({ ...submit, values: {} })).toMatchObject({ reason: "unknown" });
  });

  it("learn that the plugin failed", async () => {
    const viewId = await openForm();
    world.answerWith("", 500);
    const values = { why: { text: "x" }, who: { user: BEN } };
    expect(await deps.submitView({ userId: ADA, viewId, values })).toEqual({
      ok: false,
      reason: "refused",
      message: "The form failed: status 500.",
    });
    expect(await deps.runCommand(command)).toEqual({
      ok: false,
      reason: "refused",
      message: "The plugin answered with 500.",
    });
  });

  it("close a form, open the Home tab, and use a message's menu", async () => {
    const viewId = await openForm();
    expect(await deps.closeView({ userId: ADA, viewId, isCleared: false })).toEqual({ ok: true });
    expect(await deps.openHome({ userId: ADA })).toEqual({ ok: true });
    await deps.say({ userId: ADA, channelId: CHANNEL_ID, text: "x", threadTs: null });
    const ts = chat().channels[0]?.messages.at(-1)?.ts ?? "";
    const shortcut = { userId: ADA, channelId: CHANNEL_ID, callbackId: "open_case" };
    expect(await deps.runShortcut({ ...shortcut, ts })).toEqual({ ok: true });
    expect(world.heard.map(({ type }) => type)).toEqual([
      ...["command", "view_closed", "event_callback", "message_action"],
    ]);
    expect(await deps.runShortcut({ ...shortcut, ts: "1.0" })).toMatchObject({ reason: "unknown" });
  });

  it("use an element of a modal", async () => {
    const viewId = await openForm();
    expect(await deps.press({ userId: ADA, viewId, actionId: "more" })).toEqual({ ok: true });
    expect(world.last()["container"]).toEqual({ type: "view", view_id: viewId });
    expect(world.last()["view"]).toMatchObject({
      state: { values: { why: { text: { value: null } } } },
    });
  });

  it("use an element of a modal, which tells what is filled in so far", async () => {
    const viewId = await openForm();
    const values = { why: { text: "half a sen" } };
    expect(await deps.press({ userId: ADA, viewId, actionId: "more", values })).toEqual({
      ok: true,
    });
    expect(world.last()["view"]).toMatchObject({
      state: { values: { why: { text: { value: "half a sen" } } } },
    });
    const stray = { gone: { text: "x" } };
    const refused = await deps.press({ userId: ADA, viewId, actionId: "more", values: stray });
    expect(refused).toMatchObject({ ok: false, reason: "unknown" });
  });
});

describe("the chat can be made to fail", () => {
  it("by switches that are listed while they are on", async () => {
    const fault = { kind: "slow", delayMs: 500 } as const;
    await deps.switchChatFault({ method: "*", fault });
    expect(chat().faults).toEqual([{ method: "*", fault }]);
    await deps.switchChatFault({ method: "*", fault: null });
    expect(chat().faults).toEqual([]);
  });

  it("by channels, one property at a time", async () => {
    await deps.changeChannel({ channelId: CHANNEL_ID, isArchived: true });
    await deps.changeChannel({ channelId: PRIVATE_CHANNEL_ID, hasBot: false });
    expect(chat().channels).toMatchObject([
      { isArchived: true, hasBot: true },
      { isArchived: false, hasBot: false },
      {},
    ]);
    const unknown = await deps.changeChannel({ channelId: "C9", isArchived: true });
    expect(unknown).toMatchObject({ ok: false, reason: "unknown" });
  });

  it("by the loss of the app, which can be undone", async () => {
    const post = () => errorOf(api("chat.postMessage", { channel: CHANNEL_ID, text: "hello" }));
    expect([chat().app, await post()]).toEqual(["installed", null]);
    await deps.changeApp({ state: "token_revoked" });
    expect([chat().app, await post()]).toEqual(["token_revoked", "token_revoked"]);
    expect(world.heard).toEqual([]);
    await deps.changeApp({ state: "uninstalled" });
    expect([chat().app, await post()]).toEqual(["uninstalled", "account_inactive"]);
    expect(world.heard).toHaveLength(2);
    expect(reconnections).toBe(0);
    await deps.changeApp({ state: "installed" });
    expect([chat().app, await post(), reconnections]).toEqual(["installed", null, 1]);
  });
});
