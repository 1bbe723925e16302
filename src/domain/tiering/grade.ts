import type { CustomerRef } from "./customer.ts";
import type { Standing } from "./standing.ts";
import type { Dimension } from "./tier.ts";

/** One input's share of the score. */
export type TierReason = {
  readonly inputId: string;
  readonly dimension: Dimension;
  /** A CRM property, or `history.…` for what was counted. */
  readonly property: string;
  readonly value: number;
  /** By the input's bands. */
  readonly rawPoints: number;
  /** After cap and weight of its dimension. */
  readonly points: number;
};

/** A customer's tier with everything that led to it; the points of `reasons` add up to `score`. */
export type Grade = {
  /** The tier that counts: of an override while one holds, of the company where it is inherited. */
  readonly tier: string;
  /** 0–100. */
  readonly score: number;
  readonly reasons: readonly TierReason[];
  /** What would have counted but is not known, by property. */
  readonly missing: readonly string[];
  readonly standing: Standing;
  /** The company whose tier it is. */
  readonly inheritedFrom: CustomerRef | null;
};
