import { Milestone } from "../../domain/governance/clock-rules.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import { TICKET_SCORES } from "../../domain/surveys/told-scores.ts";

/** When a rep answered for the first time, or called, mailed or met the customer as logged in the CRM. */
export const REPLY_PROPERTIES: readonly string[] = [
  "hs_first_agent_message_sent_at",
  "first_agent_reply_date",
  "notes_last_contacted",
];
/** When something went out last; the CRM does not say whether a person or a robot sent it. */
export const SENT_PROPERTY = "hs_last_message_sent_at";
/** When the customer wrote last. */
export const RECEIVED_PROPERTIES: readonly string[] = [
  "hs_last_message_received_at",
  "last_reply_date",
];

const ALWAYS_READ: readonly string[] = [
  "hs_pipeline_stage",
  "hs_pipeline",
  "hs_ticket_priority",
  "hubspot_owner_id",
  "subject",
  ...REPLY_PROPERTIES,
  SENT_PROPERTY,
  ...RECEIVED_PROPERTIES,
];

/** Properties of a ticket that the policy asks for by name, and those that hold what customers answered. */
export function fieldProperties(policy: Policy): ReadonlySet<string> {
  const { fields, milestones, caseTriggers, recurrence, complaints } = policy;
  return new Set([
    ...Object.values(TICKET_SCORES),
    ...(recurrence.productProperty === undefined ? [] : [recurrence.productProperty]),
    ...Object.values(fields).filter((property) => property !== undefined),
    ...Milestone.options.flatMap((milestone) => milestones[milestone]?.property ?? []),
    ...caseTriggers.lowRatings.map(({ property }) => property),
    ...complaints.properties.map(({ property }) => property),
    ...complaints.textProperties,
  ]);
}

/** All properties that drive clocks; their history is read once for each ticket. */
export function ticketProperties(policy: Policy): readonly string[] {
  return [...new Set([...ALWAYS_READ, ...fieldProperties(policy)])];
}
