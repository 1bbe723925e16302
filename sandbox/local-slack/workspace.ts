import { z } from "zod";
import type { TimeSource } from "../../src/ports/time-source.ts";

/** What a Slack has stored: workspaces, people, channels, messages. */

/** A workspace with the app installed in it. */
export type LocalTeam = {
  readonly teamId: string;
  readonly name: string;
  readonly domain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  readonly botToken: string;
  readonly scopes: readonly string[];
};
export type LocalUser = {
  readonly userId: string;
  readonly teamId: string;
  /** Handle, as button presses carry it. */
  readonly name: string;
  readonly realName: string;
  readonly email: string;
};
export type LocalChannel = {
  readonly channelId: string;
  readonly teamId: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly hasBot: boolean;
};

const Element = z.looseObject({ type: z.string(), action_id: z.string().optional() });
export const LocalBlock = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  elements: z.array(Element).optional(),
});
export type LocalBlock = z.infer<typeof LocalBlock>;
export const LocalMetadata = z.strictObject({
  event_type: z.string().regex(/^[a-z][a-z0-9_]*$/),
  event_payload: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/), z.unknown()),
});
export type LocalMetadata = z.infer<typeof LocalMetadata>;

export type LocalMessage = {
  readonly ts: string;
  readonly channelId: string;
  readonly teamId: string;
  /** The app's bot user. */
  readonly userId: string;
  readonly botId: string;
  readonly appId: string;
  readonly threadTs: string | null;
  readonly text: string;
  readonly blocks: readonly LocalBlock[];
  readonly metadata: LocalMetadata | null;
  readonly isEdited: boolean;
};

/** Shown to one person only. */
export type LocalEphemeral = {
  readonly ts: string;
  readonly channelId: string;
  readonly userId: string;
  readonly text: string;
  readonly blocks: readonly LocalBlock[];
};

export type Change = { readonly channelId: string };

/** The oldest messages of a fuller channel are dropped. */
const MESSAGES_LIMIT = 20_000;
const EPHEMERALS_LIMIT = 200;
const MICROSECONDS = 1_000_000;

export type Workspaces = ReturnType<typeof createWorkspaces>;

export function createWorkspaces(options: {
  readonly timeSource: TimeSource;
  readonly teams: readonly LocalTeam[];
  readonly users: readonly LocalUser[];
  readonly channels: readonly LocalChannel[];
}) {
  const channels = new Map(options.channels.map((channel) => [channel.channelId, channel]));
  const messages = new Map<string, Map<string, LocalMessage>>();
  const ephemerals: LocalEphemeral[] = [];
  const listeners = new Set<(change: Change) => void>();

  function changed(channelId: string): void {
    for (const listener of listeners) listener({ channelId });
  }

  function messagesOf(channelId: string): Map<string, LocalMessage> {
    const held = messages.get(channelId) ?? new Map<string, LocalMessage>();
    messages.set(channelId, held);
    return held;
  }

  return {
    teams: options.teams,
    users: options.users,
    channel: (channelId: string) => channels.get(channelId) ?? null,
    channels: () => [...channels.values()],
    teamOfToken: (token: string) => options.teams.find((team) => team.botToken === token) ?? null,
    ...createIds(options.timeSource),
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
    ephemerals: (channelId: string, userId: string) =>
      ephemerals.filter((one) => one.channelId === channelId && one.userId === userId),
    whisper(ephemeral: LocalEphemeral): void {
      ephemerals.push(ephemeral);
      if (ephemerals.length > EPHEMERALS_LIMIT) ephemerals.shift();
      changed(ephemeral.channelId);
    },
    changeChannel(channelId: string, change: Partial<LocalChannel>): void {
      const channel = channels.get(channelId);
      if (channel === undefined) throw new Error(`No channel ${channelId}`);
      channels.set(channelId, { ...channel, ...change });
      changed(channelId);
    },
    /** Calls `listener` after every change; returns what ends it. */
    on(_event: "change", listener: (change: Change) => void): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function createIds(timeSource: TimeSource) {
  let lastMicros = 0;
  let lastBlock = 0;
  return {
    /** Seconds with six digits, strictly increasing even while the time stands still. */
    nextTs(): string {
      lastMicros = Math.max(lastMicros + 1, timeSource.now() * 1000);
      const seconds = Math.floor(lastMicros / MICROSECONDS);
      return `${seconds}.${String(lastMicros % MICROSECONDS).padStart(6, "0")}`;
    },
    /** For blocks that came without an id. */
    nextBlockId(): string {
      lastBlock += 1;
      return `b${lastBlock}`;
    },
  };
}
