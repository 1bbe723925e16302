import { describe, expect, it } from "vitest";
import { customersOf } from "../../../sandbox/customers/grade-day.ts";
import { walkDays } from "../../../sandbox/customers/walk-days.ts";
import { DAY } from "../../support/score-paths.ts";
import { inputOf, rulesOf } from "../../support/tier-rules.ts";

/** One purchase within 30 days is worth the middle tier, two the highest. */
const rules = rulesOf([
  inputOf({
    id: "often",
    kind: "contact",
    history: "purchases",
    withinDays: 30,
    bands: [
      { from: 1, points: 40 },
      { from: 2, points: 80 },
    ],
  }),
]);
const start = Date.UTC(2026, 0, 1);
const bought = (customer: string, day: number, amount = 100) => {
  return { customer, invoice: `${customer} ${day}`, at: start + day * DAY, amount };
};
const walk = (...purchases: ReturnType<typeof bought>[]) =>
  walkDays(rules, customersOf(purchases), {
    steps: { from: start, to: start + 100 * DAY, everyDays: 1 },
    dampings: [
      { hysteresisPoints: 0, graceDays: 0 },
      { hysteresisPoints: 0, graceDays: 30 },
    ],
  });

describe("walkDays", () => {
  it("counts a change that is taken back within 60 days, and none that is taken back later", () => {
    const [none] = walk(bought("a", 0), bought("a", 10)).dampings;
    // Up on day 10, down on day 30, which takes it back, and down to the last tier on day 40.
    expect(none).toMatchObject({ upgrades: 1, downgrades: 2, flipsBack: 1 });
    const late = walk(bought("a", 0), bought("a", 95)).dampings[0];
    expect(late).toMatchObject({ upgrades: 1, downgrades: 1, flipsBack: 0 });
  });

  it("moves less under a grace period", () => {
    const [none, grace] = walk(bought("a", 0), bought("a", 10), bought("a", 35)).dampings;
    expect(none).toMatchObject({ upgrades: 2, downgrades: 3 });
    expect(grace).toMatchObject({ upgrades: 1, downgrades: 2 });
  });

  it("tells at the end of each month who is where, and what they brought within a year", () => {
    const { months, gradings } = walk(bought("a", 0, 70), bought("a", 20, 30), bought("b", 70));
    expect(months.map(({ at }) => new Date(at).toISOString().slice(0, 10))).toEqual([
      "2026-01-31",
      "2026-02-28",
      "2026-03-31",
      "2026-04-11",
    ]);
    expect(months[2]?.tiers.map(({ customers }) => customers)).toEqual([0, 1, 1]);
    expect(gradings).toBe(101 + 31);
  });
});
