import type { Words } from "../words.ts";
import type { Grade, TierReason } from "./grade.ts";
import type { TierRules } from "./tier.ts";

/** A reason with what the rules and the customer's row say of it. */
export type ExplainedReason = TierReason & {
  /** Null for an input that the rules no longer have. */
  readonly label: Words | null;
  /** As of when the value was known. */
  readonly at: number;
  /** Points of bands at which the dimension is full. */
  readonly cap: number;
  /** What the full dimension brings to the score. */
  readonly weight: number;
};

/**
 * All that a person wants to know of a score. A grade keeps only what differs from customer to customer:
 * the date is that of the customer's row, caps and weights are those of the rules.
 */
export function explainReasons(
  rules: Pick<TierRules, "tierInputs" | "tiering">,
  { grade, dataAt }: { readonly grade: Pick<Grade, "reasons">; readonly dataAt: number },
): readonly ExplainedReason[] {
  const { caps, weights } = rules.tiering;
  return grade.reasons.map((reason) => ({
    ...reason,
    label: rules.tierInputs.find(({ id }) => id === reason.inputId)?.label ?? null,
    at: dataAt,
    cap: caps[reason.dimension],
    weight: weights[reason.dimension],
  }));
}
