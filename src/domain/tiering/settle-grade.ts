import type { Grade } from "./grade.ts";
import { stepStanding, tierOf } from "./standing.ts";
import type { TierRules } from "./tier.ts";

/**
 * The tier that a customer ends up with when nothing about it changes any more: after every pending drop,
 * and after its override.
 */
export function settledTier(rules: TierRules, { score, reasons, standing }: Grade): string {
  const scoring = { score, reasons, missing: [] };
  let settled = { ...standing, override: null };
  // Each drop is one step down, and from the last tier there is none.
  while (settled.pendingDrop !== null) {
    const now = settled.pendingDrop.dueAt;
    settled = { ...stepStanding(rules, settled, { scoring, now }), override: null };
  }
  return tierOf(rules, settled);
}
