import type { ErasedPerson } from "../domain/privacy/person.ts";

/** Rows by table, e.g. `{ customer: 1, ledger: 12 }`. */
export type RowCounts = Readonly<Record<string, number>>;

/** Somebody who is to be erased, until that is done. */
export type OpenErasure = ErasedPerson & {
  readonly erasureId: string;
  readonly askedAt: number;
};

/** What is known of one that was asked for: after it is done not whom it was. */
export type ErasureNote = {
  readonly erasureId: string;
  readonly askedAt: number;
  readonly finishedAt: number | null;
  readonly removed: RowCounts;
};

/** Takes a contact out of the store of one portal. Every method may be repeated: it finds less then. */
export type Erasures = {
  /**
   * Notes that a contact is to be erased, with what it is called by now; asked again it changes nothing.
   * From then on events about the contact are ignored.
   */
  begin(
    portalId: string,
    erasure: { readonly erasureId: string; readonly contactId: string; readonly now: number },
  ): Promise<void>;
  /** Those that are not done, the oldest first. */
  open(portalId: string, limit: number): Promise<readonly OpenErasure[]>;
  find(portalId: string, erasureId: string): Promise<OpenErasure | null>;
  /** The newest first. */
  notes(portalId: string, limit: number): Promise<readonly ErasureNote[]>;
  /** Tickets whose facts name the contact, in order of their ids. */
  tickets(portalId: string, person: ErasedPerson, limit: number): Promise<readonly string[]>;
  /** Tickets of others in whose facts it is called by name, in order of their ids. */
  mentions(portalId: string, person: ErasedPerson, limit: number): Promise<readonly string[]>;
  /** Takes the contact, and what people wrote, out of all that is kept of one ticket. In a transaction. */
  blankTicket(portalId: string, person: ErasedPerson, ticketId: string): Promise<RowCounts>;
  /** Deletes and rewrites rows of every table; says how many. */
  erase(portalId: string, person: ErasedPerson): Promise<RowCounts>;
  /** Looks through every table for the contact; says in how many places it is named. */
  search(portalId: string, person: ErasedPerson): Promise<RowCounts>;
  /** Forgets whom it was, and notes what was done. */
  finish(
    portalId: string,
    erasureId: string,
    done: { readonly removed: RowCounts; readonly now: number },
  ): Promise<void>;
};
