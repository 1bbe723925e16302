import type { Grade } from "./grade.ts";
import { type CustomerFacts, scoreCustomer } from "./score.ts";
import { type Standing, stepStanding, type TierChange, tierOf } from "./standing.ts";
import type { TierRules } from "./tier.ts";

/** What is told of a customer that was graded before. */
export type FormerGrade = Pick<Grade, "tier" | "standing">;

/** Grades one customer as of `now`, from what is known of it and what it had before. */
export function gradeCustomer(
  rules: TierRules,
  facts: CustomerFacts,
  { before, now }: { readonly before: FormerGrade | null; readonly now: number },
): Grade {
  const scoring = scoreCustomer(rules, facts, now);
  const standing = stepStanding(rules, before?.standing ?? null, { scoring, now });
  return { tier: tierOf(rules, standing), ...scoring, standing, inheritedFrom: null };
}

/** What a grade changed for the customer; null for the same tier. */
export function tierChange(
  before: FormerGrade | null,
  after: Grade,
  { rules, now }: { readonly rules: Pick<TierRules, "tiers">; readonly now: number },
): TierChange | null {
  if (before?.tier === after.tier) return null;
  const { tier: to, score } = after;
  return { at: now, from: before?.tier ?? null, to, cause: causeOf(before, after, rules), score };
}

function causeOf(
  before: FormerGrade | null,
  after: Grade,
  { tiers }: Pick<TierRules, "tiers">,
): TierChange["cause"] {
  if (isOverridden(after.standing, after.tier)) return "override";
  const hadOverride = before !== null && before.standing.override !== null;
  if (hadOverride && after.standing.override === null) return "override_ended";
  if (after.inheritedFrom !== null) return "inherited";
  const rankOf = (tierId: string) => tiers.findIndex(({ id }) => id === tierId);
  // Of a tier that the rules no longer have nobody can say whether it was better.
  if (before === null || rankOf(before.tier) < 0) return "first";
  return rankOf(after.tier) < rankOf(before.tier) ? "upgrade" : "downgrade";
}

function isOverridden({ override }: Standing, tier: string): boolean {
  return override !== null && override.tier === tier;
}

/**
 * The best of several customers' grades: the highest tier, then the higher score, then the first.
 * A tier that the rules no longer have ranks below all others.
 */
export function highestGrade<G extends Pick<Grade, "tier" | "score">>(
  rules: Pick<TierRules, "tiers">,
  grades: readonly G[],
): G | null {
  const rankOf = (grade: G) => {
    const index = rules.tiers.findIndex((tier) => tier.id === grade.tier);
    return index < 0 ? rules.tiers.length : index;
  };
  const sorted = [...grades].sort((a, b) => rankOf(a) - rankOf(b) || b.score - a.score);
  return sorted[0] ?? null;
}
