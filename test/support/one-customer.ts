import { Policy } from "../../src/domain/governance/policy.ts";
import { createCalendars } from "../../src/domain/time/business-time.ts";
import type { KnownVisit, PlanCustomer, PlanRules } from "../../src/domain/visits/plan-rules.ts";
import { planRules } from "../../src/domain/visits/rules-of-plan.ts";
import type { Visit } from "../../src/domain/visits/visit.ts";
import { at } from "./calendars.ts";
import { plannedVisit } from "./planned-visit.ts";
import { policyDocument } from "./small-policy.ts";

/** A Wednesday. */
export const TODAY = "2026-03-25";

/** A key customer of owner "31", known since 1 March 2026 and never met. */
export function oneCustomer(changes: Partial<PlanCustomer> = {}): PlanCustomer {
  return {
    customer: { kind: "company", id: "7" },
    tier: "key",
    ownerId: "31",
    knownDate: "2026-03-01",
    properties: {},
    lastRealAt: null,
    touchDays: [],
    visits: [],
    disputes: [],
    unusedBenefits: [],
    ...changes,
  };
}

/** The rules of the small policy today, with changes to how it plans visits. */
export function rulesToday(
  visits: object = {},
  knownOwners: PlanRules["knownOwners"] = null,
): PlanRules {
  const policy = Policy.parse({
    ...policyDocument,
    visits: { ...policyDocument.visits, ...visits },
  });
  const calendars = createCalendars(policy.calendars);
  const now = at(`${TODAY} 10:00`, "+08:00");
  return planRules({ policy, calendars }, now, { knownOwners, lunarDates: () => [] });
}

/** A visit as the store has it, without a task unless told otherwise. */
export function knownVisit(changes: Partial<Visit> = {}, taskId: string | null = null): KnownVisit {
  return { ...plannedVisit(changes), taskId };
}
