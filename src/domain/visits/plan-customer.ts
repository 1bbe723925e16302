import { CARE_ORDER } from "../governance/visit-rules.ts";
import { dateOfDay, dayNumberOf } from "../time/day-number.ts";
import { isItemInForce } from "./care-after-close.ts";
import { careDemands, isTimely } from "./care-demand.ts";
import { chooseOwner, type OwnerLoads } from "./choose-owner.ts";
import { cadenceDemand, type Demand } from "./demand.ts";
import { isEverThere, isThereOnDay } from "./ever-there.ts";
import { handedTo, isGivenByHand, isHandOver } from "./hand-over.ts";
import { withDay } from "./plan-day.ts";
import type { KnownVisit, PlanCustomer, PlanRules } from "./plan-rules.ts";
import { STALE_AFTER_DAYS } from "./plan-visit.ts";
import { isFixed, type PlannedVisit, windowOf } from "./planned-visit.ts";
import { isHeld, isWorkOnDispute, suppressionBy } from "./suppression.ts";
import { type ShiftCause, shifted, type Visit } from "./visit.ts";

export type CustomerPlan = {
  /** All visits that are to be made, in order of what goes first. */
  readonly planned: readonly PlannedVisit[];
  /** Those that are not to be made any more. */
  readonly ended: readonly Visit[];
};

/**
 * The visits of one customer, each with its owner and the day that suits it best, as if the owner had
 * room on every day.
 */
export function planCustomer(
  subject: PlanCustomer,
  rules: PlanRules,
  loads: OwnerLoads,
): CustomerPlan {
  const { open, ended } = openVisits(subject, rules);
  const planned: PlannedVisit[] = [];
  const contactDays = [...subject.touchDays];
  for (const one of open) {
    const owned = withOwner(one, subject, { rules, loads });
    const held = withSuppression(owned, subject, rules);
    const visit = withDay(held, subject, { rules, contactDays });
    // What is held is no contact before it is let go.
    if (!isHeld(visit.visit)) contactDays.push(dayNumberOf(visit.visit.dueDate));
    planned.push(visit);
  }
  return { planned, ended };
}

/** Those that have to be, in order of the contact cap, and those whose purpose went away. */
function openVisits(
  subject: PlanCustomer,
  rules: PlanRules,
): { readonly open: readonly PlannedVisit[]; readonly ended: readonly Visit[] } {
  const known = new Map(subject.visits.map((visit) => [visit.visitId, visit]));
  const demands = [cadenceDemand(subject, rules), ...careDemands(subject, rules)];
  const wanted = demands.flatMap((demand) => {
    const before = known.get(demand.visitId) ?? null;
    if (before?.state === "done" || before?.state === "skipped") return [];
    return [{ visit: visitOf(demand, subject, { before, rules }), before, isShared: false }];
  });
  const ids = new Set(wanted.map(({ visit }) => visit.visitId));
  const others = subject.visits.filter(
    ({ visitId, state }) => state === "planned" && !ids.has(visitId),
  );
  const isKept = (visit: KnownVisit) => isCarried(visit) && !isWithdrawn(visit, rules);
  const kept = others
    .filter(isKept)
    .map((before) => ({ visit: withoutTask(before), before, isShared: false }));
  const all = [...wanted, ...kept];
  const late = all.filter(({ visit }) => isPointless(visit, rules.today));
  const order = rules.visits.contactCap?.order ?? CARE_ORDER;
  return {
    open: all.filter((one) => !late.includes(one)).toSorted(byOrder(order)),
    ended: [
      ...others.filter((visit) => !isKept(visit)).map((visit) => endedOf(visit, rules)),
      ...late.flatMap(({ visit, before }) => (before === null ? [] : [ended(visit, "skipped")])),
    ],
  };
}

/** Whether it stands until somebody ends it; the others follow from the customer and come and go with it. */
function isCarried({ reason, careId }: Visit): boolean {
  if (reason === "low_score") return careId === null;
  return reason === "ticket_closed" || reason === "promise" || reason === "by_hand";
}

/** Whether a care item asked for it that the policy has no more, or not for that tier. */
function isWithdrawn(visit: Visit, { visits }: PlanRules): boolean {
  return visit.careId !== null && !isItemInForce(visit, visits);
}

function isPointless(visit: Visit, today: number): boolean {
  const { kind, reason, latestDate, isPinned } = visit;
  if (isPinned) return false;
  // Those after tickets that closed long before the portal joined are nobody's debt.
  const isStale = reason === "ticket_closed" && dayNumberOf(latestDate) < today - STALE_AFTER_DAYS;
  return isStale || (isTimely(kind) && dayNumberOf(latestDate) < today);
}

function endedOf(visit: KnownVisit, rules: PlanRules): Visit {
  const state = endOf(visit, rules.today);
  if (!isWithdrawn(visit, rules)) return ended(visit, state);
  const { dueDate } = visit;
  const why = { cause: "rule_removed", fromDate: dueDate, toDate: dueDate, at: rules.now } as const;
  return ended(shifted(visit, why), state);
}

/** A visit that was in somebody's hands has taken place otherwise; one that nobody had is taken back. */
function endOf(visit: KnownVisit, today: number): "done" | "skipped" | "cancelled" {
  if (isPointless(visit, today)) return "skipped";
  return visit.reason === "cadence" && visit.taskId !== null ? "done" : "cancelled";
}

