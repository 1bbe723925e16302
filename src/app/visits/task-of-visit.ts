import type { NewTask } from "../../ports/crm.ts";
import type { VisitRow } from "../../ports/visit-store.ts";

/** What the words of a task are made of. */
export type TaskFacts = {
  readonly kind: VisitRow["kind"];
  readonly reason: VisitRow["reason"];
  /** Null when the CRM has no name, or the ticket no customer. */
  readonly customerName: string | null;
  /** Tier id of the policy. */
  readonly tier: string;
  readonly ticketId: string | null;
  readonly dueDate: string;
};

/** The words of visit tasks in one language. */
export type TaskWords = {
  subject(facts: TaskFacts): string;
  body(facts: TaskFacts): string;
};

/** The task by which people in the CRM learn of a visit. Its marker names visit and attempt. */
export function taskOfVisit(
  visit: VisitRow,
  { words, customerName }: { readonly words: TaskWords; readonly customerName: string | null },
): NewTask {
  const { visitId, customer, ticketId, tier, dueDate, dueAt, ownerId, kind, reason } = visit;
  const facts = { kind, reason, customerName, tier, ticketId, dueDate };
  return {
    marker: visit.attempt === 1 ? visitId : `${visitId}#${visit.attempt}`,
    subject: words.subject(facts),
    body: words.body(facts),
    dueAt,
    ownerId,
    associations: [
      ...(customer === null ? [] : [customer]),
      ...(ticketId === null ? [] : [{ kind: "ticket" as const, id: ticketId }]),
    ],
  };
}
