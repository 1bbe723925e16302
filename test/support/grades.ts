import type { CustomerKind } from "../../src/domain/tiering/customer.ts";
import type { Grade, TierReason } from "../../src/domain/tiering/grade.ts";
import { gradeCustomer } from "../../src/domain/tiering/grade-customer.ts";
import type { CustomerFacts } from "../../src/domain/tiering/score.ts";
import type { TierRules } from "../../src/domain/tiering/tier.ts";

/** What is known of a customer of whom nothing was counted. */
export function factsOf(
  kind: CustomerKind,
  properties: Readonly<Record<string, string>>,
): CustomerFacts {
  return { kind, properties, history: {}, cuts: {} };
}

/** The first grade of a customer, by its properties alone. */
export function firstGrade(
  rules: TierRules,
  kind: CustomerKind,
  properties: Readonly<Record<string, string>>,
): Grade {
  return gradeCustomer(rules, factsOf(kind, properties), { before: null, now: 0 });
}

/** A grade that stands as its score says. */
export function gradeOf(
  tier: string,
  score: number,
  parts: { readonly reasons?: readonly TierReason[]; readonly missing?: readonly string[] } = {},
): Grade {
  const standing = { earned: tier, pendingDrop: null, override: null };
  return { tier, score, reasons: [], missing: [], standing, inheritedFrom: null, ...parts };
}

/** A reason of a policy without caps and weights. */
export function reasonOf(
  inputId: string,
  property: string,
  { value, points }: { readonly value: number; readonly points: number },
): TierReason {
  return { inputId, dimension: "value", property, value, rawPoints: points, points };
}
