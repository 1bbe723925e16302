import type { ChatMessage } from "../../page-contract.ts";

/** A message of the channel with what was said to it. */
export type Root = { readonly message: ChatMessage; readonly replies: readonly ChatMessage[] };

/** What one person sees: some messages are for one pair of eyes. */
export function visibleTo(
  messages: readonly ChatMessage[],
  userId: string,
  dismissed: ReadonlySet<string>,
): readonly ChatMessage[] {
  return messages.filter(
    ({ ts, onlyFor }) => onlyFor === null || (onlyFor === userId && !dismissed.has(ts)),
  );
}

/**
 * The channel without its threads, oldest first. A reply that was sent to the channel as well stands
 * in both, and one whose beginning is too long ago to be shown stands alone.
 */
export function rootsOf(messages: readonly ChatMessage[]): readonly Root[] {
  const known = new Set(messages.filter(isRoot).map(({ ts }) => ts));
  return messages
    .filter(
      (message) => isRoot(message) || message.isBroadcast || !known.has(message.threadTs ?? ""),
    )
    .map((message) => ({ message, replies: repliesTo(messages, message) }));
}

/** The message that a thread began with, and its replies; null when it is not shown any more. */
export function threadOf(messages: readonly ChatMessage[], threadTs: string): Root | null {
  const message = messages.find((one) => one.ts === threadTs && isRoot(one));
  return message === undefined ? null : { message, replies: repliesTo(messages, message) };
}

export function isRoot({ ts, threadTs }: ChatMessage): boolean {
  return threadTs === null || threadTs === ts;
}

function repliesTo(messages: readonly ChatMessage[], root: ChatMessage): readonly ChatMessage[] {
  return messages.filter((one) => !isRoot(one) && one.threadTs === root.ts);
}
