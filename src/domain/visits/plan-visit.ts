import type { Policy } from "../governance/policy.ts";
import { invariant } from "../invariant.ts";
import type { CustomerRef } from "../tiering/customer.ts";
import type { BusinessTime } from "../time/business-time.ts";
import type { Visit } from "./visit.ts";

/** What a plan needs beside the case itself; `time` is the calendar that the policy names for visits. */
export type VisitRules = {
  readonly policy: Pick<Policy, "visits">;
  readonly time: BusinessTime;
};

export type VisitTicket = {
  readonly ticketId: string;
  readonly customer: CustomerRef | null;
  readonly ownerId: string | null;
  readonly tier: string;
  /** Null while the ticket is open. */
  readonly closedAt: number | null;
};

/**
 * The return visit after a ticket: the tier's number of days after it closed, moved to the next
 * working day, and cancelled when the ticket is open again. A visit that was made or skipped stays as
 * it is. Null when there is none.
 */
export function visitAfterClose(
  ticket: VisitTicket,
  rules: VisitRules,
  before: Visit | null,
): Visit | null {
  if (before?.state === "done" || before?.state === "skipped") return before;
  if (ticket.closedAt === null) return before && { ...before, state: "cancelled" };
  const closedDate = rules.time.dateOf(ticket.closedAt);
  const { afterCloseDays } = cadenceOf(rules, ticket.tier);
  const dueDate = rules.time.nextWorkingDate(rules.time.addDays(closedDate, afterCloseDays));
  return {
    visitId: `after_ticket:${ticket.ticketId}`,
    customer: ticket.customer,
    ticketId: ticket.ticketId,
    tier: ticket.tier,
    ...dueOn(dueDate, rules),
    ownerId: ticket.ownerId,
    state: "planned",
    reason: "ticket_closed",
  };
}

export type CadenceCase = {
  readonly customer: CustomerRef;
  readonly tier: string;
  readonly ownerId: string | null;
  /** Day of the last contact, or on which the customer was first graded. */
  readonly anchorDate: string;
  readonly now: number;
};

/**
 * The next visit of a customer: on the first working day from the tier's ideal interval on; earlier
 * rather than after the maximum; never in the past, even when both are over.
 */
export function cadenceVisit(subject: CadenceCase, rules: VisitRules): Visit {
  const { customer, anchorDate } = subject;
  const wanted = dayWithin(anchorDate, cadenceOf(rules, subject.tier), rules.time);
  const today = rules.time.dateOf(subject.now);
  const dueDate = wanted < today ? rules.time.nextWorkingDate(today) : wanted;
  return {
    visitId: `cadence:${customer.kind}:${customer.id}:${anchorDate}`,
    customer,
    ticketId: null,
    tier: subject.tier,
    ...dueOn(dueDate, rules),
    ownerId: subject.ownerId,
    state: "planned",
    reason: "cadence",
  };
}

/** The day that a cadence visit counts from, out of its id; null for other visits. */
export function anchorDateOf({
  reason,
  visitId,
}: Pick<Visit, "reason" | "visitId">): string | null {
  return reason === "cadence" ? visitId.slice(visitId.lastIndexOf(":") + 1) : null;
}

/** Tasks for visits that nobody got in time are not made this many days later any more. */
export const STALE_AFTER_DAYS = 30;

/** Whether a visit's task is to be made now: its day lies within the horizon and not long ago. */
export function isTaskDue(visit: Visit, rules: VisitRules, now: number): boolean {
  if (visit.state !== "planned") return false;
  const today = rules.time.dateOf(now);
  return (
    visit.dueDate <= rules.time.addDays(today, rules.policy.visits.horizonDays) &&
    visit.dueDate >= rules.time.addDays(today, -STALE_AFTER_DAYS)
  );
}

type Interval = { readonly idealDays: number; readonly maximumDays: number };

function dayWithin(anchorDate: string, interval: Interval, time: BusinessTime): string {
  const ideal = time.nextWorkingDate(time.addDays(anchorDate, interval.idealDays));
  if (ideal <= time.addDays(anchorDate, interval.maximumDays)) return ideal;
  // Nothing is open from the ideal to the maximum day: the last working day before them, if any.
  for (let days = interval.idealDays - 1; days > 0; days -= 1) {
    const date = time.addDays(anchorDate, days);
    if (time.isWorkingDate(date)) return date;
  }
  return ideal;
}

function cadenceOf(rules: VisitRules, tier: string): Policy["visits"]["byTier"][string] {
  const cadence = rules.policy.visits.byTier[tier];
  invariant(cadence, `the policy plans visits for tier "${tier}"`);
  return cadence;
}

function dueOn(dueDate: string, { time }: VisitRules): Pick<Visit, "dueDate" | "dueAt"> {
  const dueAt = time.openingOf(dueDate);
  invariant(dueAt !== null, "a visit falls on a working day");
  return { dueDate, dueAt };
}
