import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import {
  CHANNEL_ID,
  NOW,
  otherTeam,
  PRIVATE_CHANNEL_ID,
  startLocalSlack,
  team,
} from "../../adapters/slack/slack-under-test.ts";
import { clientOf, errorOf } from "./client-under-test.ts";

let slack: LocalSlack;
beforeEach(async () => {
  slack = await startLocalSlack();
});
afterEach(() => slack.stop());

const text = "hello";
const divider = { type: "divider" as const };
const metadata = { event_type: "test_event", event_payload: { delivery_id: "d1" } };

/** Posts and returns the `ts`. */
async function post(content: object = {}): Promise<string> {
  const answer = await clientOf(slack).chat.postMessage({ channel: CHANNEL_ID, text, ...content });
  return answer.ts ?? "";
}

describe("posting to the local Slack", () => {
  it("gives strictly growing times while the clock stands still", async () => {
    const stamps = [await post(), await post(), await post()];
    expect(stamps.toSorted()).toEqual(stamps);
    expect(new Set(stamps).size).toBe(3);
    expect(stamps[0]).toBe(`${NOW / 1000}.000000`);
  });

  it("keeps blocks and metadata, and names blocks that came without an id", async () => {
    await post({ blocks: [divider, { ...divider, block_id: "mine" }], metadata });
    const [message] = slack.messages(CHANNEL_ID);
    expect(message).toMatchObject({ userId: team.botUserId, metadata });
    expect(message?.blocks.map((block) => block.block_id)).toEqual(["b1", "mine"]);
  });

  it.each([
    { name: "a channel that is not there", content: { channel: "C9" }, error: "channel_not_found" },
    { name: "an archived channel", content: { channel: "C0000000003" }, error: "is_archived" },
    {
      name: "a channel without the bot",
      content: { channel: "C0000000004" },
      error: "not_in_channel",
    },
    { name: "nothing to say", content: { text: "" }, error: "no_text" },
    { name: "a text without end", content: { text: "x".repeat(40_001) }, error: "msg_too_long" },
    { name: "a block of no kind", content: { blocks: [{ type: "x" }] }, error: "invalid_blocks" },
    { name: "51 blocks", content: { blocks: Array(51).fill(divider) }, error: "invalid_blocks" },
    {
      name: "two blocks of one id",
      content: { blocks: Array(2).fill({ ...divider, block_id: "a" }) },
      error: "invalid_blocks",
    },
    {
      name: "a header of 151 characters",
      content: {
        blocks: [{ type: "header", text: { type: "plain_text", text: "x".repeat(151) } }],
      },
      error: "invalid_blocks",
    },
    {
      name: "a section of nothing",
      content: { blocks: [{ type: "section" }] },
      error: "invalid_blocks",
    },
    {
      name: "metadata of a wrong shape",
      content: { metadata: { event_type: "Not-Snake", event_payload: {} } },
      error: "invalid_metadata_format",
    },
  ])("refuses $name", async ({ content, error }) => {
    expect(await errorOf(post(content))).toBe(error);
    expect(slack.messages(CHANNEL_ID)).toEqual([]);
  });

  it("takes a header of 150 characters", async () => {
    const header = { type: "header", text: { type: "plain_text", text: "x".repeat(150) } };
    expect(await errorOf(post({ blocks: [header] }))).toBeNull();
  });

  it("says where a block is wrong", async () => {
    await expect(post({ blocks: [{ type: "section" }] })).rejects.toMatchObject({
      data: { errors: [expect.stringContaining("json-pointer:/blocks/0")] },
    });
  });

  it("keeps workspaces apart", async () => {
    const stranger = clientOf(slack, otherTeam.botToken);
    const ts = await post();
    expect(await errorOf(stranger.chat.postMessage({ channel: CHANNEL_ID, text }))).toBe(
      "channel_not_found",
    );
    expect(await errorOf(stranger.chat.update({ channel: CHANNEL_ID, ts, text }))).toBe(
      "channel_not_found",
    );
  });

  it("knows only its own tokens", async () => {
    const client = clientOf(slack, "xoxb-none");
    expect(await errorOf(client.auth.test())).toBe("invalid_auth");
  });
});

describe("updating in the local Slack", () => {
  it("keeps metadata that is not spoken of", async () => {
    const ts = await post({ metadata, blocks: [divider] });
    await clientOf(slack).chat.update({ channel: CHANNEL_ID, ts, text, blocks: [divider] });
    expect(slack.messages(CHANNEL_ID)[0]).toMatchObject({ metadata, isEdited: false });
  });

  it("takes the blocks away when only a text comes, and shows that it was edited", async () => {
    const ts = await post({ blocks: [divider] });
    await clientOf(slack).chat.update({ channel: CHANNEL_ID, ts, text: "new" });
    expect(slack.messages(CHANNEL_ID)[0]).toMatchObject({
      text: "new",
      blocks: [],
      isEdited: true,
    });
  });

  it("refuses what is not there, or no longer open", async () => {
    const client = clientOf(slack);
    const ts = await post();
    expect(await errorOf(client.chat.update({ channel: CHANNEL_ID, ts: "1.000000", text }))).toBe(
      "message_not_found",
    );
    slack.changeChannel(CHANNEL_ID, { isArchived: true });
    expect(await errorOf(client.chat.update({ channel: CHANNEL_ID, ts, text }))).toBe(
      "is_inactive",
    );
  });
});

