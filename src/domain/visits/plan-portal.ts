import { invariant } from "../invariant.ts";
import { dayNumberOf } from "../time/day-number.ts";
import { balanceTeam } from "./balance-team.ts";
import { createLoads, type OwnerLoads, teamOf } from "./choose-owner.ts";
import { placeVisits } from "./place-visits.ts";
import { type LiveDays, MAX_ROUNDS, type PlaceableVisit, waitsForOthers } from "./placing.ts";
import { type CustomerPlan, planCustomer } from "./plan-customer.ts";
import type { PlanCustomer, PlanRules } from "./plan-rules.ts";
import type { PlannedVisit } from "./planned-visit.ts";
import { isSameVisit } from "./same-visit.ts";
import { type Shortage, shortageCause, shortagesOf } from "./shortage.ts";
import { isHeld } from "./suppression.ts";
import type { Visit } from "./visit.ts";

export type PortalPlan = {
  /** Every visit that is to be made, as it is planned now. */
  readonly planned: readonly Visit[];
  /** Of all those that are new, moved or ended: what has to be written. */
  readonly changes: readonly Visit[];
  readonly shortages: readonly Shortage[];
  /** Ids of visits that nobody is to make. */
  readonly unassigned: readonly string[];
};

/** Plans all customers of a portal at once. Doing it again with what came of it changes nothing. */
export function planPortal(customers: readonly PlanCustomer[], rules: PlanRules): PortalPlan {
  const loads = createLoads(countOf(customers));
  const live: LiveDays = new Map();
  const ended: Visit[] = [];
  const current = new Map<string, PlaceableVisit>();
  for (const subject of customers) {
    const plan = planCustomer(subject, rules, loads);
    ended.push(...plan.ended);
    for (const visit of plan.ended) leave(visit, subject, loads);
    for (const one of placeable(plan, subject, { rules, live })) {
      current.set(one.visit.visitId, one);
    }
  }
  const keep = (moved: readonly PlannedVisit[]) => {
    for (const { visit } of moved) {
      const former = current.get(visit.visitId);
      invariant(former, "only what is planned moves");
      // Who got it from somebody else has planned other things for that day.
      const standing = isStanding({ visit, before: former.before });
      current.set(visit.visitId, { ...former, visit, isStanding: standing });
    }
  };
  for (const team of rules.visits.owners.teams) {
    const shared = [...current.values()].filter(
      ({ visit, isShared }) => isShared && teamOf(visit.tier, rules.visits) === team,
    );
    keep(balanceTeam(team.ownerIds, shared, { rules, loads }));
  }
  placeOwners(current, keep, { rules, live });
  return resultOf([...current.values()], ended, rules);
}

/** The days of each owner; again where something waits for visits of others, until none of it moves. */
function placeOwners(
  current: ReadonlyMap<string, PlaceableVisit>,
  keep: (moved: readonly PlannedVisit[]) => void,
  { rules, live }: { readonly rules: PlanRules; readonly live: LiveDays },
): void {
  let byOwner = Map.groupBy(current.values(), ({ visit }) => visit.ownerId);
  for (let round = 0; round < MAX_ROUNDS && byOwner.size > 0; round += 1) {
    let isMoved = false;
    for (const [ownerId, visits] of byOwner) {
      const moved = ownerId === null ? [] : placeVisits(ownerId, visits, { rules, live });
      keep(moved);
      isMoved ||= moved.length > 0;
    }
    if (!isMoved) return;
    const groups = Map.groupBy(current.values(), ({ visit }) => visit.ownerId);
    byOwner = new Map(
      [...groups]
        .filter(([, visits]) => visits.some(waitsForOthers))
        .map(([ownerId, visits]) => [ownerId, visits.map((one) => ({ ...one, isStanding: true }))]),
    );
  }
}

/** Visits that had an owner and are not to be made any more are no load. */
function leave({ visitId }: Visit, { visits }: PlanCustomer, loads: OwnerLoads): void {
  const before = visits.find((visit) => visit.visitId === visitId);
  invariant(before, "only what was known ends");
  if (before.state === "planned" && before.ownerId !== null) loads.add(before.ownerId, -1);
}

function countOf(customers: readonly PlanCustomer[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { visits } of customers) {
    for (const { state, ownerId } of visits) {
      if (state === "planned" && ownerId !== null) {
        counts.set(ownerId, (counts.get(ownerId) ?? 0) + 1);
      }
    }
  }
  return counts;
}

/** The visits of one customer, with what limits their days beside the room of their owners. */
export function placeable(
  { planned }: CustomerPlan,
  subject: PlanCustomer,
  { rules, live }: { readonly rules: PlanRules; readonly live: LiveDays },
): readonly PlaceableVisit[] {
  const { contactCap, preferredWindowProperty } = rules.visits;
  const wish = subject.properties[preferredWindowProperty ?? ""];
  const active = planned.filter(({ visit }) => !isHeld(visit)).map(({ visit }) => visit.visitId);
  const contacts = active.length + subject.touchDays.length;
  const isTight = contactCap !== undefined && contacts > contactCap.contacts;
  if (isTight) {
    for (const { visit } of planned) live.set(visit.visitId, dayNumberOf(visit.dueDate));
  }
  return planned.map((one): PlaceableVisit => {
    const others = active.filter((visitId) => visitId !== one.visit.visitId);
    const otherDays = () => [
      ...subject.touchDays,
      ...others.map((visitId) => {
        const day = live.get(visitId);
        invariant(day !== undefined, "each visit of a customer with many has a live day");
        return day;
      }),
    ];
    return { ...one, wish, otherDays: isTight ? otherDays : null, isStanding: isStanding(one) };
  });
}

/** Whether it keeps the day and the owner that it had before; what was held had its day for nothing. */
export function isStanding({ visit, before }: Pick<PlannedVisit, "visit" | "before">): boolean {
  return (
    before?.state === "planned" &&
    !isHeld(before) &&
    before.dueDate === visit.dueDate &&
    before.ownerId === visit.ownerId
  );
}

function resultOf(
  current: readonly PlaceableVisit[],
  ended: readonly Visit[],
  rules: PlanRules,
): PortalPlan {
  const changed = current.filter(({ visit, before }) => {
    return before === null || !isSameVisit(before, visit);
  });
  const short = current.flatMap(({ visit, wish }) => {
    const cause = shortageCause(visit, rules.today, rules.gridOf(visit.ownerId, wish));
    return cause === null ? [] : [{ visit, cause }];
  });
  return {
    planned: current.map(({ visit }) => visit),
    changes: [...changed.map(({ visit }) => visit), ...ended],
    shortages: shortagesOf(short),
    unassigned: current.flatMap(({ visit }) => (visit.ownerId === null ? [visit.visitId] : [])),
  };
}
