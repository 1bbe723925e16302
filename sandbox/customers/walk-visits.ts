import type { Policy } from "../../src/domain/governance/policy.ts";
import { type Standing, stepStanding } from "../../src/domain/tiering/standing.ts";
import type { TierRules } from "../../src/domain/tiering/tier.ts";
import { createCalendars } from "../../src/domain/time/business-time.ts";
import { dateOfDay, dayNumberOf } from "../../src/domain/time/day-number.ts";
import { planPortal } from "../../src/domain/visits/plan-portal.ts";
import type { KnownVisit, PlanCustomer } from "../../src/domain/visits/plan-rules.ts";
import { planRules } from "../../src/domain/visits/rules-of-plan.ts";
import { type KnownCustomer, scoreDay } from "./grade-day.ts";

const DAY_MS = 86_400_000;
/** Tiers move slowly; they are looked at once a week. */
const GRADE_EVERY_DAYS = 7;
const CAP_DAYS = 30;

/** What one month brought, by tier. */
export type MonthOfVisits = {
  readonly month: string;
  readonly made: Readonly<Record<string, number>>;
  /** Letters and the like, which start no interval again. */
  readonly care: number;
  /** Red when they were made. */
  readonly red: number;
  /** Visits that got another day. */
  readonly moved: number;
  /** Visits that the contact cap put off. */
  readonly suppressed: number;
  /** Visits that were red in the plan, at most, on one night. */
  readonly short: number;
};

type Walked = {
  readonly known: KnownCustomer;
  readonly purchaseDays: readonly number[];
  standing: Standing | null;
  visits: Map<string, KnownVisit>;
  realAt: number | null;
  readonly contactDays: number[];
  nextPurchase: number;
};

export type WalkSteps = {
  readonly from: number;
  readonly to: number;
  readonly everyDays: number;
  /** Hears of each month that begins, as a large set takes minutes. */
  readonly onMonth?: (month: string) => void;
};

/**
 * Plans the visits of all customers night by night over the time of a data set. A purchase is a real
 * contact; a visit is made on its day.
 */
export function walkVisits(
  { policy, tierRules }: { readonly policy: Policy; readonly tierRules: TierRules },
  customers: readonly KnownCustomer[],
  steps: WalkSteps,
): readonly MonthOfVisits[] {
  const walked = customers.map(walkedOf);
  const byId = new Map(walked.map((one) => [one.known.id, one]));
  const calendars = createCalendars(policy.calendars);
  const months = new Map<string, { -readonly [K in keyof MonthOfVisits]: MonthOfVisits[K] }>();
  let gradedAt = Number.NEGATIVE_INFINITY;
  for (let now = steps.from; now <= steps.to; now += steps.everyDays * DAY_MS) {
    const month = monthOf(months, now, steps.onMonth);
    if (now - gradedAt >= GRADE_EVERY_DAYS * DAY_MS) {
      gradedAt = now;
      for (const { customer, scoring } of scoreDay(tierRules, customers, now)) {
        const one = byId.get(customer.id);
        if (one !== undefined)
          one.standing = stepStanding(tierRules, one.standing, { scoring, now });
      }
    }
    const known = walked.filter(({ standing }) => standing !== null);
    for (const one of known) takePurchases(one, now);
    const rules = planRules({ policy, calendars }, now, {
      knownOwners: null,
      lunarDates: () => [],
    });
    const plan = planPortal(
      known.map((one) => subjectOf(one, rules.today)),
      rules,
    );
    for (const visit of plan.changes) {
      byId.get(visit.customer?.id ?? "")?.visits.set(visit.visitId, { ...visit, taskId: null });
    }
    month.moved += plan.changes.filter(({ shifts }) => shifts.at(-1)?.at === now).length;
    month.suppressed += plan.changes.filter(
      ({ shifts }) => shifts.at(-1)?.at === now && shifts.at(-1)?.cause === "contact_cap",
    ).length;
    const short = plan.shortages.reduce((sum, { visits }) => sum + visits, 0);
    month.short = Math.max(month.short, short);
    makeVisits(known, { today: rules.today, everyDays: steps.everyDays, month });
  }
  return [...months.values()];
}

function walkedOf(known: KnownCustomer): Walked {
  const purchaseDays = known.kept.deals
    .map(({ closedAt, createdAt }) => closedAt ?? createdAt)
    .toSorted((a, b) => a - b);
  return {
    known,
    purchaseDays,
    standing: null,
    visits: new Map(),
    realAt: null,
    contactDays: [],
    nextPurchase: 0,
  };
}

function monthOf(
  months: Map<string, { -readonly [K in keyof MonthOfVisits]: MonthOfVisits[K] }>,
  now: number,
  onMonth: WalkSteps["onMonth"],
) {
  const name = new Date(now).toISOString().slice(0, 7);
  const known = months.get(name);
  if (known !== undefined) return known;
  const month = { month: name, made: {}, care: 0, red: 0, moved: 0, suppressed: 0, short: 0 };
  months.set(name, month);
  onMonth?.(name);
  return month;
}

function takePurchases(one: Walked, now: number): void {
  for (;;) {
    const at = one.purchaseDays[one.nextPurchase];
    if (at === undefined || at > now) return;
    one.nextPurchase += 1;
    one.realAt = Math.max(one.realAt ?? 0, at);
    one.contactDays.push(Math.floor(at / DAY_MS));
  }
}

function subjectOf(one: Walked, today: number): PlanCustomer {
  return {
    customer: { kind: "contact", id: one.known.id },
    tier: one.standing?.earned ?? "",
    ownerId: null,
    knownDate: dateOfDay(Math.floor(one.known.firstAt / DAY_MS)),
    // As HubSpot tells it of a contact: the presets greet customers on that day.
    properties: { first_deal_created_date: dateOfDay(Math.floor(one.known.firstAt / DAY_MS)) },
    lastRealAt: one.realAt,
    touchDays: one.contactDays.filter((day) => day > today - CAP_DAYS),
    visits: [...one.visits.values()],
    disputes: [],
    unusedBenefits: [],
  };
}

/** Those whose day comes before the next night are made. */
function makeVisits(
  known: readonly Walked[],
  {
    today,
    everyDays,
    month,
  }: {
    readonly today: number;
    readonly everyDays: number;
    readonly month: { -readonly [K in keyof MonthOfVisits]: MonthOfVisits[K] };
  },
): void {
  const made: Record<string, number> = { ...month.made };
  for (const one of known) {
    const due = [...one.visits.values()].filter(
      ({ state, dueDate }) => state === "planned" && dayNumberOf(dueDate) < today + everyDays,
    );
    for (const visit of due) {
      if (!one.visits.has(visit.visitId)) continue;
      one.visits.set(visit.visitId, { ...visit, state: "done" });
      one.contactDays.push(dayNumberOf(visit.dueDate));
      if (visit.kind !== "visit") {
        month.care += 1;
        continue;
      }
      restart(one, visit);
      made[visit.tier] = (made[visit.tier] ?? 0) + 1;
      if (visit.dueDate > visit.latestDate) month.red += 1;
    }
  }
  month.made = made;
}

/** The interval begins anew; what was planned by the one before is forgotten. */
function restart(one: Walked, { visitId, dueAt }: KnownVisit): void {
  one.realAt = Math.max(one.realAt ?? 0, dueAt);
  for (const other of one.visits.values()) {
    if (other.reason === "cadence" && other.visitId !== visitId) one.visits.delete(other.visitId);
  }
}
