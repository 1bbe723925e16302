import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { CHANNEL_ID, otherTeam, team } from "../../adapters/slack/slack-under-test.ts";
import {
  ADA,
  type AppWorld,
  BEN,
  OTHER_CHANNEL_ID,
  STRANGER,
  startAppWorld,
} from "./app-under-test.ts";
import { clientOf, errorOf } from "./client-under-test.ts";

let world: AppWorld;
let slack: LocalSlack;
beforeEach(async () => {
  world = await startAppWorld();
  ({ slack } = world);
});
afterEach(() => world.stop());

const text = "hello";
const post = async (content: object = {}) => {
  const answer = await clientOf(slack).chat.postMessage({ channel: CHANNEL_ID, text, ...content });
  return { channel: answer.channel ?? "", ts: answer.ts ?? "" };
};

describe("a thread", () => {
  it("tells of its replies at the message on which it hangs", async () => {
    const { ts } = await post();
    slack.say({ channelId: CHANNEL_ID, userId: ADA, text: "I look", threadTs: ts });
    const reply = await post({ thread_ts: ts });
    const { messages } = await clientOf(slack).conversations.replies({ channel: CHANNEL_ID, ts });
    expect(messages).toHaveLength(3);
    expect(messages?.find((message) => message.ts === ts)).toMatchObject({
      thread_ts: ts,
      reply_count: 2,
      reply_users: [ADA, team.botUserId],
      latest_reply: reply.ts,
    });
    expect(
      (await clientOf(slack).conversations.history({ channel: CHANNEL_ID })).messages,
    ).toHaveLength(1);
  });

  it("hangs on no message that is not there, and on no reply", async () => {
    const { ts } = await post();
    const reply = await post({ thread_ts: ts });
    expect(await errorOf(post({ thread_ts: "1.000000" }))).toBe("thread_not_found");
    expect(await errorOf(post({ thread_ts: reply.ts }))).toBe("cannot_reply_to_message");
    expect(slack.messages(CHANNEL_ID)).toHaveLength(2);
  });

  it("sends a reply to the channel as well when it is asked to", async () => {
    const { ts } = await post();
    await post({ thread_ts: ts, reply_broadcast: true });
    await post({ thread_ts: ts, reply_broadcast: false });
    const { messages } = await clientOf(slack).conversations.history({ channel: CHANNEL_ID });
    expect(messages?.map((message) => message.subtype)).toEqual(["thread_broadcast", undefined]);
  });
});

describe("deleting", () => {
  it("takes an own message away, once", async () => {
    const { ts } = await post();
    const drop = () => clientOf(slack).chat.delete({ channel: CHANNEL_ID, ts });
    expect(await drop()).toMatchObject({ ok: true, channel: CHANNEL_ID, ts });
    expect(slack.messages(CHANNEL_ID)).toEqual([]);
    expect(await errorOf(drop())).toBe("message_not_found");
  });

  it("leaves what a person wrote", async () => {
    const { ts } = slack.say({ channelId: CHANNEL_ID, userId: ADA, text });
    const client = clientOf(slack);
    expect(await errorOf(client.chat.delete({ channel: CHANNEL_ID, ts }))).toBe(
      "cant_delete_message",
    );
    expect(await errorOf(client.chat.update({ channel: CHANNEL_ID, ts, text: "mine" }))).toBe(
      "cant_update_message",
    );
    expect(slack.messages(CHANNEL_ID)).toMatchObject([{ text, botId: null }]);
  });
});

describe("what a person writes", () => {
  it("is read as a person's, without an app", async () => {
    slack.say({ channelId: CHANNEL_ID, userId: ADA, text });
    const { messages } = await clientOf(slack).conversations.history({ channel: CHANNEL_ID });
    expect(messages?.[0]).toMatchObject({ user: ADA, text });
    expect(messages?.[0]).not.toHaveProperty("bot_id");
  });

  it.each([
    { name: "in a channel of others", channelId: OTHER_CHANNEL_ID, userId: ADA },
    { name: "nowhere", channelId: "C9", userId: ADA },
    { name: "as nobody", channelId: CHANNEL_ID, userId: "U9" },
    { name: "in a thread that is not there", channelId: CHANNEL_ID, userId: ADA, threadTs: "1.0" },
  ])("is written not $name", (where) => {
    expect(() => slack.say({ ...where, text })).toThrow();
  });

  it("stands in nobody else's direct messages", async () => {
    const { channel } = await post({ channel: ADA });
    slack.say({ channelId: channel, userId: ADA, text });
    expect(() => slack.say({ channelId: channel, userId: BEN, text })).toThrow("cannot write");
  });
});

