import type { Policy } from "../governance/policy.ts";
import { invariant } from "../invariant.ts";
import type { CustomerRef } from "../tiering/customer.ts";
import type { BusinessTime } from "../time/business-time.ts";
import { dateOfDay, dayNumberOf } from "../time/day-number.ts";
import { cadenceWindow } from "./demand.ts";
import { withTicketOwner } from "./hand-over.ts";
import { isHeld } from "./suppression.ts";
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
  /** Null while the ticket is open, and when it was merged or deleted. */
  readonly closedAt: number | null;
  /** Nobody's work closed it, so nobody is asked how it was. */
  readonly isClosedAutomatically: boolean;
  /** When it was looked at. */
  readonly seenAt: number;
};

/**
 * The return visit after a ticket: the tier's number of days after it closed, moved to the next
 * working day, and cancelled when the ticket is open again, was merged or deleted, or was closed
 * automatically. A visit that was made or skipped stays as it is. Null when there is none.
 */
export function visitAfterClose(
  ticket: VisitTicket,
  rules: VisitRules,
  before: Visit | null,
): Visit | null {
  if (before?.state === "done" || before?.state === "skipped") return before;
  if (ticket.closedAt === null || ticket.isClosedAutomatically) {
    return before && { ...before, state: "cancelled" };
  }
  const closedDate = rules.time.dateOf(ticket.closedAt);
  const { afterCloseDays, channel, durationMinutes } = cadenceOf(rules, ticket.tier);
  const dueDate = rules.time.nextWorkingDate(rules.time.addDays(closedDate, afterCloseDays));
  if (
    before?.state === "planned" &&
    before.anchorDate === closedDate &&
    before.tier === ticket.tier
  ) {
    // Its day may have been moved since, with a reason.
    const { customer, ownerId, seenAt } = ticket;
    return withTicketOwner({ ...before, customer }, ownerId, seenAt);
  }
  return {
    ...NEW_VISIT,
    visitId: `after_ticket:${ticket.ticketId}`,
    reason: "ticket_closed",
    customer: ticket.customer,
    ticketId: ticket.ticketId,
    tier: ticket.tier,
    channel,
    durationMinutes,
    anchorDate: closedDate,
    earliestDate: dueDate,
    wantedDate: dueDate,
    latestDate: rules.time.addDays(dueDate, AFTER_CLOSE_LATE_DAYS),
    ...dueOn(dueDate, rules),
    ownerId: ticket.ownerId,
  };
}

export type CadenceCase = {
  readonly customer: CustomerRef;
  readonly tier: string;
  readonly ownerId: string | null;
  /** Day of the last real contact. */
  readonly anchorDate: string;
  readonly now: number;
};

/** The next visit after a real contact, until the night finds its day and its owner among all others. */
export function cadenceVisit(subject: CadenceCase, rules: VisitRules): Visit {
  const { customer, tier, ownerId, anchorDate, now } = subject;
  const cadence = cadenceOf(rules, tier);
  const { earliest, wanted, latest } = cadenceWindow(dayNumberOf(anchorDate), cadence);
  const today = dayNumberOf(rules.time.dateOf(now));
  return {
    ...NEW_VISIT,
    visitId: `cadence:${customer.kind}:${customer.id}:${anchorDate}`,
    reason: "cadence",
    customer,
    ticketId: null,
    tier,
    channel: cadence.channel,
    durationMinutes: cadence.durationMinutes,
    anchorDate,
    earliestDate: dateOfDay(earliest),
    wantedDate: dateOfDay(wanted),
    latestDate: dateOfDay(latest),
    ...dueOn(rules.time.nextWorkingDate(dateOfDay(Math.max(wanted, today))), rules),
    ownerId,
  };
}

/** Tasks for visits that nobody got in time are not made this many days later any more. */
export const STALE_AFTER_DAYS = 30;

/** Whether a visit's task is to be made now: its day lies within the horizon and not long ago. */
export function isTaskDue(visit: Visit, rules: VisitRules, now: number): boolean {
  if (visit.state !== "planned" || isHeld(visit)) return false;
  const today = rules.time.dateOf(now);
  return (
    visit.dueDate <= rules.time.addDays(today, rules.policy.visits.horizonDays) &&
    visit.dueDate >= rules.time.addDays(today, -STALE_AFTER_DAYS)
  );
}

/** So many days later the visit after a ticket is still in time: the customer remembers it. */
const AFTER_CLOSE_LATE_DAYS = 7;

/** What every visit begins with. */
const NEW_VISIT = {
  kind: "visit",
  careId: null,
  state: "planned",
  suppressed: null,
  shifts: [],
  attempt: 1,
  isPinned: false,
} as const;

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
