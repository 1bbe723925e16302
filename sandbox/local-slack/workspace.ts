import type { TimeSource } from "../../src/ports/time-source.ts";
import { createChannels } from "./channels.ts";
import { createMessageStore } from "./message-store.ts";
import { createPeople } from "./people.ts";
import { createTeams } from "./teams.ts";

/** What a Slack has stored: workspaces, people, channels, messages. */

/** A workspace with the app installed in it. */
export type LocalTeam = {
  readonly teamId: string;
  readonly name: string;
  readonly domain: string;
  readonly appId: string;
  readonly botId: string;
  readonly botUserId: string;
  /** Null while the app is not installed. */
  readonly botToken: string | null;
  readonly scopes: readonly string[];
};
export type LocalUser = {
  readonly userId: string;
  readonly teamId: string;
  /** Handle, as button presses carry it. */
  readonly name: string;
  readonly realName: string;
  readonly email: string;
  readonly timeZone: string;
  readonly isDeleted: boolean;
};
export type NewUser = Omit<LocalUser, "timeZone" | "isDeleted"> & Partial<LocalUser>;
export type LocalChannel = {
  readonly channelId: string;
  readonly teamId: string;
  readonly name: string;
  readonly isPrivate: boolean;
  readonly isArchived: boolean;
  readonly hasBot: boolean;
  readonly kind: "channel" | "dm";
  /** With whom the app talks there alone; null in a channel. */
  readonly userId: string | null;
};
export type NewChannel = Omit<LocalChannel, "kind" | "userId">;

/** What changed: one channel, or (null) views, people, workspaces or faults. */
export type Change = { readonly channelId: string | null };

const MICROSECONDS = 1_000_000;

export type Workspaces = ReturnType<typeof createWorkspaces>;

export function createWorkspaces(options: {
  readonly timeSource: TimeSource;
  readonly teams: readonly LocalTeam[];
  readonly users: readonly NewUser[];
  readonly channels: readonly NewChannel[];
}) {
  const listeners = new Set<(change: Change) => void>();
  function changed(channelId: string | null): void {
    for (const listener of listeners) listener({ channelId });
  }
  const changedElsewhere = () => changed(null);
  return {
    ...createTeams(options.teams, changedElsewhere),
    ...createPeople(options.users, changedElsewhere),
    ...createChannels(options.channels, changed),
    ...createMessageStore(changed),
    ...createIds(options.timeSource),
    now: () => options.timeSource.now(),
    changed: changedElsewhere,
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
    /** For blocks, and elements in them, that came without an id. */
    nextBlockId(): string {
      lastBlock += 1;
      return `b${lastBlock}`;
    },
  };
}
