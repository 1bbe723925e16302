import type { ChatMessage } from "../../page-contract.ts";

/** The newest message that each person has seen, by person and conversation. */
export type Seen = ReadonlyMap<string, string>;

export function isUnread(seen: Seen, who: Reader, messages: readonly ChatMessage[]): boolean {
  const last = seen.get(keyOf(who)) ?? "";
  return newestFor(who, messages) > last;
}

/** The same map when nothing is new, so that nothing is drawn again. */
export function withSeen(seen: Seen, who: Reader, messages: readonly ChatMessage[]): Seen {
  return isUnread(seen, who, messages)
    ? new Map([...seen, [keyOf(who), newestFor(who, messages)]])
    : seen;
}

export type Reader = { readonly userId: string; readonly channelId: string };

/** Timestamps of one length compare as text. */
function newestFor({ userId }: Reader, messages: readonly ChatMessage[]): string {
  const visible = messages.filter(({ onlyFor }) => onlyFor === null || onlyFor === userId);
  return (
    visible
      .map(({ ts }) => ts)
      .sort()
      .at(-1) ?? ""
  );
}

const keyOf = ({ userId, channelId }: Reader) => `${userId} ${channelId}`;
