import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { breachesTold, walkVisitWorld } from "../../support/visit-walk.ts";
import { createVisitWorld, dateOf, type WorldSizes } from "../../support/visit-world.ts";

/** The worlds begin on a Monday. */
const FRIDAY = 4;
const SMALL = { customers: 60, owners: 6, days: 100, everyDays: 2, perDay: 2, perWeek: 5 };

/** Seconds on a quiet machine; a busy one gets its time. */
const SLOWEST_MS = 240_000;

describe("a plan", { timeout: SLOWEST_MS }, () => {
  it("keeps every promise, whatever happens", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.boolean(),
        fc.constantFrom(2, 3, 7),
        (seed, hasTasks, everyDays) => {
          const walk = walkVisitWorld({ ...SMALL, seed, hasTasks, everyDays });
          expect(breachesTold(walk)).toEqual([]);
        },
      ),
      { numRuns: 8 },
    );
  });

  it("moves nothing in a night in which nothing came and nothing went", () => {
    let quiet = 0;
    let short = 0;
    for (let seed = 1; seed <= 12; seed += 1) {
      const world = createVisitWorld({ ...SMALL, customers: 300, seed: seed * 97 });
      for (let day = 0; day <= FRIDAY; day += 1) {
        world.plan(day);
        world.live(day);
      }
      world.plan(FRIDAY + 1);
      const { plan, before } = world.plan(FRIDAY + 2);
      const isOther = plan.changes.some(({ visitId, state }) => {
        return state !== "planned" || before.get(visitId)?.state !== "planned";
      });
      if (isOther) continue;
      quiet += 1;
      short += plan.shortages.length;
      expect(plan.changes).toEqual([]);
    }
    // With room for all, or with no such night, it would be easy.
    expect(quiet).toBeGreaterThan(2);
    expect(short).toBeGreaterThan(0);
  });

  it("meets every trouble there is", () => {
    const { causes, red } = walkVisitWorld({ ...SMALL, seed: 6, days: 200 });
    expect(causes).toEqual([
      "absence",
      "balance",
      "capacity",
      "complaint",
      "contact_cap",
      "escalation",
      "late",
      "owner_changed",
      "released",
    ]);
    expect(red).toBeGreaterThan(0);
  });
});

describe("the night after a day on which nobody did anything", { timeout: SLOWEST_MS }, () => {
  const NIGHTS = 40;
  /** Of each night the days that visits left, of those that moved. */
  function daysLeft(sizes: Partial<WorldSizes>) {
    const world = createVisitWorld({ ...SMALL, ...sizes, seed: 11, isCalm: true });
    world.plan(0);
    return Array.from({ length: NIGHTS }, (_, night) => {
      const { plan, before } = world.plan(night + 1);
      const moved = plan.changes.flatMap((visit) => {
        const former = before.get(visit.visitId);
        const isMoved = former?.state === "planned" && visit.state === "planned";
        return isMoved && former.dueDate !== visit.dueDate ? [{ visit, former }] : [];
      });
      return { today: dateOf(night + 1), plan, moved };
    });
  }

  it("moves only visits whose day went by, where there is room", () => {
    const nights = daysLeft({ customers: 40, perDay: 40, perWeek: 200 });
    const others = nights.flatMap(({ today, moved }) =>
      moved.filter(({ former }) => former.dueDate >= today).map(({ visit }) => visit.visitId),
    );
    expect(others).toEqual([]);
    expect(nights.flatMap(({ moved }) => moved).length).toBeGreaterThan(20);
  });

  it("moves others only for one that would turn red, and never beyond their own limit", () => {
    const nights = daysLeft({ customers: 120 });
    const others = nights.flatMap(({ today, moved }) =>
      moved.filter(({ former }) => former.dueDate >= today),
    );
    for (const { visit, former } of others) {
      if (former.dueDate <= former.latestDate) expect(visit.dueDate <= visit.latestDate).toBe(true);
      else expect(visit.dueDate < former.dueDate).toBe(true);
    }
    const late = nights.flatMap(({ today, moved }) =>
      moved.filter(({ former }) => former.dueDate < today),
    );
    expect(others.length).toBeLessThan(late.length);
    expect(nights.some(({ plan }) => plan.shortages.length > 0)).toBe(true);
  });
});

describe("what owners can do", { timeout: SLOWEST_MS }, () => {
  /** Two people, of whom one visit a day is asked at most. */
  const TWO = { seed: 3, owners: 2, days: 150, everyDays: 3, perDay: 1, perWeek: 5, isCalm: true };

  /** So that nothing but the owners' time could be short. */
  const ENOUGH = { contacts: 20, settledOn: 21 };

  it("turns visits red when it is too little, each of them shown", () => {
    const walk = walkVisitWorld({ ...TWO, customers: 120 });
    expect(breachesTold(walk)).toEqual([]);
    expect(walk.shortages).toContain("capacity");
    expect(walk.red).toBeGreaterThan(100);
  });

  it("turns none red when it is enough", () => {
    const walk = walkVisitWorld({ ...TWO, customers: 120, perDay: 8, perWeek: 40, ...ENOUGH });
    expect(breachesTold(walk)).toEqual([]);
    expect(walk.shortages).toEqual([]);
    expect(walk.made).toBeGreaterThan(100);
  });

  it("is never what is short when it is enough, whatever else happens", () => {
    const life = { isCalm: false, perDay: 90, perWeek: 450 };
    const walk = walkVisitWorld({ ...TWO, ...life, customers: 120 });
    expect(breachesTold(walk)).toEqual([]);
    expect(walk.shortages).not.toContain("capacity");
    expect(walk.red).toBeGreaterThan(0);
  });
});