function ended(visit: Visit | KnownVisit, state: "done" | "cancelled" | "skipped"): Visit {
  const { taskId: _task, ...kept } = { taskId: null, ...visit };
  return { ...kept, state, suppressed: null };
}

function byOrder(order: readonly Visit["kind"][]): (a: PlannedVisit, b: PlannedVisit) => number {
  const rank = ({ visit }: PlannedVisit) => {
    const index = order.indexOf(visit.kind);
    return index < 0 ? order.length : index;
  };
  return (a, b) =>
    // What people have in hand or chose stays; the others go round it.
    Number(isFixed(b)) - Number(isFixed(a)) ||
    rank(a) - rank(b) ||
    compare(a.visit.wantedDate, b.visit.wantedDate) ||
    compare(a.visit.visitId, b.visit.visitId);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function withoutTask({ taskId: _task, ...visit }: KnownVisit): Visit {
  return visit;
}

function visitOf(
  demand: Demand,
  { customer, tier }: PlanCustomer,
  { before, rules }: { readonly before: KnownVisit | null; readonly rules: PlanRules },
): Visit {
  // Field by field: of a whole portal copies of copies would be most of the work.
  const { visitId, kind, reason, careId, channel, durationMinutes, anchorDate } = demand;
  const { earliest, wanted, latest } = demand;
  const isKnown = before !== null && before.state === "planned";
  return {
    visitId,
    kind,
    reason,
    careId,
    customer,
    ticketId: null,
    tier,
    channel,
    durationMinutes,
    anchorDate,
    earliestDate: dateOfDay(earliest),
    wantedDate: dateOfDay(wanted),
    latestDate: dateOfDay(latest),
    // Of a new one the day comes later.
    dueDate: isKnown ? before.dueDate : dateOfDay(Math.max(wanted, rules.today)),
    dueAt: isKnown ? before.dueAt : 0,
    ownerId: isKnown ? before.ownerId : null,
    state: "planned",
    suppressed: isKnown ? before.suppressed : null,
    shifts: before?.shifts ?? [],
    attempt: isKnown ? before.attempt : 1,
    isPinned: isKnown && before.isPinned,
  };
}

function withOwner(
  one: PlannedVisit,
  subject: PlanCustomer,
  { rules, loads }: { readonly rules: PlanRules; readonly loads: OwnerLoads },
): PlannedVisit {
  const { visit, before } = one;
  // The visit after a ticket goes to whoever had the ticket.
  const isTheirs = isCarried(visit) || isGivenByHand(visit);
  const recordOwnerId = isTheirs ? (visit.ownerId ?? subject.ownerId) : subject.ownerId;
  const window = windowOf(visit);
  const wish = subject.properties[rules.visits.preferredWindowProperty ?? ""];
  const dueDay = dayNumberOf(visit.dueDate);
  const isThere = (ownerId: string) => {
    if (!isKnownOwner(ownerId, rules)) return false;
    const isOnDay = visit.ownerId === ownerId && isThereOnDay(rules, { ownerId, wish }, dueDay);
    return isOnDay || isEverThere(rules, { ownerId, wish }, window);
  };
  const choice = chooseOwner(
    {
      tier: visit.tier,
      recordOwnerId: isKnownOwner(recordOwnerId, rules) ? recordOwnerId : null,
      formerOwnerId: visit.ownerId,
      isThere,
    },
    rules.visits,
    loads,
  );
  if (before === null || before.state !== "planned" || before.ownerId !== choice.ownerId) {
    if (choice.ownerId !== null) loads.add(choice.ownerId, 1);
    if (before?.state === "planned" && before.ownerId !== null) loads.add(before.ownerId, -1);
  }
  const { ownerId } = choice;
  const isShared = choice.isShared && !isWorkOnDispute(choice, subject.disputes);
  // Who gets what nobody had takes it from nobody.
  if (visit.ownerId === null) return { before, visit: { ...visit, ownerId }, isShared };
  const cause = whyHandedOver(visit, ownerId, {
    isGone: !isKnownOwner(visit.ownerId, rules),
    isAway: !isThere(visit.ownerId),
  });
  return { before, visit: handedTo(visit, ownerId, { cause, at: rules.now }), isShared };
}

function whyHandedOver(
  { shifts }: Visit,
  ownerId: string | null,
  former: { readonly isGone: boolean; readonly isAway: boolean },
): ShiftCause {
  if (former.isGone) return "owner_gone";
  if (former.isAway) return "absence";
  const taken = shifts.findLast((shift) => isHandOver(shift) && shift.fromOwnerId === ownerId);
  return taken?.cause === "absence" ? "owner_back" : "owner_changed";
}

function isKnownOwner(ownerId: string | null, { knownOwners }: PlanRules): boolean {
  return ownerId !== null && (knownOwners === null || knownOwners.has(ownerId));
}

function withSuppression(
  one: PlannedVisit,
  { disputes }: PlanCustomer,
  { time }: PlanRules,
): PlannedVisit {
  const suppressed = suppressionBy(one.visit, disputes, (at) => time.dateOf(at));
  const { by } = suppressed ?? one.visit.suppressed ?? {};
  // Whether the cap still holds it up is found with its day.
  const kept = by === "contact_cap" ? one.visit.suppressed : suppressed;
  return kept === one.visit.suppressed
    ? one
    : { ...one, visit: { ...one.visit, suppressed: kept } };
}
