import type { ComparedTicket } from "../domain/complaints/recurrence.ts";
import type { SharedTerm } from "../domain/complaints/telling-words.ts";

/** A ticket with what it is compared by, as it stands now. */
export type TicketText = Omit<ComparedTicket, "category" | "product"> & {
  /** The last value of each property that was ever told, by its name. */
  readonly fields: Readonly<Record<string, string>>;
};

/** A cause that came back, with the tickets that are the evidence. */
export type Recurrence = {
  readonly key: string;
  readonly category: string | null;
  readonly product: string | null;
  readonly terms: readonly SharedTerm[];
  /** In the order in which they became evidence. */
  readonly ticketIds: readonly string[];
  readonly openedAt: number;
  readonly changedAt: number;
};

export type Recurrences = {
  /** The newest tickets made since then that still are there, up to `limit`. */
  texts(
    portalId: string,
    wanted: { readonly createdSince: number; readonly limit: number },
  ): Promise<readonly TicketText[]>;
  /** By ticket id, for which recurrence it is evidence; tickets that are none have no entry. */
  keysOf(portalId: string, ticketIds: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** Adds evidence: a ticket stays with the recurrence that had it first. */
  save(portalId: string, recurrences: readonly Recurrence[]): Promise<void>;
  find(portalId: string, key: string): Promise<Recurrence | null>;
};
