import { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { Policy } from "../../domain/governance/policy.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import { WEEKDAYS, type Weekday } from "../../domain/time/zone.ts";
import type {
  PolicyReplay,
  ReplayCounts,
  ReplayedBreach,
  ReplayedBreaches,
  ReplayRow,
  ReplaySides,
} from "./policy-replay.ts";
import type { PlacedClock, ReplayedTicket } from "./replay-ticket.ts";

/** Breaches that are told one by one; all are counted. */
const EXAMPLES = 20;
const HOURS_OF_DAY = 24;

type Side = keyof ReplaySides;
type Standing = keyof ReplayCounts;

/** Counts tickets one after the other; the tables are made at the end. */
export type ReplayTally = {
  add(replayed: ReplayedTicket): void;
  tables(policies: {
    readonly present: Policy;
    readonly draft: Policy;
  }): Omit<PolicyReplay, "currentVersion" | "coverage" | "leftOut">;
};

export function createReplayTally(): ReplayTally {
  const total = createCounts<"all">();
  const clock = createCounts<ClockKind>();
  const [tier, department] = [createCounts<string>(), createCounts<string>()];
  const weekday = createCounts<Weekday>();
  const hour = createCounts<number>();
  const [added, avoided] = [createBreaches(), createBreaches()];
  let tickets = 0;
  let departmentClocks = 0;

  function count(side: Side, placed: PlacedClock): void {
    const standing = standingOf(placed.clock);
    if (standing === null) return;
    total.add("all", side, standing);
    clock.add(placed.clock.kind, side, standing);
    tier.add(placed.tier, side, standing);
    department.add(placed.department, side, standing);
    weekday.add(placed.weekHour.weekday, side, standing);
    hour.add(placed.weekHour.hour, side, standing);
  }

  return {
    add: (replayed) => {
      tickets += 1;
      departmentClocks += replayed.departmentClocks;
      for (const placed of replayed.before) count("before", placed);
      for (const placed of replayed.after) count("after", placed);
      for (const breach of breachesOf(replayed)) {
        (isBreach(breach.after) ? added : avoided).add(breach);
      }
    },
    tables: ({ present, draft }) => ({
      tickets,
      departmentClocks,
      total: total.of("all"),
      byClock: clock.rows(ClockKind.options),
      byTier: tier.rows(idsOf(present.tiers, draft.tiers)),
      byDepartment: department.rows(idsOf(present.departments, draft.departments)),
      byWeekday: weekday.rows(WEEKDAYS),
      byHour: hour.rows(Array.from({ length: HOURS_OF_DAY }, (_, index) => index)),
      added: added.all(),
      avoided: avoided.all(),
    }),
  };
}

function standingOf({ state }: Clock): Standing | null {
  switch (state) {
    case "met":
    case "breached":
      return state;
    case "running":
    case "paused":
      return "open";
    case "cancelled":
      return null;
  }
}

type MutableCounts = Record<Standing, number>;

function createCounts<K extends string | number>() {
  const byKey = new Map<K, Record<Side, MutableCounts>>();
  const none = () => ({ met: 0, breached: 0, open: 0 });
  const of = (key: K): Record<Side, MutableCounts> => {
    const known = byKey.get(key) ?? { before: none(), after: none() };
    byKey.set(key, known);
    return known;
  };
  return {
    add: (key: K, side: Side, standing: Standing) => {
      of(key)[side][standing] += 1;
    },
    of: (key: K): ReplaySides => of(key),
    /** Those that count anything, in this order; what it does not name, as an older version may, last. */
    rows: (order: readonly K[]): readonly ReplayRow<K>[] =>
      [...new Set([...order, ...byKey.keys()])]
        .filter((key) => byKey.has(key))
        .map((key) => ({ key, ...of(key) })),
  };
}

function idsOf(...lists: readonly (readonly { readonly id: string }[])[]): readonly string[] {
  return [...new Set(lists.flat().map(({ id }) => id))];
}

/** Clocks that are broken on one side only. */
function breachesOf({ ticket, before, after }: ReplayedTicket): readonly ReplayedBreach[] {
  const [was, is] = [byCycle(before), byCycle(after)];
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [one, other] = [was.get(key), is.get(key)];
    const clock = one ?? other;
    if (clock === undefined || isBreach(one) === isBreach(other)) return [];
    const { ticketId, subject } = ticket;
    const { kind, cycle, startedAt } = clock;
    const sides = { before: stateOf(one), after: stateOf(other) };
    return { ticketId, subject, clock: kind, cycle, startedAt, ...sides };
  });
}

function byCycle(placed: readonly PlacedClock[]): ReadonlyMap<string, Clock> {
  return new Map(placed.map(({ clock }) => [`${clock.kind} ${clock.cycle}`, clock]));
}

function isBreach(clock: Pick<Clock, "state"> | null | undefined): boolean {
  return clock?.state === "breached";
}

function stateOf(clock: Clock | undefined): ReplayedBreach["before"] {
  return clock === undefined ? null : { state: clock.state, dueAt: clock.dueAt };
}

function createBreaches() {
  let count = 0;
  const examples: ReplayedBreach[] = [];
  return {
    add: (breach: ReplayedBreach) => {
      count += 1;
      if (examples.length < EXAMPLES) examples.push(breach);
    },
    all: (): ReplayedBreaches => ({ count, examples }),
  };
}
