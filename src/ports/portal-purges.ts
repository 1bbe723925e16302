import type { RowCounts } from "./erasure-store.ts";

/** What an admin wants for an account's data once the app is removed. */
export type Farewell = "keep" | "purge";
export type PurgeCause = "asked" | "retention";

export type Leaving = {
  readonly farewell: Farewell;
  /** Since when it is disconnected; null while it is connected. */
  readonly disconnectedAt: number | null;
  /** Since when its data are being deleted. From then on it cannot be connected. */
  readonly purgingSince: number | null;
};

/** Deletes all that is kept of an account. */
export type PortalPurges = {
  /** Null for a portal that is not known. */
  leaving(portalId: string): Promise<Leaving | null>;
  setFarewell(portalId: string, farewell: Farewell): Promise<void>;
  /**
   * Disconnected portals whose data are to be deleted: those that were to be purged, those disconnected
   * before `disconnectedBefore`, and those at which it has begun.
   */
  due(
    disconnectedBefore: number,
  ): Promise<readonly { readonly portalId: string; readonly cause: PurgeCause }[]>;
  /**
   * Deletes every row of a portal, some at a time, and proves that none is left; the deletion itself stays
   * on record. Stopped anywhere it goes on with what is left. Null: it is connected, or not known.
   */
  purge(
    portalId: string,
    options: { readonly cause: PurgeCause; readonly now: number },
  ): Promise<RowCounts | null>;
  /** How many rows there are of a portal, by table; tables without any are left out. */
  count(portalId: string): Promise<RowCounts>;
};
