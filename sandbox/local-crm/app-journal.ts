import { randomUUID } from "node:crypto";

export type JournalAction = "APP_INSTALL" | "APP_UNINSTALL";

/** One entry is one file. An offset names the file that was read last. */
type Entry = {
  readonly offset: string;
  readonly action: JournalAction;
  readonly portalId: string;
  readonly occurredAt: number;
};

/** What HubSpot writes down of the app itself, to be pulled with a token of the app. */
export type AppJournal = {
  /** Only what the app subscribed to is written. */
  note(action: JournalAction, portalId: string): void;
  grant(scope: string): Readonly<Record<string, unknown>>;
  mayRead(authorization: string | null): boolean;
  /** False when it was subscribed already. */
  subscribe(eventTypeId: string): boolean;
  /** The one after that offset, the first for null. */
  after(offset: string | null): Entry | undefined;
  file(offset: string): Entry | undefined;
};

const TYPE_IDS: Readonly<Record<JournalAction, string>> = {
  APP_INSTALL: "4-1909196",
  APP_UNINSTALL: "4-1916193",
};
const TOKEN_LIFE_SECONDS = 1_800;
/** Older ones are forgotten, as HubSpot's are after some days. */
const ENTRY_LIMIT = 1_000;

export function createAppJournal(now: () => number): AppJournal {
  const entries: Entry[] = [];
  const subscribed = new Set<string>();
  const tokens = new Set<string>();
  return {
    note: (action, portalId) => {
      if (!subscribed.has(TYPE_IDS[action])) return;
      entries.push({ offset: randomUUID(), action, portalId, occurredAt: now() });
      if (entries.length > ENTRY_LIMIT) entries.shift();
    },
    grant: (scope) => {
      const token = `app-${randomUUID()}`;
      tokens.add(token);
      return {
        access_token: token,
        expires_in: TOKEN_LIFE_SECONDS,
        scopes: scope.split(" "),
        token_type: "bearer",
        token_use: "access_token",
      };
    },
    mayRead: (authorization) => tokens.has((authorization ?? "").replace(/^Bearer /, "")),
    subscribe: (eventTypeId) => {
      const isNew = !subscribed.has(eventTypeId);
      subscribed.add(eventTypeId);
      return isNew;
    },
    after: (offset) =>
      offset === null
        ? entries[0]
        : entries[entries.findIndex((entry) => entry.offset === offset) + 1],
    file: (offset) => entries.find((entry) => entry.offset === offset),
  };
}
