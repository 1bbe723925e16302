import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { CHANNEL_ID, team } from "../../adapters/slack/slack-under-test.ts";
import { ADA, type AppWorld, BEN, respondTo, STRANGER, startAppWorld } from "./app-under-test.ts";
import { clientOf } from "./client-under-test.ts";
import { homeOf, option, section } from "./views-under-test.ts";

let world: AppWorld;
let slack: LocalSlack;
beforeEach(async () => {
  world = await startAppWorld();
  ({ slack } = world);
});
afterEach(() => world.stop());

const text = "hello";
const button = {
  type: "button",
  action_id: "take",
  text: { type: "plain_text", text: "Take" },
  value: "77-1",
};
const select = {
  type: "static_select",
  action_id: "way",
  options: [option("now"), option("later")],
};
const menu = { type: "overflow", action_id: "menu", options: [option("mute")] };
const blocks = [
  { type: "actions", block_id: "row", elements: [button, select, menu] },
  { ...section("Who?"), block_id: "who", accessory: { type: "users_select", action_id: "person" } },
];

/** Posts the message with one element of each kind; its `ts`. */
async function post(channel = CHANNEL_ID): Promise<string> {
  const args = { channel, text, blocks };
  const answer = await clientOf(slack).apiCall("chat.postMessage", args);
  return z.looseObject({ ts: z.string() }).parse(answer).ts;
}

describe("using an element of a message", () => {
  it.each([
    {
      actionId: "take",
      chosen: undefined,
      told: { type: "button", value: "77-1", block_id: "row" },
    },
    {
      actionId: "way",
      chosen: "later",
      told: { type: "static_select", selected_option: option("later") },
    },
    {
      actionId: "menu",
      chosen: "mute",
      told: { type: "overflow", selected_option: option("mute") },
    },
    {
      actionId: "person",
      chosen: BEN,
      told: { type: "users_select", selected_user: BEN, block_id: "who" },
    },
  ])("tells the app: $actionId", async ({ actionId, chosen, told }) => {
    const ts = await post();
    const answer = await slack.use({ channelId: CHANNEL_ID, ts, userId: ADA, actionId, chosen });
    expect(answer).toEqual({ status: 200, body: "" });
    expect(world.last()).toMatchObject({
      type: "block_actions",
      container: { type: "message", message_ts: ts, channel_id: CHANNEL_ID, is_ephemeral: false },
      channel: { id: CHANNEL_ID, name: "service" },
      message: { ts },
      actions: [{ action_id: actionId, ...told }],
    });
  });

  it("tells a press on a button whose block was renamed by an edit since", async () => {
    const ts = await post();
    const press = { channelId: CHANNEL_ID, ts, userId: ADA, actionId: "take" };
    expect(await slack.use({ ...press, blockId: "gone" })).toEqual({ status: 200, body: "" });
    expect(world.last()["actions"]).toMatchObject([{ action_id: "take", block_id: "row" }]);
  });

  it("tells what was chosen before as the state, for each person", async () => {
    const ts = await post();
    const press = { channelId: CHANNEL_ID, ts };
    await slack.use({ ...press, userId: ADA, actionId: "way", chosen: "later" });
    await slack.use({ ...press, userId: ADA, actionId: "take" });
    expect(world.last()["state"]).toMatchObject({
      values: {
        row: { way: { selected_option: option("later") } },
        who: { person: { selected_user: null } },
      },
    });
    await slack.use({ ...press, userId: BEN, actionId: "take" });
    expect(world.last()["state"]).toMatchObject({
      values: { row: { way: { selected_option: null } } },
    });
  });

  it.each([
    { name: "an option that is not there", use: { actionId: "way", chosen: "never" } },
    { name: "a person of another workspace", use: { actionId: "person", chosen: STRANGER } },
    { name: "an element that is not there", use: { actionId: "x" } },
    { name: "an element of another block", use: { actionId: "take", blockId: "who" } },
    { name: "a message of another workspace", use: { actionId: "take", userId: STRANGER } },
  ])("is impossible with $name", async ({ use }) => {
    const ts = await post();
    const press = { channelId: CHANNEL_ID, ts, userId: ADA, ...use };
    await expect(slack.use(press)).rejects.toThrow();
    expect(world.heard).toEqual([]);
  });

  it("works in direct messages and in what only one person sees", async () => {
    const ts = await post(ADA);
    const dm = slack.channels().find(({ userId }) => userId === ADA)?.channelId ?? "";
    await slack.use({ channelId: dm, ts, userId: ADA, actionId: "take" });
    expect(world.last()["channel"]).toEqual({ id: dm, name: "directmessage" });
    const args = { channel: CHANNEL_ID, user: ADA, text, blocks };
    await clientOf(slack).apiCall("chat.postEphemeral", args);
    const [whispered] = slack.ephemerals(CHANNEL_ID, ADA);
    const press = { channelId: CHANNEL_ID, ts: whispered?.ts ?? "", actionId: "take" };
    await slack.use({ ...press, userId: ADA });
    expect(world.last()["container"]).toMatchObject({ is_ephemeral: true });
    expect(world.last()).not.toHaveProperty("message");
    await expect(slack.use({ ...press, userId: BEN })).rejects.toThrow("No such button");
  });

  it("tells nothing once the app is gone", async () => {
    const ts = await post();
    slack.revokeToken(team.teamId);
    const press = { channelId: CHANNEL_ID, ts, userId: ADA, actionId: "take" };
    await expect(slack.use(press)).rejects.toThrow("not installed");
  });
});

