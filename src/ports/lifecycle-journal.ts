/** What became of the app in an account, as HubSpot tells it. */
export type LifecycleEvent = {
  readonly portalId: string;
  readonly what: "installed" | "uninstalled";
  readonly occurredAt: number;
};

/** One file of the journal; `offset` names it. Events of other kinds are left out. */
export type JournalPage = {
  readonly offset: string;
  readonly events: readonly LifecycleEvent[];
};

/** HubSpot's journal of the app, which is pulled: nothing pushes an uninstall. */
export type LifecycleJournal = {
  /** Asks HubSpot to write installs and uninstalls into the journal; harmless to repeat. */
  subscribe(): Promise<void>;
  /** The file after that one, the oldest for null; null when there is nothing new. */
  next(offset: string | null): Promise<JournalPage | null>;
};

/** How far the journal was read, for all processes. */
export type JournalPlace = {
  find(): Promise<string | null>;
  save(offset: string, now: number): Promise<void>;
};
