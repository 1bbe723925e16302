import type { Policy } from "../../domain/governance/policy.ts";
import { planProperties } from "../../domain/governance/visit-rules.ts";
import { CONTACT_SCORES } from "../../domain/surveys/told-scores.ts";
import type { CustomerKind } from "../../domain/tiering/customer.ts";
import { gradedProperties } from "../../domain/tiering/score.ts";
import type { TierRules } from "../../domain/tiering/tier.ts";
import { NAME_PROPERTIES } from "./customer-name.ts";
import { COMPANY_PROPERTY } from "./grade-rows.ts";

/** Who looks after a customer: visits go to this owner. */
export const CUSTOMER_OWNER_PROPERTY = "hubspot_owner_id";

/** In which language to write to a contact. */
export const CUSTOMER_LANGUAGE_PROPERTY = "hs_language";

/** What a contact answered last, for portals that do not let the answers themselves be read. */
const SCORE_PROPERTIES = Object.values(CONTACT_SCORES).flatMap(({ score, day }) => [score, day]);

type CustomerRules = Pick<TierRules, "tierInputs"> &
  Partial<Pick<Policy, "caseTriggers" | "tiering" | "visits">>;

/**
 * All that is read and kept of a customer: what grades it, what it is called, who looks after it, the
 * company whose tier a contact has, the scores it gave, where the CRM keeps them with the customer under
 * the names that it has for tickets, and the dates and wishes that visits are planned by.
 */
export function customerProperties(rules: CustomerRules, kind: CustomerKind): readonly string[] {
  const names = [
    ...gradedProperties(rules, kind),
    ...NAME_PROPERTIES[kind],
    CUSTOMER_OWNER_PROPERTY,
    ...(kind === "contact" ? [CUSTOMER_LANGUAGE_PROPERTY, ...SCORE_PROPERTIES] : []),
    ...(kind === "contact" && rules.tiering?.customers === "companies" ? [COMPANY_PROPERTY] : []),
    ...(rules.caseTriggers?.lowRatings ?? []).map(({ property }) => property),
    ...(rules.visits === undefined ? [] : planProperties(rules.visits)).map(({ name }) => name),
  ];
  return [...new Set(names)];
}