describe("reading the local Slack", () => {
  it("gives the newest first, in pages", async () => {
    const stamps = [await post(), await post(), await post()];
    const client = clientOf(slack);
    const first = await client.conversations.history({ channel: CHANNEL_ID, limit: 2 });
    expect(first.messages?.map((message) => message.ts)).toEqual([stamps[2], stamps[1]]);
    expect(first.has_more).toBe(true);
    const cursor = first.response_metadata?.next_cursor ?? "";
    const second = await client.conversations.history({ channel: CHANNEL_ID, limit: 2, cursor });
    expect(second.messages?.map((message) => message.ts)).toEqual([stamps[0]]);
    expect(second.has_more).toBe(false);
  });

  it("leaves the oldest out unless it is asked for", async () => {
    const oldest = await post();
    const read = (inclusive: boolean) =>
      clientOf(slack).conversations.history({ channel: CHANNEL_ID, oldest, inclusive });
    expect((await read(false)).messages).toHaveLength(0);
    expect((await read(true)).messages).toHaveLength(1);
  });

  it("tells metadata only to whom asks for it", async () => {
    await post({ metadata });
    const read = (all: boolean) =>
      clientOf(slack).conversations.history({ channel: CHANNEL_ID, include_all_metadata: all });
    expect((await read(true)).messages?.[0]?.metadata).toEqual(metadata);
    expect((await read(false)).messages?.[0]?.metadata).toEqual({ event_type: "test_event" });
  });

  it("keeps replies out of the channel's history", async () => {
    const ts = await post();
    await post({ thread_ts: ts });
    const client = clientOf(slack);
    const history = await client.conversations.history({ channel: CHANNEL_ID });
    const replies = await client.conversations.replies({ channel: CHANNEL_ID, ts });
    expect(history.messages).toHaveLength(1);
    expect(replies.messages).toHaveLength(2);
    expect(
      await errorOf(client.conversations.replies({ channel: CHANNEL_ID, ts: "1.000000" })),
    ).toBe("thread_not_found");
  });

  it("asks for the scope of the kind of channel", async () => {
    await slack.stop();
    slack = await startLocalSlack({ teams: [{ ...team, scopes: ["channels:history"] }] });
    const read = (channel: string) => errorOf(clientOf(slack).conversations.history({ channel }));
    expect(await read(CHANNEL_ID)).toBeNull();
    expect(await read(PRIVATE_CHANNEL_ID)).toBe("missing_scope");
    expect(await errorOf(post())).toBe("missing_scope");
  });

  it("tells channels, people and itself", async () => {
    await slack.stop();
    slack = await startLocalSlack({
      teams: [
        { ...team, scopes: ["channels:read", "users:read", "users:read.email", "chat:write"] },
      ],
    });
    const client = clientOf(slack);
    const ts = await post();
    const info = await client.conversations.info({ channel: "C0000000003" });
    expect(info.channel).toMatchObject({ name: "old", is_archived: true });
    expect((await client.users.info({ user: "U0000000001" })).user?.real_name).toBe("Ada Wong");
    expect((await client.users.lookupByEmail({ email: "BEN@example.com" })).user?.id).toBe(
      "U0000000002",
    );
    expect((await client.auth.test()).team_id).toBe(team.teamId);
    expect(
      (await client.chat.getPermalink({ channel: CHANNEL_ID, message_ts: ts })).permalink,
    ).toBe(`https://acme.slack.com/archives/${CHANNEL_ID}/p${ts.replace(".", "")}`);
    expect(await errorOf(client.users.info({ user: "U9" }))).toBe("user_not_found");
    expect(await errorOf(client.users.lookupByEmail({ email: "x@y" }))).toBe("users_not_found");
    expect(
      await errorOf(client.chat.getPermalink({ channel: CHANNEL_ID, message_ts: "1.000000" })),
    ).toBe("message_not_found");
    expect(await errorOf(client.conversations.info({ channel: "C9" }))).toBe("channel_not_found");
    expect(await errorOf(client.apiCall("reactions.add"))).toBe("unknown_method");
  });

  it("shows an ephemeral message to one person", async () => {
    const client = clientOf(slack);
    await client.chat.postEphemeral({ channel: CHANNEL_ID, user: "U0000000001", text });
    expect(slack.ephemerals(CHANNEL_ID, "U0000000001")).toHaveLength(1);
    expect(slack.ephemerals(CHANNEL_ID, "U0000000002")).toEqual([]);
    expect(slack.messages(CHANNEL_ID)).toEqual([]);
    expect(
      await errorOf(client.chat.postEphemeral({ channel: CHANNEL_ID, user: "U9", text })),
    ).toBe("user_not_in_channel");
  });
});
