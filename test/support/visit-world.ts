import type { Policy } from "../../src/domain/governance/policy.ts";
import { createCalendars } from "../../src/domain/time/business-time.ts";
import { type PortalPlan, planPortal } from "../../src/domain/visits/plan-portal.ts";
import type {
  Dispute,
  KnownVisit,
  PlanCustomer,
  PlanRules,
} from "../../src/domain/visits/plan-rules.ts";
import { planRules } from "../../src/domain/visits/rules-of-plan.ts";
import { type Absence, CAP, policyOfWorld } from "./visit-world-policy.ts";

/**
 * Random customers, owners and calendars of two years, and what happens in them: calls, surveys,
 * complaints, absences, visits that are made, missed or given up. Days are UTC dates of their own, so
 * that what is checked does not rest on the planner's arithmetic.
 */

const DAY_MS = 86_400_000;
export const FIRST_DAY = Date.UTC(2026, 0, 5);
const TAIPEI_MS = 8 * 3_600_000;
const NIGHT_MS = 2 * 3_600_000;
const TASK_DAYS = 14;

const dates = new Map<number, string>();

/** Asked for thousands of times a plan, so each is worked out once. */
export function dateOf(day: number): string {
  const known = dates.get(day);
  if (known !== undefined) return known;
  const date = new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

export const dayOf = (date: string) => (Date.parse(date) - FIRST_DAY) / DAY_MS;
export const weekdayOf = (date: string) => new Date(date).getUTCDay();

/** The same numbers for the same seed: a linear congruence is enough to deal cards. */
export function createRandom(seed: number): () => number {
  let state = seed % 2_147_483_647 || 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

export type WorldSizes = {
  readonly seed: number;
  readonly customers: number;
  readonly owners: number;
  readonly days: number;
  readonly perDay: number;
  readonly perWeek: number;
  /** No holidays, no absences, no complaints, no contacts by the way: all visits are made on their day. */
  readonly isCalm?: boolean;
  /** How many contacts a customer bears within 30 days; two unless given. */
  readonly contacts?: number;
  /** Visits of the coming fortnight have their tasks, as in the CRM. */
  readonly hasTasks?: boolean;
};

/** Plans as the product does, or wrongly where it is tried whether that is seen. */
export type Planner = (
  customers: readonly PlanCustomer[],
  rules: PlanRules,
  /** The same rules but for what is changed in the policy. */
  rulesWith: (change: (policy: Policy) => Policy) => PlanRules,
) => PortalPlan;

export type VisitWorld = {
  readonly policy: Policy;
  readonly holidays: ReadonlySet<string>;
  readonly absences: ReadonlyMap<string, readonly Absence[]>;
  readonly customers: readonly WorldCustomer[];
  /** Plans as of two in the morning of that day; the plan is kept. */
  plan(day: number): {
    readonly plan: PortalPlan;
    readonly before: ReadonlyMap<string, KnownVisit>;
  };
  /** Plans once more without keeping it. */
  planAgain(day: number): PortalPlan;
  /** What happens on that day after the plan. */
  live(day: number): void;
};

export type WorldCustomer = {
  readonly id: string;
  readonly tier: string;
  ownerId: string | null;
  readonly wish: string;
  readonly properties: Readonly<Record<string, string>>;
  /** Days of everything that reached it, and those on which somebody really talked to it. */
  readonly touchDays: number[];
  readonly realDays: number[];
  readonly visits: Map<string, KnownVisit>;
  disputes: Dispute[];
};

const WISHES = ["", "", "", "tue,thu 14:00-17:00", "mon-wed", "morning", "whenever it suits"];

export function createVisitWorld(sizes: WorldSizes, planner: Planner = planPortal): VisitWorld {
  const random = createRandom(sizes.seed);
  // Of its own, so that a change of owners changes nothing else.
  const owners = createRandom(sizes.seed + 1);
  const pick = <T>(list: readonly T[], by = random): T => {
    const found = list[Math.floor(by() * list.length)];
    if (found === undefined) throw new Error("nothing to pick from");
    return found;
  };
  const ownerIds = Array.from({ length: sizes.owners }, (_, index) => `o${index}`);
  const ownerBy = (by: () => number) => (by() < 0.3 ? null : pick(ownerIds, by));
  const team = ownerIds.slice(Math.floor(sizes.owners / 2));
  const holidays = new Set(
    Array.from({ length: sizes.isCalm === true ? 0 : 40 }, () =>
      dateOf(Math.floor(random() * (sizes.days + 400))),
    ),
  );
  const absences = new Map(
    ownerIds.map((ownerId) => [
      ownerId,
      Array.from({ length: sizes.isCalm === true ? 0 : 6 }, () => {
        const from = Math.floor(random() * sizes.days);
        return { fromDate: dateOf(from), toDate: dateOf(from + Math.floor(random() * 20)) };
      }),
    ]),
  );
  const policy = policyOfWorld(sizes, { team, holidays, absences });
  const customers = Array.from({ length: sizes.customers }, (_, index): WorldCustomer => {
    const known = Math.floor(random() * 90);
    return {
      id: String(1_000 + index),
      tier: pick(["key", "developing", "developing", "standard", "standard", "standard"]),
      ownerId: ownerBy(random),
      wish: pick(WISHES),
      properties: {
        date_of_birth: dateOf(Math.floor(random() * 365) - 20_000),
        installed_on: random() < 0.2 ? dateOf(known - 100) : "",
        renewal_date: random() < 0.2 ? dateOf(Math.floor(random() * sizes.days)) : "",
        lunar_birthday: random() < 0.1 ? "8-15" : "",
      },
      touchDays: [],
      realDays: [],
      visits: new Map(),
      disputes: [],
    };
  });
  const calendars = createCalendars(policy.calendars);
  const rulesOn = (day: number, ruledBy: Policy) =>
    planRules(
      {
        policy: ruledBy,
        calendars:
          ruledBy.calendars === policy.calendars ? calendars : createCalendars(ruledBy.calendars),
      },
      FIRST_DAY + day * DAY_MS - TAIPEI_MS + NIGHT_MS,
      // Any day of autumn does: the real calendar is tried with its adapter.
      { knownOwners: new Set(ownerIds), lunarDates: (_day, year) => [`${year}-09-25`] },
    );
  const planOn = (day: number) =>
    planner(
      customers.map((one) => subjectOf(one, day)),
      rulesOn(day, policy),
      (change) => rulesOn(day, change(policy)),
    );
  return {
    policy,
    holidays,
    absences,
    customers,
    planAgain: planOn,
    plan: (day) => {
      const before = new Map(customers.flatMap(({ visits }) => [...visits]));
      const plan = planOn(day);
      keep(plan, { day, customers, hasTasks: sizes.hasTasks === true });
      return { plan, before };
    },
    live: (day) => {
      for (const customer of customers) {
        if (sizes.isCalm === true) makeVisits(customer, day, () => true);
        else {
          liveOn(customer, day, random);
          if (owners() < 0.001) customer.ownerId = ownerBy(owners);
        }
      }
    },
  };
}

function keep(
  { changes }: PortalPlan,
  {
    day,
    customers,
    hasTasks,
  }: {
    readonly day: number;
    readonly customers: readonly WorldCustomer[];
    readonly hasTasks: boolean;
  },
): void {
  const byId = new Map(customers.map((one) => [one.id, one]));
  for (const visit of changes) {
    const visits = byId.get(visit.customer?.id ?? "")?.visits;
    visits?.set(visit.visitId, { ...visit, taskId: visits.get(visit.visitId)?.taskId ?? null });
  }
  if (!hasTasks) return;
  const untilDate = dateOf(day + TASK_DAYS);
  for (const { visits } of customers) {
    for (const visit of visits.values()) {
      if (visit.state !== "planned" || visit.dueDate > untilDate || visit.taskId !== null) continue;
      const isWaiting = visit.suppressed !== null && visit.suppressed.by !== "contact_cap";
      if (!isWaiting) visits.set(visit.visitId, { ...visit, taskId: `task of ${visit.visitId}` });
    }
  }
}

function subjectOf(one: WorldCustomer, day: number): PlanCustomer {
  const last = one.realDays.at(-1);
  return {
    customer: { kind: "company", id: one.id },
    tier: one.tier,
    ownerId: one.ownerId,
    knownDate: dateOf(0),
    properties: { ...one.properties, preferred_time: one.wish },
    // At noon in Taipei.
    lastRealAt: last === undefined ? null : FIRST_DAY + last * DAY_MS + DAY_MS / 2 - TAIPEI_MS,
    touchDays: one.touchDays
      .filter((touch) => touch > day - CAP.withinDays)
      .map((touch) => FIRST_DAY / DAY_MS + touch),
    visits: [...one.visits.values()],
    disputes: one.disputes,
    unusedBenefits: [],
  };
}

function makeVisits(customer: WorldCustomer, day: number, isMade: (visit: KnownVisit) => boolean) {
  const today = dateOf(day);
  for (const visit of customer.visits.values()) {
    // What was missed waits for its next plan, unless somebody has its task.
    const isDue = visit.dueDate === today || (visit.dueDate < today && visit.taskId !== null);
    if (visit.state !== "planned" || !isDue || !isMade(visit)) continue;
    customer.visits.set(visit.visitId, { ...visit, state: "done" });
    customer.touchDays.push(day);
    customer.realDays.push(day);
  }
}

function liveOn(customer: WorldCustomer, day: number, random: () => number): void {
  const today = dateOf(day);
  makeVisits(customer, day, (visit) => {
    const fate = random();
    if (fate >= 0.8 && fate < 0.83) {
      customer.visits.set(visit.visitId, { ...visit, state: "skipped" });
    }
    return fate < 0.8;
  });
  if (random() < 0.004) {
    customer.touchDays.push(day);
    customer.realDays.push(day);
  }
  if (random() < 0.006) customer.touchDays.push(day);
  if (random() < 0.002) {
    const by = random() < 0.5 ? ("complaint" as const) : ("escalation" as const);
    const ownerIds = customer.ownerId !== null && random() < 0.3 ? [customer.ownerId] : ["o0"];
    customer.disputes.push({ by, subjectId: `t${day}`, ownerIds, sinceDate: today });
  }
  if (random() < 0.07) customer.disputes = [];
}
