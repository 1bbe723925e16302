import { describe, expect, it } from "vitest";
import { BROKEN_PLANNERS } from "../../support/broken-planners.ts";
import { breachesTold, walkVisitWorld } from "../../support/visit-walk.ts";

/** Small, but with all that happens: a world in which the real planner keeps every promise. */
const WORLD = {
  seed: 5,
  customers: 50,
  owners: 4,
  days: 60,
  everyDays: 2,
  againEvery: 3,
  perDay: 2,
  perWeek: 4,
};

describe("the oracle", () => {
  it("finds nothing amiss with the planner itself", () => {
    const walk = walkVisitWorld(WORLD);
    expect(breachesTold(walk)).toEqual([]);
    expect(walk.held).toBeGreaterThan(0);
    expect(walk.red).toBeGreaterThan(0);
  });

  it.each(BROKEN_PLANNERS)("finds a planner that $name", ({ law, planner }) => {
    const { breaches } = walkVisitWorld({ ...WORLD, planner, until: law });
    expect(breaches.map((breach) => breach.law)).toContain(law);
  });
});
