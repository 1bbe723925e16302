import type { CareKind, VisitChannel } from "../governance/care.ts";
import type { Cadence } from "../governance/visit-rules.ts";
import { invariant } from "../invariant.ts";
import type { CustomerRef } from "../tiering/customer.ts";
import { dateOfDay, dayNumberOf } from "../time/day-number.ts";
import type { PlanCustomer, PlanRules } from "./plan-rules.ts";
import type { VisitReason } from "./visit.ts";

/** A visit that there has to be, before it has a day: its purpose and its window, as day numbers. */
export type Demand = {
  readonly visitId: string;
  readonly kind: CareKind;
  readonly reason: VisitReason;
  readonly careId: string | null;
  readonly channel: VisitChannel;
  readonly durationMinutes: number;
  readonly anchorDate: string;
  readonly earliest: number;
  readonly wanted: number;
  readonly latest: number;
};

export function customerText({ kind, id }: CustomerRef): string {
  return `${kind}:${id}`;
}

/**
 * The next visit by the tier's interval. It counts from the last real contact, or from when the
 * customer became known; a visit that was given up counts too, as it would be planned again at once
 * otherwise.
 */
export function cadenceDemand(subject: PlanCustomer, rules: PlanRules): Demand {
  const cadence = cadenceOf(rules, subject.tier);
  const { channel, durationMinutes } = cadence;
  const anchorDate = lastContactDate(subject, rules);
  const from = dayNumberOf(countsFrom(subject, anchorDate));
  return {
    visitId: `cadence:${customerText(subject.customer)}:${dateOfDay(from)}`,
    kind: "visit",
    reason: "cadence",
    careId: null,
    channel,
    durationMinutes,
    anchorDate,
    ...cadenceWindow(from, cadence),
  };
}

/** Day numbers of the interval that begins on a day. */
export function cadenceWindow(
  from: number,
  { idealDays, maximumDays }: Pick<Cadence, "idealDays" | "maximumDays">,
): Pick<Demand, "earliest" | "wanted" | "latest"> {
  const wanted = from + idealDays;
  const latest = from + Math.max(maximumDays, idealDays);
  // As much room before the ideal day as after it, but never before half of the interval.
  const earliest = Math.max(wanted - (latest - wanted), from + Math.ceil(idealDays / 2));
  return { earliest, wanted, latest };
}

/** The day of the last real contact; else that on which the customer became known. */
function lastContactDate(
  { lastRealAt, visits, knownDate }: PlanCustomer,
  rules: PlanRules,
): string {
  if (lastRealAt !== null) return rules.time.dateOf(lastRealAt);
  // Those of before touches were kept.
  let last = "";
  // A tier that changes often must not put off the first visit each time.
  let first = knownDate;
  for (const { state, reason, dueDate, anchorDate } of visits) {
    if (state === "done" && dueDate > last) last = dueDate;
    if (reason === "cadence" && anchorDate !== null && anchorDate < first) first = anchorDate;
  }
  return last || first;
}

function countsFrom({ visits }: PlanCustomer, contactDate: string): string {
  let from = contactDate;
  for (const { reason, state, dueDate } of visits) {
    if (reason === "cadence" && state === "skipped" && dueDate > from) from = dueDate;
  }
  return from;
}

function cadenceOf({ visits }: PlanRules, tier: string): Cadence {
  const cadence = visits.byTier[tier];
  invariant(cadence, `the policy plans visits for tier "${tier}"`);
  return cadence;
}