describe("an answer to the response address", () => {
  async function pressed(): Promise<string> {
    const ts = await post();
    await slack.press({ channelId: CHANNEL_ID, ts, userId: ADA, actionId: "take" });
    return ts;
  }
  const texts = () => slack.messages(CHANNEL_ID).map((message) => message.text);

  it("is shown to the person who pressed", async () => {
    await pressed();
    expect(await respondTo(world.last(), { text: "done" })).toBe(200);
    expect(slack.ephemerals(CHANNEL_ID, ADA)).toMatchObject([{ text: "done" }]);
    expect(texts()).toEqual([text]);
  });

  it("can take the place of the message", async () => {
    const ts = await pressed();
    await respondTo(world.last(), { text: "done", replace_original: true });
    expect(slack.messages(CHANNEL_ID)).toMatchObject([{ ts, text: "done", blocks: [] }]);
  });

  it("can take the message away", async () => {
    await pressed();
    await respondTo(world.last(), { delete_original: true });
    expect(texts()).toEqual([]);
  });

  it("can go to everybody, in the thread", async () => {
    const ts = await pressed();
    await respondTo(world.last(), { text: "done", response_type: "in_channel", thread_ts: ts });
    expect(slack.messages(CHANNEL_ID)[1]).toMatchObject({
      text: "done",
      threadTs: ts,
      botId: team.botId,
    });
  });
});

describe("a shortcut of a message", () => {
  it("tells which message, whoever wrote it", async () => {
    const { ts } = slack.say({ channelId: CHANNEL_ID, userId: BEN, text: "it is broken" });
    await slack.runShortcut({ userId: ADA, channelId: CHANNEL_ID, ts, callbackId: "open_case" });
    expect(world.last()).toMatchObject({
      type: "message_action",
      callback_id: "open_case",
      message_ts: ts,
      user: { id: ADA },
      message: { user: BEN, text: "it is broken" },
      trigger_id: expect.stringContaining("trigger"),
    });
  });

  it("needs the message", async () => {
    const chosen = { userId: ADA, channelId: CHANNEL_ID, ts: "1.000000", callbackId: "x" };
    await expect(slack.runShortcut(chosen)).rejects.toThrow("No message");
  });
});

describe("the Home tab", () => {
  it("tells each opening, with what it shows by then", async () => {
    await slack.openHome(ADA);
    const first = world.last();
    expect(first["event"]).not.toHaveProperty("view");
    const view = homeOf([{ type: "actions", block_id: "row", elements: [button] }]);
    await clientOf(slack).apiCall("views.publish", { user_id: ADA, view });
    await slack.openHome(ADA);
    const second = world.last();
    expect(second["event"]).toMatchObject({
      type: "app_home_opened",
      user: ADA,
      tab: "home",
      channel: slack.channels().find(({ userId }) => userId === ADA)?.channelId,
      view: { type: "home", id: slack.home(ADA)?.viewId },
    });
    expect(second["event_id"]).not.toBe(first["event_id"]);
  });

  it("has elements that can be used by its owner", async () => {
    const view = homeOf([{ type: "actions", block_id: "row", elements: [button] }]);
    await clientOf(slack).apiCall("views.publish", { user_id: ADA, view });
    const viewId = slack.home(ADA)?.viewId ?? "";
    await slack.use({ viewId, userId: ADA, actionId: "take" });
    expect(world.last()).toMatchObject({
      type: "block_actions",
      container: { type: "view", view_id: viewId },
      view: { type: "home", hash: slack.home(ADA)?.hash },
      actions: [{ value: "77-1" }],
    });
    for (const field of ["channel", "message", "response_url"]) {
      expect(world.last()[field] ?? "").toBe("");
    }
    await expect(slack.use({ viewId, userId: BEN, actionId: "take" })).rejects.toThrow();
  });
});

describe("a reaction", () => {
  it("is told once for each person, and read with the message", async () => {
    const ts = await post();
    const reaction = { channelId: CHANNEL_ID, ts, name: "eyes" };
    await slack.react({ ...reaction, userId: ADA });
    await slack.react({ ...reaction, userId: BEN });
    expect(await slack.react({ ...reaction, userId: BEN })).toBeNull();
    expect(world.heard).toHaveLength(2);
    expect(world.last()["event"]).toMatchObject({
      type: "reaction_added",
      user: BEN,
      reaction: "eyes",
      item_user: team.botUserId,
      item: { type: "message", channel: CHANNEL_ID, ts },
    });
    const { messages } = await clientOf(slack).conversations.history({ channel: CHANNEL_ID });
    expect(messages?.[0]?.reactions).toEqual([{ name: "eyes", users: [ADA, BEN], count: 2 }]);
  });
});
