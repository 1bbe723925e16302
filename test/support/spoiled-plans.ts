import type { Policy } from "../../src/domain/governance/policy.ts";
import { Calendar } from "../../src/domain/time/calendar.ts";
import { type PortalPlan, planPortal } from "../../src/domain/visits/plan-portal.ts";
import type { PlanCustomer, PlanRules } from "../../src/domain/visits/plan-rules.ts";
import { shortageCause, shortagesOf } from "../../src/domain/visits/shortage.ts";
import { shifted, type Visit } from "../../src/domain/visits/visit.ts";
import { dateOf, dayOf, type Planner } from "./visit-world.ts";

/** Ways to make a planner that is wrong out of the real one. */

const DAY_MS = 86_400_000;

/** Goes by other rules than those that are told. */
export function ruledBy(change: (policy: Policy) => Policy): Planner {
  return (customers, _rules, rulesWith) => planPortal(customers, rulesWith(change));
}

/** Takes other hours for those of the calendar. */
export function openOn(week: Readonly<Record<string, readonly string[]>>): Planner {
  return ruledBy((policy) => ({
    ...policy,
    calendars: policy.calendars.map((calendar) => Calendar.parse({ ...calendar, weekly: week })),
  }));
}

export function visitsRuledBy(change: (visits: Policy["visits"]) => Policy["visits"]): Planner {
  return ruledBy((policy) => ({ ...policy, visits: change(policy.visits) }));
}

/** Sees the customers otherwise than they are. */
export function seeing(change: (customer: PlanCustomer) => PlanCustomer): Planner {
  return (customers, rules) => planPortal(customers.map(change), rules);
}

/** Plans well, and spoils it. */
export function spoiling(spoil: (plan: PortalPlan, turn: Turn) => PortalPlan): Planner {
  return (customers, rules) => spoil(planPortal(customers, rules), { customers, rules });
}

export type Turn = { readonly customers: readonly PlanCustomer[]; readonly rules: PlanRules };

/** Another visit in the place of each that is found, in the plan and among what is written. */
export function changing(change: (visit: Visit, turn: Turn) => Visit | null): Planner {
  return spoiling((plan, turn) => {
    const changed = new Map<string, Visit>();
    for (const visit of plan.planned) {
      const other = change(visit, turn);
      if (other !== null) changed.set(visit.visitId, other);
    }
    const inPlaceOf = (visit: Visit) => changed.get(visit.visitId) ?? visit;
    const written = new Set(plan.changes.map(({ visitId }) => visitId));
    const planned = plan.planned.map(inPlaceOf);
    const added = [...changed.values()].filter(({ visitId }) => !written.has(visitId));
    const changes = [...plan.changes.map(inPlaceOf), ...added];
    return { ...plan, planned, changes, shortages: shortagesAgain(planned, turn.rules) };
  });
}

function shortagesAgain(planned: readonly Visit[], rules: PlanRules): PortalPlan["shortages"] {
  const short = planned.flatMap((visit) => {
    const cause = shortageCause(visit, rules.today, rules.gridOf(visit.ownerId, undefined));
    return cause === null ? [] : [{ visit, cause }];
  });
  return shortagesOf(short);
}

export function formerOf({ visitId }: Visit, { customers }: Turn): Visit | null {
  for (const { visits } of customers) {
    const former = visits.find((visit) => visit.visitId === visitId && visit.state === "planned");
    if (former !== undefined) return former;
  }
  return null;
}

/** The next day on which the owner and, as far as can be seen from the visit, everybody works. */
export function openDayAfter(date: string, visit: Visit, { rules }: Turn): string {
  const grid = rules.gridOf(visit.ownerId, "tue,thu 14:00-17:00");
  let day = dayOf(date) + 1;
  while (grid.openAt(day + Math.floor(Date.parse(dateOf(0)) / DAY_MS)) === null) day += 1;
  return dateOf(day);
}

export function movedTo(visit: Visit, toDate: string, turn: Turn): Visit {
  const { dueDate: fromDate } = visit;
  const cause = "capacity" as const;
  const dueAt = visit.dueAt + (dayOf(toDate) - dayOf(fromDate)) * DAY_MS;
  return { ...shifted(visit, { cause, fromDate, toDate, at: turn.rules.now }), dueAt };
}
