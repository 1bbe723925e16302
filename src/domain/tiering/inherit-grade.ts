import type { CustomerRef } from "./customer.ts";
import type { Grade } from "./grade.ts";
import type { FormerGrade } from "./grade-customer.ts";
import { overrideAt, tierOf } from "./standing.ts";
import type { TierRules } from "./tier.ts";

/**
 * The grade of a contact whose company is graded: the company's, with its reasons. What somebody set for
 * the contact itself holds all the same.
 */
export function inheritGrade(
  rules: Pick<TierRules, "tiers">,
  company: { readonly ref: CustomerRef; readonly grade: Grade },
  { before, now }: { readonly before: FormerGrade | null; readonly now: number },
): Grade {
  const override = overrideAt(before?.standing ?? null, now);
  const standing = { earned: company.grade.tier, pendingDrop: null, override };
  return {
    ...company.grade,
    tier: tierOf(rules, standing),
    standing,
    inheritedFrom: company.ref,
  };
}
