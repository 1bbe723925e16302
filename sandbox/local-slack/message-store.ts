import { z } from "zod";

/** The messages of all channels, and what single persons were shown alone. */

const Option = z.looseObject({ value: z.string().optional() });
export const LocalElement = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  options: z.array(Option).optional(),
  option_groups: z.array(z.looseObject({ options: z.array(Option) })).optional(),
});
export type LocalElement = z.infer<typeof LocalElement>;
export const LocalBlock = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  elements: z.array(LocalElement).optional(),
  accessory: LocalElement.optional(),
  element: LocalElement.optional(),
});
export type LocalBlock = z.infer<typeof LocalBlock>;
export const LocalMetadata = z.strictObject({
  event_type: z.string().regex(/^[a-z][a-z0-9_]*$/),
  event_payload: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.unknown()),
});
export type LocalMetadata = z.infer<typeof LocalMetadata>;

export type LocalReaction = { readonly name: string; readonly userIds: readonly string[] };
export type LocalMessage = {
  readonly ts: string;
  readonly channelId: string;
  readonly teamId: string;
  /** Who wrote it: a person, or the app's bot user. */
  readonly userId: string;
  /** Null when a person wrote it. */
  readonly botId: string | null;
  readonly appId: string | null;
  readonly threadTs: string | null;
  /** A reply that stands in the channel as well. */
  readonly isBroadcast: boolean;
  readonly text: string;
  readonly blocks: readonly LocalBlock[];
  readonly metadata: LocalMetadata | null;
  readonly isEdited: boolean;
  readonly reactions: readonly LocalReaction[];
};

/** Shown to one person only. */
export type LocalEphemeral = {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  readonly threadTs: string | null;
  readonly text: string;
  readonly blocks: readonly LocalBlock[];
};

/** The oldest messages of a fuller channel are dropped. */
const MESSAGES_LIMIT = 20_000;
const EPHEMERALS_LIMIT = 200;

export function createMessageStore(changed: (channelId: string) => void) {
  const messages = new Map<string, Map<string, LocalMessage>>();
  const ephemerals = new Map<string, LocalEphemeral>();

  function messagesOf(channelId: string): Map<string, LocalMessage> {
    const held = messages.get(channelId) ?? new Map<string, LocalMessage>();
    messages.set(channelId, held);
    return held;
  }

  return {
    /** Oldest first. */
    messages: (channelId: string) => [...messagesOf(channelId).values()],
    message: (channelId: string, ts: string) => messagesOf(channelId).get(ts) ?? null,
    /** Adds a message or puts it in the place of the one with its `ts`. */
    put(message: LocalMessage): void {
      const held = messagesOf(message.channelId);
      held.set(message.ts, message);
      const [oldest] = held.keys();
      if (held.size > MESSAGES_LIMIT && oldest !== undefined) held.delete(oldest);
      changed(message.channelId);
    },
    drop({ channelId, ts }: Pick<LocalMessage, "channelId" | "ts">): void {
      messagesOf(channelId).delete(ts);
      ephemerals.delete(ts);
      changed(channelId);
    },
    ephemerals: (channelId: string, userId: string) =>
      [...ephemerals.values()].filter(
        (one) => one.channelId === channelId && one.userId === userId,
      ),
    ephemeral: (ts: string) => ephemerals.get(ts) ?? null,
    /** Adds a message for one person or puts it in the place of the one with its `ts`. */
    whisper(ephemeral: LocalEphemeral): void {
      ephemerals.set(ephemeral.ts, ephemeral);
      const [oldest] = ephemerals.keys();
      if (ephemerals.size > EPHEMERALS_LIMIT && oldest !== undefined) ephemerals.delete(oldest);
      changed(ephemeral.channelId);
    },
  };
}
