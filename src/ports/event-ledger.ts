/** One HubSpot delivery (or its part for one portal), kept as it came. */
export type Delivery = {
  readonly portalId: string;
  readonly deliveryId: string;
  readonly receivedAt: number;
  /** JSON text of an array of events. */
  readonly body: string;
  readonly eventCount: number;
};

/** What happened to a record, read out of one webhook event. */
export type EventChange =
  | { readonly kind: "created" | "deleted" | "restored" }
  | { readonly kind: "property"; readonly name: string; readonly value: string }
  | { readonly kind: "merged"; readonly intoId: string; readonly loserIds: readonly string[] }
  | {
      readonly kind: "associated" | "dissociated";
      readonly toObject: string;
      readonly toId: string;
      readonly isPrimary: boolean;
    }
  | { readonly kind: "erased" }
  /** A kind of event that Aftercare does not use, or `withheld:NAME` when HubSpot keeps a value back. */
  | { readonly kind: "other"; readonly type: string };

/**
 * One event of the ledger. `object` is `ticket`, `contact`, `company`, `deal`, `task` or the raw type.
 * `objectId` is empty only when `change` is `other` and the event named no record.
 */
export type LedgerEvent = {
  readonly portalId: string;
  /** Unique for one portal and `occurredAt`; repeats of a delivery have the same. */
  readonly eventKey: string;
  readonly occurredAt: number;
  readonly object: string;
  readonly objectId: string;
  readonly change: EventChange;
  /** `CRM_UI`, `INTEGRATION` …; open set. */
  readonly changeSource: string | null;
  readonly sourceId: string | null;
};

export type LedgerKey = Pick<LedgerEvent, "portalId" | "eventKey" | "occurredAt">;

/** `applied`: it changed what we know. `ignored`: nothing to do, with the reason. `dead`: it can never be read. */
export type Settlement = LedgerKey & {
  readonly state: "applied" | "ignored" | "dead";
  readonly reason: string | null;
};

/** What one delivery held. An event that cannot be read has a `dead` reason instead of a `change`. */
export type OpenedEvent = LedgerEvent | (LedgerKey & { readonly dead: string });

/** received = applied + ignored + waiting + dead, for one portal. Duplicates count as ignored. */
export type LedgerEquation = {
  readonly portalId: string;
  readonly received: number;
  readonly applied: number;
  readonly ignored: number;
  readonly duplicates: number;
  readonly waiting: number;
  readonly dead: number;
  /** Of what was received, what no webhook brought: lost events that a sweep found. */
  readonly recovered: number;
  /** Of what was received, values of which HubSpot may tell nothing, found by looking. */
  readonly reread: number;
};

/** Everything that HubSpot ever told us, and what became of it. */
export type EventLedger = {
  /** Resolves only when the rows are committed. Calls in flight share one insert. */
  store(deliveries: readonly Delivery[]): Promise<void>;
  /** Opens up to `limit` stored deliveries into events, in one transaction; says how many it opened. */
  open(
    limit: number,
    now: number,
    read: (delivery: Delivery) => readonly OpenedEvent[],
  ): Promise<{ readonly deliveries: number; readonly events: number; readonly duplicates: number }>;
  /**
   * Leases all waiting events of up to `records` records, ordered by record and time. A lease that is
   * not settled until `now + leaseMs` is given out again.
   */
  claim(options: {
    readonly records: number;
    readonly now: number;
    readonly leaseMs: number;
  }): Promise<readonly LedgerEvent[]>;
  /** Writes what became of events; call it inside the transaction that applied them. */
  settle(settlements: readonly Settlement[], now: number): Promise<void>;
  /** Gives leased events back, to be tried again at `notBeforeAt`; says how often each was tried. */
  release(keys: readonly LedgerKey[], notBeforeAt: number, reason: string): Promise<void>;
  equation(portalId: string): Promise<LedgerEquation>;
  /** Over all portals, what is not settled and what never will be; cheap, for figures. */
  totals(): Promise<Pick<LedgerEquation, "waiting" | "dead">>;
  /** Ends every lease; for a start of the only process on an embedded store. */
  endLeases(): Promise<void>;
};
