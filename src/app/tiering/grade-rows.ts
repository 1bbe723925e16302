import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Grade } from "../../domain/tiering/grade.ts";
import { gradeCustomer, tierChange } from "../../domain/tiering/grade-customer.ts";
import type { History } from "../../domain/tiering/history.ts";
import { inheritGrade } from "../../domain/tiering/inherit-grade.ts";
import type { TierCuts } from "../../domain/tiering/quantiles.ts";
import { isSameGrade } from "../../domain/tiering/same-grade.ts";
import type { TierOverride } from "../../domain/tiering/standing.ts";
import type { CustomerSnapshot } from "../../ports/crm.ts";
import type { CustomerRow } from "../../ports/store.ts";
import type { TierChangeRow } from "../../ports/tier-store.ts";
import { customerKey } from "./customer-key.ts";
import type { GradingRules } from "./grading-rules.ts";

/** The CRM's property of a contact with the id of its primary company. */
export const COMPANY_PROPERTY = "associatedcompanyid";

/** A customer with all that the CRM says of it, and how it was graded before. */
export type Gradable = CustomerSnapshot & {
  readonly dataAt: number;
  readonly former: CustomerRow | null;
  /** Set by somebody now, or ended (null); absent: as it was. */
  readonly override?: TierOverride | null;
};

export type Graded = {
  readonly former: CustomerRow | null;
  readonly row: CustomerRow;
  /** Null when the tier is the same. */
  readonly change: TierChangeRow | null;
  /** More than values that age has changed. */
  readonly isChanged: boolean;
};

/** All that grades need beside properties, as of `at`. */
export type GradingBasis = {
  readonly at: number;
  readonly cuts: TierCuts;
  readonly histories: ReadonlyMap<string, History>;
  /** Grades of primary companies, by id. */
  readonly companies: ReadonlyMap<string, Grade>;
  /** Who ended an override by hand. */
  readonly by?: { readonly id: string; readonly name: string };
};

export function gradeRow(rules: GradingRules, customer: Gradable, basis: GradingBasis): Graded {
  const { kind, id, properties, dataAt, former } = customer;
  const grade = gradeOf(rules, customer, basis);
  const isSameTier = former?.grade.tier === grade.tier;
  return {
    former,
    row: {
      kind,
      id,
      properties,
      grade,
      gradedAt: isSameTier ? former.gradedAt : basis.at,
      evaluatedAt: basis.at,
      policyVersion: rules.version,
      dataAt,
    },
    change: isSameTier ? null : changeOf(rules, { customer, grade }, basis),
    isChanged: former === null || !isSameGrade(former.grade, grade, rules.aging),
  };
}

/** The company whose tier a contact has; null where it is graded by itself. */
export function companyIdOf(
  { isInherited }: GradingRules,
  { kind, properties }: Pick<CustomerSnapshot, "kind" | "properties">,
): string | null {
  return isInherited && kind === "contact" ? (properties[COMPANY_PROPERTY] ?? null) : null;
}

function gradeOf(rules: GradingRules, customer: Gradable, basis: GradingBasis): Grade {
  const before = beforeOf(customer);
  const when = { before, now: basis.at };
  const companyId = companyIdOf(rules, customer);
  const company = companyId === null ? undefined : basis.companies.get(companyId);
  if (companyId !== null && company !== undefined) {
    const ref: CustomerRef = { kind: "company", id: companyId };
    return inheritGrade(rules.rules, { ref, grade: company }, when);
  }
  const { kind, properties } = customer;
  const history = basis.histories.get(customerKey(customer)) ?? {};
  return gradeCustomer(rules.rules, { kind, properties, history, cuts: basis.cuts }, when);
}

function beforeOf({ former, override }: Gradable): Grade | null {
  if (former === null || override === undefined) return former?.grade ?? null;
  return { ...former.grade, standing: { ...former.grade.standing, override } };
}

function changeOf(
  { rules }: GradingRules,
  { customer, grade }: { readonly customer: Gradable; readonly grade: Grade },
  { at, by }: GradingBasis,
): TierChangeRow | null {
  const before = customer.former?.grade ?? null;
  const change = tierChange(before, grade, { rules, now: at });
  if (change === null) return null;
  const { override } = grade.standing;
  const isByHand = change.cause === "override" && override !== null;
  const whoEnded = change.cause === "override_ended" ? (by ?? null) : null;
  return {
    ...change,
    customer: { kind: customer.kind, id: customer.id },
    by: isByHand ? override.by : whoEnded,
    reason: isByHand ? override.reason : null,
    inheritedFrom: grade.inheritedFrom,
  };
}
