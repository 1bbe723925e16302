import type { LedgerEvent } from "./event-ledger.ts";

/**
 * Events that no webhook brought. `recovered`: one was lost. `reread`: a value of which HubSpot may tell
 * nothing was found by looking.
 */
export type FoundBy = "recovered" | "reread";

/** Puts what a sweep found into the ledger, and says what the ledger holds already. */
export type Recovery = {
  /**
   * Adds events to wait for their turn, as if one delivery had brought them; those that are there already
   * count as duplicates. Call it in the transaction that moves the sweep on. Says how many are new.
   */
  add(
    portalId: string,
    found: {
      readonly by: FoundBy;
      /** Unique in the portal; the same once more changes nothing. */
      readonly deliveryId: string;
      readonly events: readonly LedgerEvent[];
    },
    now: number,
  ): Promise<number>;
  /** Events of these records that wait, leased ones too. */
  waiting(
    portalId: string,
    object: string,
    objectIds: readonly string[],
  ): Promise<readonly LedgerEvent[]>;
  /** Whether deliveries wait to be opened: nobody knows yet what they say. */
  hasUnopened(portalId: string): Promise<boolean>;
};
