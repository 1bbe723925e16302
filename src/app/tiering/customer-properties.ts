import type { Policy } from "../../domain/governance/policy.ts";
import type { CustomerKind } from "../../domain/tiering/customer.ts";
import { gradedProperties } from "../../domain/tiering/score.ts";
import type { TierRules } from "../../domain/tiering/tier.ts";
import { NAME_PROPERTIES } from "./customer-name.ts";
import { COMPANY_PROPERTY } from "./grade-rows.ts";

/** Who looks after a customer: visits go to this owner. */
export const CUSTOMER_OWNER_PROPERTY = "hubspot_owner_id";

type CustomerRules = Pick<TierRules, "tierInputs"> &
  Partial<Pick<Policy, "caseTriggers" | "tiering">>;

/**
 * All that is read and kept of a customer: what grades it, what it is called, who looks after it, the
 * company whose tier a contact has, and the scores it gave, where the CRM keeps them with the customer
 * under the names that it has for tickets.
 */
export function customerProperties(rules: CustomerRules, kind: CustomerKind): readonly string[] {
  const names = [
    ...gradedProperties(rules, kind),
    ...NAME_PROPERTIES[kind],
    CUSTOMER_OWNER_PROPERTY,
    ...(kind === "contact" && rules.tiering?.customers === "companies" ? [COMPANY_PROPERTY] : []),
    ...(rules.caseTriggers?.lowRatings ?? []).map(({ property }) => property),
  ];
  return [...new Set(names)];
}
