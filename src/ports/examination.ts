/** What a look at the store finds, without changing it. */
export type StoreLook = {
  readonly engine: "server" | "embedded";
  /** e.g. `17.2`. */
  readonly version: string;
  /** Of one statement. */
  readonly latencyMs: number;
  /** The time by the store's own clock, epoch milliseconds, and by ours when it was asked. */
  readonly storeNowAt: number;
  readonly askedAt: number;
  readonly migrations: number;
  /** What keeps accounts apart in the database; `later`: the next start of Aftercare raises it. */
  readonly wall: "role" | "forced" | "later" | "none";
  /** Migrations that the program has and the store does not, and the other way round. */
  readonly missing: readonly string[];
  readonly unknown: readonly string[];
};

/** The parts of a store that are asked only when its tables are those of the program. */
export type AccountLooks = {
  /** The newest delivery of webhooks; null when there is none that is kept. */
  lastDeliveryAt(portalId: string): Promise<number | null>;
  /** How many sealed texts there are, and how many of them no key opens. */
  sealed(): Promise<{ readonly count: number; readonly closed: number }>;
};

/** What a server answered, or why it did not. */
export type ProbeAnswer =
  | {
      readonly ok: true;
      readonly status: number;
      readonly body: string;
      /** By the server's clock, epoch milliseconds; null when it does not say. */
      readonly dateAt: number | null;
      /** By ours, half-way between question and answer. */
      readonly askedAt: number;
    }
  | { readonly ok: false; readonly reason: string };

/** One GET with a short time limit; redirects are not followed. */
export type HttpProbe = (url: string, bearer?: string) => Promise<ProbeAnswer>;

/** Whether Slack takes a token, and what it lets it do. */
export type SlackTokenTest = (
  botToken: string,
) => Promise<
  | { readonly ok: true; readonly team: string; readonly scopes: readonly string[] | null }
  | { readonly ok: false; readonly reason: string }
>;
