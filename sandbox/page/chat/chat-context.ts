import { createContext } from "react";

/** What messages and views need to know of the world around them. */
export type ChatWorld = {
  readonly timeZone: string;
  readonly now: number;
  /** For days and times, e.g. `en-GB`. */
  readonly locale: string;
  /** Whose eyes the page looks through. */
  readonly me: string;
  readonly people: readonly { readonly userId: string; readonly name: string }[];
  nameOf(userId: string): string;
  channelNameOf(channelId: string): string;
};

export const ChatContext = createContext<ChatWorld>({
  timeZone: "UTC",
  now: 0,
  locale: "en-GB",
  me: "",
  people: [],
  nameOf: (userId) => userId,
  channelNameOf: (channelId) => channelId,
});
