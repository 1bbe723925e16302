import type { Breach, Law } from "./visit-laws.ts";
import { breachesOf } from "./visit-oracle.ts";
import { createVisitWorld, type Planner, type WorldSizes } from "./visit-world.ts";

/** A plan is made again, and must change nothing, on each of so many turns. */
const AGAIN_EVERY = 10;

export type WalkSizes = WorldSizes & {
  readonly everyDays: number;
  /** How many plans are made a second time: one of so many. */
  readonly againEvery?: number;
  readonly planner?: Planner;
  /** The walk ends with the first plan that breaks this law. */
  readonly until?: Law;
  /** What was short before that day is not told: some were short before anybody planned. */
  readonly settledOn?: number;
};

export type VisitWalk = {
  /** What the plans promise and did not keep. */
  readonly breaches: readonly Breach[];
  /** Causes of all moves. */
  readonly causes: readonly string[];
  /** Causes of all shortages. */
  readonly shortages: readonly string[];
  readonly made: number;
  readonly moved: number;
  readonly held: number;
  readonly red: number;
};

/** Walks a random world from its first day to its last, planning and looking at each plan. */
export function walkVisitWorld({ planner, everyDays, until, ...sizes }: WalkSizes): VisitWalk {
  const { againEvery = AGAIN_EVERY, settledOn = 0 } = sizes;
  const world = createVisitWorld(sizes, planner);
  const breaches: Breach[] = [];
  const causes = new Set<string>();
  const shortages = new Set<string>();
  const seen = { moved: 0, held: 0, red: 0 };
  for (let day = 0; day < sizes.days; day += 1) {
    if (day % everyDays === 0) {
      const turn = world.plan(day);
      breaches.push(...breachesOf(world, day, turn));
      if ((day / everyDays) % againEvery === 0) {
        for (const { visitId } of world.planAgain(day).changes) {
          breaches.push({ law: "same_again", text: `${visitId} changes on day ${day} again` });
        }
      }
      const { changes, planned } = turn.plan;
      for (const { shifts } of changes) for (const { cause } of shifts) causes.add(cause);
      const short = day < settledOn ? [] : turn.plan.shortages;
      for (const { cause } of short) shortages.add(cause);
      seen.moved += changes.filter(({ shifts }) => shifts.length > 0).length;
      seen.held += planned.filter(({ suppressed }) => suppressed !== null).length;
      seen.red += short.reduce((sum, { visits }) => sum + visits, 0);
    }
    if (breaches.some(({ law }) => law === until)) break;
    world.live(day);
  }
  const done = world.customers.flatMap(({ visits }) => [...visits.values()]);
  return {
    breaches,
    causes: [...causes].sort(),
    shortages: [...shortages].sort(),
    made: done.filter(({ state }) => state === "done").length,
    ...seen,
  };
}

/** The first of them, in words. */
export function breachesTold({ breaches }: Pick<VisitWalk, "breaches">): readonly string[] {
  return breaches.slice(0, BREACHES_SHOWN).map(({ law, text }) => `${law}: ${text}`);
}

const BREACHES_SHOWN = 10;
