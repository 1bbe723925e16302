import fc from "fast-check";
import { expect, it } from "vitest";
import { evaluate } from "../../../src/domain/sla/evaluate.ts";
import { berlin, type Fact, field, stage, ticketOf } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";
import { fullPolicy, ruledBy } from "../../support/policies.ts";

const response = { clock: "first_response", durationMinutes: 30, calendarId: "office" };
/** An hour around the clock for a major fault, 30 minutes in office hours for the rest. */
const rules = ruledBy(
  fullPolicy({
    targets: [
      { ...response, severity: "major_fault", durationMinutes: 60, calendarId: "always" },
      response,
      { clock: "resolution", durationMinutes: 480, calendarId: "office" },
    ],
  }),
);

function dueAtOf(now: number, facts: readonly Fact[]): number {
  const clock = evaluate(ticketOf(facts), rules(now)).clocks.find(
    ({ kind }) => kind === "first_response",
  );
  return clock?.breachedAt ?? clock?.dueAt ?? Number.POSITIVE_INFINITY;
}

it("the promise for a major fault is never later than for the same ticket as an ordinary one", () => {
  const start = berlin("06-08 00:00");
  const minute = fc.integer({ min: 0, max: 10_000 }).map((n) => start + n * MINUTE);
  const life = fc.record({ createdAt: minute, faultAt: minute, waits: minute, goesOn: minute });
  fc.assert(
    fc.property(life, minute, ({ createdAt, faultAt, waits, goesOn }, now) => {
      const ordinary: Fact[] = [
        [createdAt, { kind: "created" }],
        stage(waits, "2"),
        stage(goesOn, "3"),
      ];
      const asMajor = [...ordinary, field(faultAt, "severity", "major_fault")];
      expect(dueAtOf(now, asMajor)).toBeLessThanOrEqual(dueAtOf(now, ordinary));
    }),
    { numRuns: 300 },
  );
});
