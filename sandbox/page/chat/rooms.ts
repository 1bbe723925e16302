import type { Chat, ChatMessage } from "../../page-contract.ts";
import type { PageWords } from "../words/page-words.ts";
import { visibleTo } from "./threads.ts";

/** What the pane shows: a channel, the person's conversation with the app, or the app's Home. */
export type Place =
  | { readonly kind: "channel"; readonly channelId: string }
  | { readonly kind: "app" }
  | { readonly kind: "home" };

export const APP_NAME = "Aftercare";

/** A conversation as one person sees it. */
export type Room = {
  /** Null while the app has never written to this person. */
  readonly channelId: string | null;
  readonly title: string;
  readonly messages: readonly ChatMessage[];
  /** Why nobody can write here; null when one can. */
  readonly closed: string | null;
  readonly warning: string | null;
  readonly empty: { readonly title: string; readonly text: string };
};

type Eyes = {
  readonly me: string;
  readonly dismissed: ReadonlySet<string>;
  readonly words: PageWords["chat"];
};

export function roomAt(chat: Chat, place: Place, eyes: Eyes): Room | null {
  switch (place.kind) {
    case "home":
      return null;
    case "channel":
      return channelRoom(chat, place.channelId, eyes);
    case "app":
      return appRoom(chat, eyes);
  }
}

function channelRoom(chat: Chat, channelId: string, { me, dismissed, words }: Eyes): Room | null {
  const channel = chat.channels.find((one) => one.channelId === channelId);
  if (channel === undefined) return null;
  return {
    channelId,
    title: `#${channel.name}`,
    messages: visibleTo(channel.messages, me, dismissed),
    closed: channel.isArchived ? words.room.archived : null,
    warning: channel.hasBot ? null : words.room.withoutApp,
    empty: {
      title: words.room.empty(channel.name),
      text: words.room.emptyText,
    },
  };
}

function appRoom(chat: Chat, { me, dismissed, words }: Eyes): Room {
  const held = chat.directMessages.find(({ userId }) => userId === me);
  return {
    channelId: held?.channelId ?? null,
    title: APP_NAME,
    messages: visibleTo(held?.messages ?? [], me, dismissed),
    closed: held === undefined ? words.room.notBegun : null,
    warning: null,
    empty: {
      title: words.room.noWord(APP_NAME),
      text: words.room.noWordText,
    },
  };
}

/** The channel where something happened last, so that the first look shows it. */
export function newestPlace({ channels }: Pick<Chat, "channels">): Place {
  const newestAt = (channel: Chat["channels"][number]) => channel.messages.at(-1)?.postedAt ?? 0;
  const [newest] = [...channels].sort((a, b) => newestAt(b) - newestAt(a));
  return newest === undefined ? { kind: "home" } : { kind: "channel", channelId: newest.channelId };
}
