import type { OutboxKind } from "./outbox-kind.ts";

export type OutboxTarget = {
  readonly kind: OutboxKind;
  /**
   * Ticket id, `contact:ID` / `company:ID`, visit id, case id, `CASE ID person`, group id,
   * `DEPARTMENT date`, date, `DRAFT approved` / `DRAFT effective`, recurrence key,
   * `TICKET occasion instant department`, `ACTION step position`, note id, an instant, or
   * `CHANNEL TS`.
   */
  readonly subjectId: string;
};
export type OutboxRow = OutboxTarget & {
  readonly portalId: string;
  /** Raised by every `request`; a send brings `sentRevision` up to the one it read. */
  readonly revision: number;
  readonly sentRevision: number;
  readonly attempts: number;
  /** When the send whose outcome is open began; null when none is. */
  readonly sendingSince: number | null;
  /** Fingerprint of what was sent last, to leave out sends that would change nothing. */
  readonly sentFingerprint: string | null;
};
export type OutboxResult = OutboxTarget & {
  readonly portalId: string;
  readonly revision: number;
  readonly result:
    | { readonly state: "sent"; readonly fingerprint: string | null }
    | {
        readonly state: "retry";
        readonly notBeforeAt: number;
        readonly reason: string;
        readonly outcomeOpen: boolean;
        /** Whether this try counts towards the limit of tries; waiting for one's turn does not. */
        readonly isCounted: boolean;
      }
    | { readonly state: "unknown"; readonly reason: string }
    | { readonly state: "dead"; readonly reason: string };
};

export type OutboxCounts = {
  readonly waiting: number;
  readonly unknown: number;
  readonly dead: number;
};

export type Outbox = {
  request(portalId: string, targets: readonly OutboxTarget[], now: number): Promise<void>;
  /** Asks for what is sent once in its life: a row that was asked for before stays as it is. */
  requestOnce(portalId: string, targets: readonly OutboxTarget[], now: number): Promise<void>;
  /** The same of what was asked for before, whatever became of it; what was not is left out. */
  requestAgain(portalId: string, targets: readonly OutboxTarget[], now: number): Promise<void>;
  /** Leases up to `limit` rows of one kind that are not up to date, oldest first, and marks them as sending. */
  claim(options: {
    readonly kind: OutboxKind;
    readonly limit: number;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<readonly OutboxRow[]>;
  finish(results: readonly OutboxResult[], now: number): Promise<void>;
  counts(portalId: string): Promise<OutboxCounts>;
  /** The same over all portals, for figures. */
  totals(): Promise<OutboxCounts>;
  /** How many sends of each kind ended without anybody knowing whether they went out, of all portals. */
  unknownByKind(): Promise<Readonly<Record<string, number>>>;
  /** How many rows some process is sending now, of all portals. */
  underWay(): Promise<number>;
  /** Ends every lease; for a start of the only process on an embedded store. */
  endLeases(): Promise<void>;
};
