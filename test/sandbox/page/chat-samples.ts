import type { Chat, ChatMessage } from "../../../sandbox/page-contract.ts";
import { NOW } from "./fake-sandbox.ts";

/** Parts of a chat, with only what matters said. */

export function messageOf(ts: string, more: Partial<ChatMessage> = {}): ChatMessage {
  return {
    ts,
    postedAt: NOW,
    author: "Aftercare",
    isFromPerson: false,
    text: "hello",
    blocks: [],
    isEdited: false,
    threadTs: null,
    isBroadcast: false,
    onlyFor: null,
    ...more,
  };
}

export const replyTo = (threadTs: string, ts: string, more: Partial<ChatMessage> = {}) =>
  messageOf(ts, { threadTs, ...more });

export function channelOf(channelId: string, more: Partial<Chat["channels"][number]> = {}) {
  return {
    channelId,
    name: `name-${channelId}`,
    kind: "channel" as const,
    isPrivate: false,
    isArchived: false,
    hasBot: true,
    messages: [],
    ...more,
  };
}

export function chatWith(more: Partial<Chat> = {}): Chat {
  return {
    people: [],
    channels: [],
    directMessages: [],
    app: "installed",
    faults: [],
    ...more,
  };
}
