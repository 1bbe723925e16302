import { invariant } from "../invariant.ts";
import type { CustomerKind } from "./customer.ts";
import type { Grade, TierReason } from "./grade.ts";
import type { TierInput, TierRules } from "./tier.ts";

const TOP_SCORE = 100;

/** Grades one customer by the CRM properties that the rules map. */
export function gradeCustomer(
  rules: TierRules,
  kind: CustomerKind,
  properties: Readonly<Record<string, string>>,
): Grade {
  const reasons: TierReason[] = [];
  const missing = new Set<string>();
  let score = 0;
  for (const input of rules.tierInputs.filter((candidate) => candidate.kind === kind)) {
    const value = numberOf(properties[input.property]);
    if (value === null) {
      missing.add(input.property);
      continue;
    }
    // What goes beyond 100 is left off the input that brings it, so that the reasons add up.
    const points = Math.min(pointsOf(input, value), TOP_SCORE - score);
    score += points;
    reasons.push({ inputId: input.id, property: input.property, value, points });
  }
  return { tier: tierOfScore(rules, score), score, reasons, missing: [...missing] };
}

/** CRM properties that the rules look at for customers of this kind. */
export function gradedProperties(rules: TierRules, kind: CustomerKind): readonly string[] {
  const own = rules.tierInputs.filter((input) => input.kind === kind);
  return [...new Set(own.map((input) => input.property))];
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

/** Null for what is no number, the empty text among it: nothing known is not the same as 0. */
function numberOf(text: string | undefined): number | null {
  if (text === undefined || text.trim() === "") return null;
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

function pointsOf(input: TierInput, value: number): number {
  const reached = input.bands.filter((band) => band.from <= value);
  return reached.sort((a, b) => b.from - a.from)[0]?.points ?? 0;
}

function tierOfScore(rules: TierRules, score: number): string {
  const tier = rules.tiers.find((candidate) => score >= candidate.fromScore) ?? rules.tiers.at(-1);
  invariant(tier, "a policy has tiers");
  return tier.id;
}
