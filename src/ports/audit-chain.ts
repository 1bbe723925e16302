import type { AuditEntry } from "./audit.ts";

/** The end of a chain: how many entries are sealed, and the hash of the last one. */
export type ChainHead = { readonly position: number; readonly hash: string };

/** An entry with its place in the chain of its portal. */
export type SealedEntry = {
  readonly entry: AuditEntry;
  /** From 1, without gaps. */
  readonly position: number;
  readonly sealedAt: number;
  readonly previousHash: string;
  readonly hash: string;
  /** The hash that follows from what the row says now. */
  readonly hashNow: string;
  /** Whether the person was erased: what else it says is still proved, and that there was somebody. */
  readonly isErased: boolean;
};

/** Entries that were sealed a second time, so that their words may go. */
export type ResealedEntries = {
  readonly entries: number;
  /** Follows from the second seals as they are now. */
  readonly cover: string;
  /** What the log notes that it was; null when nothing was resealed. */
  readonly noted: string | null;
};

/**
 * The audit log as a chain of hashes: each entry carries the hash of the one before, so that a row that
 * was changed, deleted, slipped in or moved is found. Entries are written without it and sealed soon
 * after, in order, so that nobody who writes one waits for another.
 */
export type AuditChain = {
  /** Portals with entries that are not sealed. */
  unsealed(): Promise<readonly string[]>;
  /** Seals up to `limit` entries of a portal; 0 when there are none or another process is at it. */
  seal(
    portalId: string,
    options: { readonly limit: number; readonly now: number },
  ): Promise<number>;
  /** Null before the first entry was sealed. */
  head(portalId: string): Promise<ChainHead | null>;
  /** Sealed entries after a position, in order of their places. */
  page(portalId: string, afterPosition: number, limit: number): Promise<readonly SealedEntry[]>;
  /** How many entries wait to be sealed, and since when the oldest one does. */
  waiting(portalId: string): Promise<{ readonly count: number; readonly oldestAt: number | null }>;
  resealed(portalId: string): Promise<ResealedEntries>;
  /** Replaces a person in all entries, for good; says in how many. */
  erasePerson(portalId: string, actor: string): Promise<number>;
};
