import type { Policy } from "../../domain/governance/policy.ts";
import type { CustomerKind } from "../../domain/tiering/customer.ts";
import type { HistoryQuestion } from "../../domain/tiering/history.ts";
import { agingInputs } from "../../domain/tiering/same-grade.ts";
import { gradedHistory } from "../../domain/tiering/score.ts";
import type { TierRules } from "../../domain/tiering/tier.ts";
import type { CutRules } from "../../ports/tier-store.ts";

/** The part of a policy version by which customers are graded, with what follows from it. */
export type GradingRules = {
  readonly version: number;
  readonly rules: TierRules;
  readonly benefits: Policy["benefits"];
  readonly aging: ReadonlySet<string>;
  readonly questions: Readonly<Record<CustomerKind, readonly HistoryQuestion[]>>;
  readonly cutRules: CutRules;
  /** Whether a contact has the tier of its primary company. */
  readonly isInherited: boolean;
};

export function gradingRules({
  version,
  policy,
}: {
  readonly version: number;
  readonly policy: Policy;
}): GradingRules {
  return {
    version,
    rules: policy,
    benefits: policy.benefits,
    aging: agingInputs(policy),
    questions: {
      contact: gradedHistory(policy, "contact"),
      company: gradedHistory(policy, "company"),
    },
    cutRules: {
      inputs: policy.tierInputs.filter(({ quantiles }) => quantiles !== undefined),
      products: policy.tiering.products,
    },
    isInherited: policy.tiering.customers === "companies",
  };
}

/** Whether deals are counted for anybody's tier. */
export function asksForDeals({ tierInputs }: Pick<TierRules, "tierInputs">): boolean {
  return tierInputs.some(({ history }) => history !== undefined && history !== "tickets");
}
