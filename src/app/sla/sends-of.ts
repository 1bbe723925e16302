import type { Ticket } from "../../domain/sla/ticket.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import { complaintNotices } from "../complaints/complaint-news.ts";
import { followUpsOf } from "../escalation/follow-ups.ts";
import type { Derived } from "./derive-ticket.ts";
import { ownTicketProperties } from "./own-ticket-properties.ts";

export type Changes = {
  /** Revisions of the cases that changed, by case id. */
  readonly changedCases: ReadonlyMap<string, number>;
  /** Visits whose task has to be made. */
  readonly visits: readonly Visit[];
};

/** The sends that make the change of one ticket visible; none for what looks the same as before. */
export function sendsOf(one: Derived, { changedCases, visits }: Changes): OutboxTarget[] {
  const { ticketId } = one.after.ticket;
  const looksDifferent = propertiesDiffer(one);
  const affected = affectedCases(one, changedCases);
  const isNewsToDepartment = looksDifferent || ticketDiffers(one);
  return [
    ...(looksDifferent ? [{ kind: "ticket_properties" as const, subjectId: ticketId }] : []),
    ...one.cases
      .filter(({ caseId, endedAt }) => {
        return affected.has(caseId) || (isNewsToDepartment && endedAt === null);
      })
      .map(({ caseId }) => ({ kind: "case_message" as const, subjectId: caseId })),
    ...followUpsOf(one),
    ...complaintNotices(one),
    ...visits
      .filter((visit) => visit.ticketId === ticketId)
      .map(({ visitId }) => ({ kind: "visit_task" as const, subjectId: visitId })),
  ];
}

/** Those that changed, and those that were handed over to become them: they tell how it stands there. */
function affectedCases({ cases }: Derived, changed: Changes["changedCases"]): ReadonlySet<string> {
  const affected = new Set(changed.keys());
  for (const { caseId, handedFrom } of cases.toReversed()) {
    if (handedFrom !== null && affected.has(caseId)) affected.add(handedFrom);
  }
  return affected;
}

/** In what the message of a case says of its ticket, or what decides whether it may disturb. */
function ticketDiffers({ before, after }: Derived): boolean {
  return before !== null && toldOf(before.ticket) !== toldOf(after.ticket);
}

function toldOf({ subject, ownerId, priorities, tiers, customers, fields }: Ticket): string {
  const priority = priorities.at(-1)?.priority;
  return JSON.stringify([subject, ownerId, priority, tiers.at(-1)?.id, customers, fields]);
}

/** A ticket that went away cannot be written on. */
function propertiesDiffer({ before, after, cases, casesBefore }: Derived): boolean {
  if (after.ticket.gone !== null) return false;
  const now = ownTicketProperties(after, cases);
  if (before === null) return Object.values(now).some((value) => value !== "");
  const then = ownTicketProperties(before, casesBefore);
  return Object.entries(now).some(([name, value]) => then[name] !== value);
}
