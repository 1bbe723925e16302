import { invariant } from "../invariant.ts";
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
  // Each drop is one step, so there are never more of them than tiers.
  for (let step = 0; step <= rules.tiers.length; step += 1) {
    if (settled.pendingDrop === null) return tierOf(rules, settled);
    const now = settled.pendingDrop.dueAt;
    settled = { ...stepStanding(rules, settled, { scoring, now }), override: null };
  }
  invariant(false, "a customer drops at most to the last tier");
}
