import { planPortal } from "../../src/domain/visits/plan-portal.ts";
import type { Visit } from "../../src/domain/visits/visit.ts";
import {
  changing,
  formerOf,
  movedTo,
  openDayAfter,
  openOn,
  ruledBy,
  seeing,
  spoiling,
  type Turn,
  visitsRuledBy,
} from "./spoiled-plans.ts";
import { isHeld, type Law } from "./visit-laws.ts";
import type { Planner } from "./visit-world.ts";

/** Planners that each break one promise, as a mistake in the real one might. */

export type BrokenPlanner = {
  /** What it does wrong. */
  readonly name: string;
  readonly law: Law;
  readonly planner: Planner;
};

const DAY_MS = 86_400_000;
const OFFICE_DAY = ["09:00-12:00", "13:00-18:00"];
const NIGHT = ["00:00-24:00"];
const OFFICE = {
  mon: OFFICE_DAY,
  tue: OFFICE_DAY,
  wed: OFFICE_DAY,
  thu: OFFICE_DAY,
  fri: OFFICE_DAY,
};

const isRegular = ({ reason }: Visit) => reason === "cadence";
const everyFifth = ({ customer }: Visit) => Number(customer?.id ?? 0) % 5 === 0;

export const BROKEN_PLANNERS: readonly BrokenPlanner[] = [
  {
    name: "knows no contact cap",
    law: "contact_cap",
    planner: visitsRuledBy(({ contactCap: _cap, ...visits }) => visits),
  },
  {
    name: "works on holidays",
    law: "day_off",
    planner: ruledBy((policy) => ({
      ...policy,
      calendars: policy.calendars.map((calendar) => ({ ...calendar, holidays: [] })),
    })),
  },
  {
    name: "works at weekends",
    law: "day_off",
    planner: openOn({ ...OFFICE, sat: OFFICE_DAY, sun: OFFICE_DAY }),
  },
  {
    name: "works at night",
    law: "working_hours",
    planner: openOn({ mon: NIGHT, tue: NIGHT, wed: NIGHT, thu: NIGHT, fri: NIGHT }),
  },
  {
    name: "knows no absence",
    law: "absence",
    planner: visitsRuledBy((visits) => ({
      ...visits,
      capacity: {
        ...visits.capacity,
        byOwner: visits.capacity.byOwner.map((owner) => ({ ...owner, absences: [] })),
      },
    })),
  },
  {
    name: "does not ask when a customer wants to be called",
    law: "preferred_window",
    planner: seeing((one) => ({ ...one, properties: { ...one.properties, preferred_time: "" } })),
  },
  {
    name: "gives an owner more than they can do on a day",
    law: "capacity",
    planner: visitsRuledBy((visits) => ({
      ...visits,
      capacity: {
        ...visits.capacity,
        perDay: 90,
        byOwner: visits.capacity.byOwner.map(({ perDay: _limit, ...owner }) => owner),
      },
    })),
  },
  {
    name: "gives an owner more than they can do in a week",
    law: "capacity",
    planner: visitsRuledBy((visits) => ({
      ...visits,
      capacity: {
        ...visits.capacity,
        perWeek: 600,
        byOwner: visits.capacity.byOwner.map(({ perWeek: _limit, ...owner }) => owner),
      },
    })),
  },
  {
    name: "keeps silent about what is short",
    law: "shown_shortage",
    planner: spoiling((plan) => ({ ...plan, shortages: [] })),
  },
  {
    name: "forgets one red visit among those that are shown",
    law: "shown_shortage",
    planner: spoiling((plan) => ({
      ...plan,
      shortages: plan.shortages.map((one, index) =>
        index === 0 ? { ...one, visits: one.visits - 1, visitIds: one.visitIds.slice(1) } : one,
      ),
    })),
  },
  {
    name: "lets a visit turn red although there is room",
    law: "needless_red",
    planner: changing((visit, turn) => {
      const isMine = isRegular(visit) && everyFifth(visit) && !isHeld(visit);
      if (!isMine || visit.dueDate > visit.latestDate) return null;
      return movedTo(visit, openDayAfter(visit.latestDate, visit, turn), turn);
    }),
  },
  {
    name: "does not say why a visit moved",
    law: "reason_of_move",
    planner: changing((visit, turn) => {
      const former = formerOf(visit, turn);
      const isMoved = former !== null && former.dueDate !== visit.dueDate;
      return isMoved ? { ...visit, shifts: former.shifts } : null;
    }),
  },
  {
    name: "loses the new day of a visit that moved",
    law: "reason_of_move",
    planner: changing((visit) => {
      const last = visit.shifts.at(-1);
      if (last === undefined || last.toDate === last.fromDate) return null;
      return {
        ...visit,
        shifts: [...visit.shifts.slice(0, -1), { ...last, toDate: last.fromDate }],
      };
    }),
  },
  {
    name: "does not say why a visit changed hands",
    law: "reason_of_owner",
    planner: changing((visit, turn) => {
      const former = formerOf(visit, turn);
      const isOther = former !== null && former.ownerId !== visit.ownerId;
      return isOther ? { ...visit, shifts: former.shifts } : null;
    }),
  },
  {
    name: "says that somebody is gone who is not",
    law: "reason_of_owner",
    planner: changing(({ shifts, ...visit }) => {
      const isTold = shifts.some(({ cause }) => cause === "owner_changed");
      const told = shifts.map((shift) =>
        shift.cause === "owner_changed" ? { ...shift, cause: "owner_gone" as const } : shift,
      );
      return isTold ? { ...visit, shifts: told } : null;
    }),
  },
  {
    name: "does not say for what a visit waits",
    law: "reason_of_hold",
    planner: changing((visit) => {
      const { suppressed } = visit;
      if (suppressed === null || !isHeld(visit)) return null;
      return { ...visit, suppressed: { ...suppressed, subjectId: null } };
    }),
  },
  {
    name: "plans while a complaint is open",
    law: "complaint",
    planner: seeing((one) => ({ ...one, disputes: [] })),
  },
  {
    name: "begins the interval again with everything that reaches a customer",
    law: "interval",
    planner: seeing((one) => {
      const lastTouch = Math.max(...one.touchDays) * DAY_MS;
      return { ...one, lastRealAt: Math.max(one.lastRealAt ?? 0, lastTouch) || null };
    }),
  },
  {
    name: "forgets a customer",
    law: "complete",
    planner: (customers, rules) => planPortal(customers.slice(1), rules),
  },
  {
    name: "plans the same visit twice",
    law: "complete",
    planner: spoiling((plan) => {
      const twice = plan.planned.filter(isRegular).slice(0, 1);
      return { ...plan, planned: [...plan.planned, ...twice] };
    }),
  },
  {
    name: "gives all that is nobody's to one of the team",
    law: "fair",
    planner: visitsRuledBy((visits) => ({
      ...visits,
      owners: {
        ...visits.owners,
        teams: visits.owners.teams.map((team) => ({
          ...team,
          ownerIds: team.ownerIds.slice(0, 1),
        })),
      },
    })),
  },
  {
    name: "leaves a visit on a day that is over",
    law: "past_day",
    planner: changing((visit, turn) => {
      const former = formerOf(visit, turn);
      const last = visit.shifts.at(-1);
      return former !== null && last?.cause === "late" ? { ...visit, ...dayOfVisit(former) } : null;
    }),
  },
  {
    name: "moves a visit for nothing",
    law: "keeps_day",
    planner: changing(movedForNothing),
  },
  {
    name: "moves a visit each time that it plans",
    law: "same_again",
    planner: changing(movedForNothing),
  },
];

function dayOfVisit({ dueDate, dueAt }: Visit): Pick<Visit, "dueDate" | "dueAt"> {
  return { dueDate, dueAt };
}

function movedForNothing(visit: Visit, turn: Turn): Visit | null {
  const former = formerOf(visit, turn);
  const isMine = isRegular(visit) && everyFifth(visit) && !isHeld(visit);
  if (!isMine || former === null || former.dueDate !== visit.dueDate) return null;
  const toDate = openDayAfter(visit.dueDate, visit, turn);
  return toDate > visit.latestDate ? null : movedTo(visit, toDate, turn);
}
