import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCalendars } from "../../../src/domain/time/business-time.ts";
import { lintCalendar } from "../../../src/domain/time/lint-calendar.ts";
import {
  breachAt,
  casesOf,
  climbingPolicy,
  resolved,
  snoozed,
  took,
} from "../../support/case-story.ts";
import { type Fact, stage } from "../../support/lives.ts";
import { MINUTE } from "../../support/naive-clock.ts";
import { type NaiveAct, walkLadder } from "../../support/naive-ladder.ts";
import { calendarNear, middleOf, places } from "../../support/random-calendars.ts";

const RUNS = 60;
const SPAN_MINUTES = 4 * 1440;

const minute = fc.integer({ min: 0, max: SPAN_MINUTES });
const ladder = fc.record({
  waits: fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 }),
  repeats: fc.integer({ min: 0, max: 2 }),
  staleAfterMinutes: fc.option(fc.integer({ min: 1, max: 900 })),
});
const act = fc.oneof(
  fc.record({
    at: minute,
    act: fc.constantFrom("acknowledged" as const, "progress" as const, "progress" as const),
  }),
  fc.record({ at: minute, act: fc.constant("snoozed" as const), until: minute }),
  fc.record({ at: minute, act: fc.constant("resolved" as const) }),
);
/** At most one thing a minute: what comes first at one instant is said elsewhere. */
const acts = fc.uniqueArray(act, { maxLength: 6, selector: (one) => one.at });
/** When the ticket becomes a major fault, or ceases to be one, in turn. */
const faults = fc
  .uniqueArray(minute, { maxLength: 3 })
  .map((list) => list.toSorted((a, b) => a - b));

const story = fc
  .constantFrom(...places)
  .chain((place) => fc.record({ place: fc.constant(place), calendar: calendarNear(place) }))
  .filter(({ calendar }) => lintCalendar(calendar).length === 0)
  .chain((where) =>
    fc.record({ where: fc.constant(where), ladder, acts, faults, opened: minute, now: minute }),
  );

describe("the instants of a ladder", () => {
  it("are those of somebody who counts open minutes one by one", () => {
    let told = 0;
    fc.assert(
      fc.property(story, ({ where, ladder: rungs, acts: minutes, faults: turns, ...rest }) => {
        const { calendar, place } = where;
        const start = middleOf(place) - (SPAN_MINUTES / 2) * MINUTE;
        const instant = (of: number) => start + of * MINUTE;
        const opened = instant(Math.min(rest.opened, rest.now));
        const done = minutes
          .map((one): NaiveAct => {
            const at = instant(one.at);
            return "until" in one ? { ...one, at, until: instant(one.until) } : { ...one, at };
          })
          .filter(({ at }) => at >= opened)
          .toSorted((a, b) => a.at - b.at);
        const policy = policyWith(calendar, rungs);
        const [one] = casesOf({
          policy,
          decisions: [breachAt(opened)],
          acts: done.flatMap(actOf),
          facts: [
            ...done.filter((act) => act.act === "progress").map(({ at }) => stage(at, "3")),
            ...turns.map(
              (turn, index): Fact => [
                instant(turn),
                {
                  kind: "field",
                  property: "severity",
                  value: index % 2 === 0 ? "major_fault" : "minor",
                },
              ],
            ),
          ],
          now: instant(rest.now),
        });
        const time = createCalendars(policy.calendars)("office");
        const isMajor = (at: number) =>
          turns.filter((turn) => instant(turn) <= at).length % 2 === 1;
        const expected = walkLadder({
          ladder: rungs,
          acts: done,
          from: opened,
          now: instant(rest.now),
          isOpen: (at) => isMajor(at) || time.isOpen(at),
        });
        told += expected.length;
        const steps = one?.steps
          .slice(1)
          .map(({ act: what, at, level }) => [level === undefined ? what : `${what} ${level}`, at]);
        expect(steps).toEqual(expected);
      }),
      { numRuns: RUNS },
    );
    // Stories in which nothing happens would prove nothing.
    expect(told).toBeGreaterThan(RUNS);
  });
});

function actOf(done: NaiveAct) {
  switch (done.act) {
    case "acknowledged":
      return [took(done.at)];
    case "resolved":
      return [resolved(done.at)];
    case "snoozed":
      return [snoozed(done.at, done.until)];
    case "progress":
      return [];
  }
}

function policyWith(
  calendar: object,
  {
    waits,
    repeats,
    staleAfterMinutes,
  }: { waits: number[]; repeats: number; staleAfterMinutes: number | null },
) {
  const { departments } = climbingPolicy();
  return climbingPolicy({
    calendars: [{ ...calendar, id: "office" }, ...climbingPolicy().calendars.slice(1)],
    departments: departments.slice(0, 1),
    ladders: [
      {
        id: "any",
        levels: waits.map((waitMinutes) => ({ tell: ["lead"], waitMinutes })),
        repeats,
        ...(staleAfterMinutes === null ? {} : { staleAfterMinutes }),
      },
    ],
  });
}
