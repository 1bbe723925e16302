import type { Scoring } from "../../src/domain/tiering/score.ts";
import { type Standing, stepStanding } from "../../src/domain/tiering/standing.ts";
import type { TierRules } from "../../src/domain/tiering/tier.ts";
import { type DayScore, type KnownCustomer, scoreDay } from "./grade-day.ts";

const DAY_MS = 86_400_000;
/** A change that is taken back so soon was none. */
const FLIP_MS = 60 * DAY_MS;

/** A way to damp the movement of tiers. */
export type Damping = { readonly hysteresisPoints: number; readonly graceDays: number };

export type Movement = {
  readonly upgrades: number;
  readonly downgrades: number;
  /** Changes that took the change before back within 60 days. */
  readonly flipsBack: number;
};

/** The last look of a month, and what the month brought under the rules as they are. */
export type MonthEnd = {
  readonly at: number;
  readonly tiers: readonly TierShare[];
  readonly movement: Movement;
};

export type TierShare = {
  readonly tier: string;
  readonly customers: number;
  /** Of the last year. */
  readonly revenue: number;
};

export type Walk = {
  readonly months: readonly MonthEnd[];
  readonly dampings: readonly (Damping & Movement)[];
  readonly gradings: number;
};

type Steps = {
  readonly from: number;
  readonly to: number;
  /** Days between two looks. */
  readonly everyDays: number;
};

/** Grades all customers at the beginning of days, as every night does, under several dampings at once. */
export function walkDays(
  rules: TierRules,
  customers: readonly KnownCustomer[],
  { steps, dampings }: { readonly steps: Steps; readonly dampings: readonly Damping[] },
): Walk {
  const own = createMover(rules);
  const others = dampings.map((damping) => ({
    damping,
    mover: createMover({ ...rules, tiering: { ...rules.tiering, ...damping } }),
  }));
  const months: MonthEnd[] = [];
  let gradings = 0;
  for (let now = steps.from; now <= steps.to; now += steps.everyDays * DAY_MS) {
    const scores = scoreDay(rules, customers, now);
    gradings += scores.length;
    for (const { customer, scoring } of scores) {
      own.look(customer.id, scoring, now);
      for (const { mover } of others) mover.look(customer.id, scoring, now);
    }
    const nextAt = now + steps.everyDays * DAY_MS;
    if (nextAt > steps.to || monthOf(nextAt) !== monthOf(now)) {
      months.push({ at: now, tiers: sharesOf(rules, scores, own), movement: own.takeMonth() });
    }
  }
  return {
    months,
    gradings,
    dampings: others.map(({ damping, mover }) => ({ ...damping, ...mover.total() })),
  };
}

function monthOf(at: number): number {
  return new Date(at).getUTCMonth();
}

type Mover = {
  look(customerId: string, scoring: Scoring, now: number): void;
  tierOf(customerId: string): string | null;
  takeMonth(): Movement;
  total(): Movement;
};

type Change = { readonly at: number; readonly from: string };

function createMover(rules: TierRules): Mover {
  const standings = new Map<string, Standing>();
  const latest = new Map<string, Change>();
  const none = { upgrades: 0, downgrades: 0, flipsBack: 0 };
  const month = { ...none };
  const total = { ...none };
  const rankOf = (tier: string) => rules.tiers.findIndex(({ id }) => id === tier);
  const count = (kind: keyof Movement) => {
    month[kind] += 1;
    total[kind] += 1;
  };
  return {
    look(customerId, scoring, now) {
      const before = standings.get(customerId) ?? null;
      const after = stepStanding(rules, before, { scoring, now });
      standings.set(customerId, after);
      if (before === null || before.earned === after.earned) return;
      count(rankOf(after.earned) < rankOf(before.earned) ? "upgrades" : "downgrades");
      const former = latest.get(customerId);
      if (former?.from === after.earned && now - former.at <= FLIP_MS) count("flipsBack");
      latest.set(customerId, { at: now, from: before.earned });
    },
    tierOf: (customerId) => standings.get(customerId)?.earned ?? null,
    takeMonth() {
      const taken = { ...month };
      Object.assign(month, none);
      return taken;
    },
    total: () => total,
  };
}

function sharesOf(
  { tiers }: TierRules,
  scores: readonly DayScore[],
  mover: Pick<Mover, "tierOf">,
): readonly TierShare[] {
  return tiers.map(({ id }) => {
    const own = scores.filter(({ customer }) => mover.tierOf(customer.id) === id);
    const revenue = own.reduce((sum, { facts }) => sum + (facts.history["revenue:365"] ?? 0), 0);
    return { tier: id, customers: own.length, revenue };
  });
}
