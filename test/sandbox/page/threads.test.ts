import { describe, expect, it } from "vitest";
import { rootsOf, threadOf, visibleTo } from "../../../sandbox/page/chat/threads.ts";
import { isUnread, type Seen, withSeen } from "../../../sandbox/page/chat/unread.ts";
import type { ChatMessage } from "../../../sandbox/page-contract.ts";
import { messageOf, replyTo } from "./chat-samples.ts";

const shape = (messages: readonly ChatMessage[]) =>
  rootsOf(messages).map(({ message, replies }) => [message.ts, ...replies.map(({ ts }) => ts)]);

describe("a conversation", () => {
  it.each<{ name: string; messages: ChatMessage[]; expected: string[][] }>([
    { name: "is empty", messages: [], expected: [] },
    {
      name: "folds replies under what they answer",
      messages: [messageOf("1"), messageOf("2"), replyTo("1", "3"), replyTo("1", "4")],
      expected: [["1", "3", "4"], ["2"]],
    },
    {
      name: "knows the beginning of a thread that names itself",
      messages: [messageOf("1", { threadTs: "1" }), replyTo("1", "2")],
      expected: [["1", "2"]],
    },
    {
      name: "shows a reply that was sent to the channel as well in both places",
      messages: [messageOf("1"), replyTo("1", "2", { isBroadcast: true }), replyTo("1", "3")],
      expected: [["1", "2", "3"], ["2"]],
    },
    {
      name: "shows a reply alone whose beginning is too long ago",
      messages: [replyTo("0", "1"), messageOf("2")],
      expected: [["1"], ["2"]],
    },
  ])("$name", ({ messages, expected }) => {
    expect(shape(messages)).toEqual(expected);
  });

  it("has a thread for its beginning only", () => {
    const messages = [messageOf("1"), replyTo("1", "2")];
    expect(threadOf(messages, "1")?.replies).toHaveLength(1);
    expect(threadOf(messages, "2")).toBeNull();
    expect(threadOf(messages, "9")).toBeNull();
  });

  it("hides what is for other eyes, and what its reader has put away", () => {
    const messages = [messageOf("1"), messageOf("2", { onlyFor: "U1" })];
    const seenBy = (userId: string, dismissed: string[] = []) =>
      visibleTo(messages, userId, new Set(dismissed)).map(({ ts }) => ts);
    expect(seenBy("U1")).toEqual(["1", "2"]);
    expect(seenBy("U2")).toEqual(["1"]);
    expect(seenBy("U1", ["1", "2"])).toEqual(["1"]);
  });
});

describe("what is unread", () => {
  const ada = { userId: "U1", channelId: "C1" };
  const nothing: Seen = new Map();
  const messages = [messageOf("1"), messageOf("2")];
  const seen = withSeen(nothing, ada, messages);

  it("is everything, until one looks", () => {
    expect(isUnread(nothing, ada, messages)).toBe(true);
    expect(isUnread(nothing, ada, [])).toBe(false);
    expect(isUnread(seen, ada, messages)).toBe(false);
  });

  it("is what came later, a reply, too", () => {
    expect(isUnread(seen, ada, [...messages, replyTo("1", "3")])).toBe(true);
  });

  it("differs by person and by conversation", () => {
    expect(isUnread(seen, { ...ada, userId: "U2" }, messages)).toBe(true);
    expect(isUnread(seen, { ...ada, channelId: "C2" }, messages)).toBe(true);
  });

  it("is nothing that somebody else alone may see", () => {
    const whispered = [...messages, messageOf("3", { onlyFor: "U2" })];
    expect(isUnread(seen, ada, whispered)).toBe(false);
    expect(isUnread(seen, ada, [...messages, messageOf("3", { onlyFor: "U1" })])).toBe(true);
  });

  it("stays the same map when nothing is new", () => {
    expect(withSeen(seen, ada, messages)).toBe(seen);
  });
});
