import { expect, it } from "vitest";
import { breachesTold, walkVisitWorld } from "../../support/visit-walk.ts";

/** Some 105 plans of a thousand customers, each looked at from all sides. */
const WALK_MS = 600_000;

it("keeps every promise for a thousand customers and thirty owners over two years", {
  timeout: WALK_MS,
}, () => {
  const walk = walkVisitWorld({
    seed: 20_260_105,
    customers: 1_000,
    owners: 30,
    days: 730,
    everyDays: 7,
    perDay: 2,
    perWeek: 6,
  });
  expect(breachesTold(walk)).toEqual([]);
  // It would be easy to keep if nothing of it had happened.
  expect(walk.causes).toHaveLength(10);
  expect(walk.moved).toBeGreaterThan(1_000);
  expect(walk.held).toBeGreaterThan(1_000);
  expect(walk.red).toBeGreaterThan(100);
});
