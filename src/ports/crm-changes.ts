import type { CustomerRef } from "../domain/tiering/customer.ts";
import type { CrmObject, PropertyVersion, TicketSnapshot } from "./crm.ts";
import type { ImportWay } from "./import-store.ts";

/**
 * A place in the order of last changes: from `at` on, or among the records changed at `at` after that id.
 */
export type ChangePlace = { readonly at: number; readonly afterId: string | null };

/** Kinds of records whose changes are searched for. */
export type ChangedObject = CrmObject | "deal";

/** A record that was changed, as the CRM's search has it; unset properties are absent. */
export type ChangedRecord = {
  readonly id: string;
  readonly createdAt: number;
  readonly modifiedAt: number;
  readonly properties: Readonly<Record<string, string>>;
};

export type ChangedPage = {
  readonly records: readonly ChangedRecord[];
  /** Null when there is nothing after these. */
  readonly next: ChangePlace | null;
};

/** Tickets that were made before `createdBefore` and are open or were closed since then. */
export type TicketWish = { readonly createdBefore: number; readonly closedSince: number };

export type TicketPageWish = TicketWish & {
  readonly way: ImportWay;
  /** Where the page before ended; null for the first one. */
  readonly after: string | null;
  readonly properties: readonly string[];
  readonly hasHistory: boolean;
};

/** One page of tickets, in order. */
export type TicketPage = {
  readonly tickets: readonly TicketSnapshot[];
  /** Null on the last page. */
  readonly after: string | null;
};

/** What became of a record that the CRM does not have any more. */
export type GoneRecord = { readonly id: string; readonly at: number | null } & (
  | { readonly kind: "deleted" }
  | { readonly kind: "merged"; readonly intoId: string }
);

/** Reading of many records, for imports and for the search for what was missed. */
export type CrmChanges = {
  /** Records in order of their last change, up to 200; 1 call. The CRM's search lags behind its writes. */
  readChanged(
    portalId: string,
    object: ChangedObject,
    wish: { readonly from: ChangePlace; readonly properties: readonly string[] },
  ): Promise<ChangedPage>;
  /** How many tickets there are, and how many of them are wished for; 2 calls. */
  countTickets(
    portalId: string,
    wish: TicketWish,
  ): Promise<{ readonly all: number; readonly wanted: number }>;
  /** The wished tickets of a page, with history if asked for. */
  readTicketPage(portalId: string, wish: TicketPageWish): Promise<TicketPage>;
  /** The recorded values of customers, oldest first, by id and property; 50 a call. */
  readVersions(
    portalId: string,
    kind: CustomerRef["kind"],
    wish: { readonly ids: readonly string[]; readonly properties: readonly string[] },
  ): Promise<ReadonlyMap<string, Readonly<Record<string, readonly PropertyVersion[]>>>>;
  /** What became of records that are missing; one search for each and a call for 100. */
  readGone(
    portalId: string,
    object: CrmObject,
    ids: readonly string[],
  ): Promise<readonly GoneRecord[]>;
  /** Does `work` and says how many calls it made; repetitions after a refusal count once. */
  countCalls<T>(work: () => Promise<T>): Promise<{ readonly value: T; readonly calls: number }>;
};
