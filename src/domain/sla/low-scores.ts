import type { Policy } from "../governance/policy.ts";

/** A customer's score that the policy calls low; null for another one, or for none. */
export function lowScoreIn(
  { caseTriggers: { lowRatings } }: Pick<Policy, "caseTriggers">,
  { property, value }: { readonly property: string; readonly value: string },
): number | null {
  const score = value.trim() === "" ? Number.NaN : Number(value);
  const isLow = lowRatings.some((one) => one.property === property && score <= one.atMost);
  return isLow ? score : null;
}
