import type { LocalPortal } from "../local-crm/local-portal.ts";
import type { Incident, IncidentStep } from "./incident-log.ts";

/** One change of the CRM at its time in the log. */
export type FeedStep = { readonly at: number; apply(portal: LocalPortal): void };

/** Pipeline stages of the replayed portal; 7 and 4 are closed. */
export const INCIDENT_STAGES = [
  { id: "1", label: "New", isClosed: false },
  { id: "3", label: "Active", isClosed: false },
  { id: "2", label: "Awaiting user", isClosed: false },
  { id: "6", label: "Awaiting vendor", isClosed: false },
  { id: "7", label: "Resolved", isClosed: true },
  { id: "4", label: "Closed", isClosed: true },
] as const;

const PIPELINE_ID = "0";
/** Ids of the feed's own, so that they do not depend on what else is made in the CRM meanwhile. */
const FIRST_TICKET_ID = 71_000_000_000;
const FIRST_CONTACT_ID = 51_000_000_000;
/** Callers' revenue is invented from their number, so that all tiers occur; always the same. */
const REVENUE_STEP = 1_000;
const REVENUE_STEPS = 100;

/** All changes of all incidents in the order of their time. */
export function feedOf(incidents: readonly Incident[]): readonly FeedStep[] {
  const contacts = new Map<string, string>();
  const steps = incidents.flatMap((incident, index) =>
    stepsOf(incident, String(FIRST_TICKET_ID + index), contacts),
  );
  return steps.sort((a, b) => a.at - b.at);
}

function stepsOf(incident: Incident, ticketId: string, contacts: Map<string, string>): FeedStep[] {
  const opening: FeedStep = {
    at: incident.openedAt,
    apply(portal) {
      const contactId = contactOf(portal, incident, contacts);
      portal.createTicket(
        {
          subject: `${incident.number} ${incident.category}`,
          hs_pipeline: PIPELINE_ID,
          hs_pipeline_stage: "1",
          hs_ticket_priority: incident.firstPriority,
        },
        { at: incident.openedAt, id: ticketId },
      );
      portal.associate(
        { type: "tickets", id: ticketId },
        { type: "contacts", id: contactId },
        { at: incident.openedAt },
      );
    },
  };
  const answer = incident.steps.find((step) => step.isWorkedOn);
  let stageId = "1";
  let priority = incident.firstPriority;
  const updates = incident.steps.map((step): FeedStep => {
    const changes: Record<string, string> = {};
    if (step.stageId !== null && step.stageId !== stageId)
      changes["hs_pipeline_stage"] = step.stageId;
    if (step.priority !== priority) changes["hs_ticket_priority"] = step.priority;
    stageId = step.stageId ?? stageId;
    priority = step.priority;
    return { at: step.at, apply: (portal) => update(portal, ticketId, { step, changes, answer }) };
  });
  return [opening, ...updates];
}

function update(
  portal: LocalPortal,
  ticketId: string,
  {
    step,
    changes,
    answer,
  }: {
    readonly step: IncidentStep;
    readonly changes: Readonly<Record<string, string>>;
    readonly answer: IncidentStep | undefined;
  },
): void {
  if (step === answer) portal.replyToCustomer(ticketId, { at: step.at });
  if (Object.keys(changes).length > 0) portal.updateTicket(ticketId, changes, { at: step.at });
}

function contactOf(portal: LocalPortal, incident: Incident, contacts: Map<string, string>): string {
  const known = contacts.get(incident.caller);
  if (known !== undefined) return known;
  const number = Number(incident.caller.replace(/\D/g, "")) || 0;
  const id = portal.createContact(
    {
      firstname: "Caller",
      lastname: String(number),
      total_revenue: String((number % REVENUE_STEPS) * REVENUE_STEP),
    },
    { at: incident.openedAt, id: String(FIRST_CONTACT_ID + contacts.size) },
  );
  contacts.set(incident.caller, id);
  return id;
}
