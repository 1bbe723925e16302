import type { Policy } from "../../domain/governance/policy.ts";
import { differenceOf } from "../../domain/governance/policy-difference.ts";
import type { PolicyNotice } from "../../ports/notifier.ts";

/** Changes that are told one by one. */
const CHANGES = 10;

/** What the one policy says otherwise than the other. */
export function changeSummary(before: Policy, after: Policy): PolicyNotice["summary"] {
  const differences = differenceOf(before, after);
  const changes = differences.slice(0, CHANGES);
  const named = ({ tiers, departments }: Policy) => ({ tiers, departments });
  return {
    changes,
    more: differences.length - changes.length,
    policies: [after, before].map(named),
  };
}