describe("a direct message", () => {
  it("goes to one conversation with each person, whatever it is called by", async () => {
    const first = await post({ channel: ADA });
    const { channel } = await clientOf(slack).conversations.open({ users: ADA });
    const second = await post({ channel: first.channel });
    expect(first.channel).toMatch(/^D/);
    expect([channel?.id, second.channel]).toEqual([first.channel, first.channel]);
    expect((await post({ channel: BEN })).channel).not.toBe(first.channel);
    expect(slack.messages(first.channel)).toHaveLength(2);
    const listed = slack.channels().filter(({ kind }) => kind === "dm");
    expect(listed.map(({ userId }) => userId)).toEqual([ADA, BEN]);
  });

  it("can be updated and read like any other", async () => {
    const { channel, ts } = await post({ channel: ADA });
    await clientOf(slack).chat.update({ channel, ts, text: "new" });
    const { messages } = await clientOf(slack).conversations.history({ channel });
    expect(messages?.map((message) => message.text)).toEqual(["new"]);
    expect((await clientOf(slack).conversations.info({ channel })).channel).toMatchObject({
      is_im: true,
      user: ADA,
    });
  });

  it.each([
    { name: "somebody unknown", userId: "U9", open: "user_not_found" },
    { name: "somebody of another workspace", userId: STRANGER, open: "user_not_found" },
    { name: "somebody who left", userId: BEN, open: "user_disabled" },
  ])("reaches not $name", async ({ userId, open }) => {
    slack.changeUser(BEN, { isDeleted: true });
    expect(await errorOf(post({ channel: userId }))).toBe("channel_not_found");
    expect(await errorOf(clientOf(slack).conversations.open({ users: userId }))).toBe(open);
  });

  it("is opened with exactly one person", async () => {
    const { conversations } = clientOf(slack);
    expect(await errorOf(conversations.open({ users: "" }))).toBe("users_list_not_supplied");
    expect(await errorOf(conversations.open({ users: `${ADA},${BEN}` }))).toBe("too_many_users");
  });

  it("counts with the person's id and with its own id against one limit", async () => {
    await world.stop();
    world = await startAppWorld({ rateLimits: "marketplace" });
    ({ slack } = world);
    const { channel } = await post({ channel: ADA });
    await post({ channel });
    await post({ channel: ADA });
    expect(await errorOf(post({ channel }))).toBe("429 1");
    expect(await errorOf(post({ channel: BEN }))).toBeNull();
  });
});

describe("people", () => {
  it("are told with their zone, and found by their address", async () => {
    const { user } = await clientOf(slack).users.lookupByEmail({ email: "ADA@example.com" });
    expect(user).toMatchObject({ id: ADA, tz: "Europe/Berlin", tz_offset: 3600, deleted: false });
  });

  it("who left are told as deleted", async () => {
    slack.changeUser(BEN, { isDeleted: true });
    const { user } = await clientOf(slack).users.info({ user: BEN });
    expect(user).toMatchObject({ deleted: true, is_bot: false });
    expect((await clientOf(slack).users.info({ user: ADA })).user?.deleted).toBe(false);
  });

  it("are listed in pages, the app's bot user last", async () => {
    const first = await clientOf(slack).users.list({ limit: 2 });
    const cursor = first.response_metadata?.next_cursor ?? "";
    const rest = await clientOf(slack).users.list({ limit: 2, cursor });
    const members = [...(first.members ?? []), ...(rest.members ?? [])];
    expect(members.map(({ id, is_bot }) => [id, is_bot])).toEqual([
      [ADA, false],
      [BEN, false],
      [team.botUserId, true],
    ]);
    expect(rest.response_metadata?.next_cursor).toBe("");
  });

  it("of one workspace are unknown in another", async () => {
    const stranger = clientOf(slack, otherTeam.botToken);
    expect(await errorOf(stranger.users.info({ user: ADA }))).toBe("user_not_found");
    expect(await errorOf(stranger.users.lookupByEmail({ email: "ada@example.com" }))).toBe(
      "users_not_found",
    );
    expect((await stranger.users.list({})).members?.map(({ id }) => id)).toEqual([
      STRANGER,
      otherTeam.botUserId,
    ]);
    expect(await errorOf(stranger.users.info({ user: STRANGER }))).toBeNull();
  });
});

describe("a channel that is deleted", () => {
  it("is found no more", async () => {
    expect(await errorOf(post())).toBeNull();
    slack.deleteChannel(CHANNEL_ID);
    expect(await errorOf(post())).toBe("channel_not_found");
  });
});
