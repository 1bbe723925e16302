/** What a table is about, as `docs/privacy.md` tells it. */
export const STORED_KINDS = [
  ...(["deliveries", "facts", "customers", "cases", "visits"] as const),
  ...(["policies", "audit", "tokens", "settings", "figures"] as const),
] as const;
export type StoredKind = (typeof STORED_KINDS)[number];

/** What a portal holds of one kind, on the disk and with its indexes. */
export type StoredAmount = {
  readonly kind: StoredKind;
  readonly rows: number;
  readonly bytes: number;
};

export type StoredPortal = { readonly portalId: string; readonly bytes: number };

/** How much each portal holds; estimated from samples, so that it costs little however much there is. */
export type PortalStorage = {
  measure(now: number): Promise<void>;
  /** The largest amount first; null when nothing was measured yet. */
  ofPortal(
    portalId: string,
  ): Promise<{ readonly measuredAt: number; readonly amounts: readonly StoredAmount[] } | null>;
  /** Portals that hold more, the largest first. */
  over(bytes: number, limit: number): Promise<readonly StoredPortal[]>;
  /** For the metrics. */
  figures(limitBytes: number): Promise<{ readonly largestBytes: number; readonly over: number }>;
};
