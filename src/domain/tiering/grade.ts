/** One input's share of the score. */
export type TierReason = {
  readonly inputId: string;
  readonly property: string;
  readonly value: number;
  readonly points: number;
};

/** A customer's tier with everything that led to it; the points of `reasons` add up to `score`. */
export type Grade = {
  readonly tier: string;
  /** 0–100. */
  readonly score: number;
  readonly reasons: readonly TierReason[];
  /** CRM properties that would have counted but are empty or no number. */
  readonly missing: readonly string[];
};
