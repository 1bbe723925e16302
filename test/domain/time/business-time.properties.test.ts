import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { naiveBusinessTime, zoneMinutes } from "../../../bench/naive-business-time.ts";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import type { Calendar } from "../../../src/domain/time/calendar.ts";
import { lintCalendar } from "../../../src/domain/time/lint-calendar.ts";
import { calendarNear, middleOf, type Place, places } from "../../support/random-calendars.ts";

const dayMs = 86_400_000;
const aroundMs = 1.5 * dayMs;
const calendarsAPlace = 28;
const instantsACalendar = 20;

/** An instant within a day and a half of the change, often on a whole minute. */
const offset = fc.oneof(
  fc.integer({ min: -aroundMs / 60_000, max: aroundMs / 60_000 }).map((step) => step * 60_000),
  fc.integer({ min: -aroundMs, max: aroundMs }),
);

describe("business time and the naive oracle", () => {
  // 18 places × 28 calendars × 20 pairs of instants: 10,080 comparisons of every operation.
  it.each(places)(
    "agree in $zone near $near",
    (place) => {
      const middle = middleOf(place);
      const minutes = zoneMinutes(place.zone, middle - aroundMs, middle + aroundMs);
      const pairs = fc.array(fc.tuple(offset, offset), {
        minLength: instantsACalendar,
        maxLength: instantsACalendar,
      });
      fc.assert(
        fc.property(calendarNear(place), pairs, (calendar, offsets) => {
          const time = compileCalendar(calendar);
          const naive = naiveBusinessTime(calendar, minutes);
          for (const [x, y] of offsets) {
            const a = middle + Math.min(x, y);
            const b = middle + Math.max(x, y);
            const open = naive.between(a, b);
            const closesAt = naive.nextClose(a);
            const opensAt = naive.nextOpen(a);
            const result = {
              between: time.between(a, b),
              back: time.between(b, a),
              isOpen: time.isOpen(a),
              explain: time.explain(a, b),
              add: time.add(a, open),
              subtract: time.subtract(b, open),
              nextClose: closesAt === null ? null : time.nextClose(a),
              nextOpen: opensAt === null ? null : time.nextOpen(a),
            };
            expect(result).toEqual({
              between: open,
              back: 0 - open,
              isOpen: naive.isOpen(a),
              explain: naive.explain(a, b),
              add: naive.add(a, open),
              subtract: naive.subtract(b, open),
              nextClose: closesAt,
              nextOpen: opensAt,
            });
          }
        }),
        { numRuns: calendarsAPlace },
      );
    },
    120_000,
  );
});

describe("business time by itself", () => {
  const anywhere = fc
    .constantFrom(...places)
    .chain((place: Place) =>
      calendarNear(place).map((calendar) => ({ calendar, middle: middleOf(place) })),
    );
  const isKept = ({ calendar }: { calendar: Calendar }) => lintCalendar(calendar).length === 0;
  const good = anywhere.filter(isKept);
  const amount = fc.oneof(
    fc.integer({ min: 0, max: 400 * dayMs }),
    fc.integer({ min: 0, max: 600 }).map((minutes) => minutes * 60_000),
  );
  const longOffset = fc.integer({ min: -700 * dayMs, max: 700 * dayMs });
  const runs = { numRuns: 40 };

  it("gives back with between what add and subtract were given", () => {
    fc.assert(
      fc.property(good, longOffset, amount, ({ calendar, middle }, x, ms) => {
        const time = compileCalendar(calendar);
        const from = middle + x;
        // A week may hold as little as five open minutes, so the amount is cut to two years of it.
        const after = Math.min(ms, time.between(from, from + 730 * dayMs));
        expect(time.between(from, time.add(from, after))).toBe(after);
        const before = Math.min(ms, time.between(from - 730 * dayMs, from));
        expect(time.between(time.subtract(from, before), from)).toBe(before);
      }),
      runs,
    );
  }, 120_000);

  it("comes back with subtract to where add set out, to the opening if that was closed", () => {
    fc.assert(
      fc.property(good, longOffset, amount, ({ calendar, middle }, x, ms) => {
        const time = compileCalendar(calendar);
        const from = middle + x;
        const given = 1 + Math.min(ms, time.between(from, from + 730 * dayMs));
        const opensAt = time.nextOpen(from);
        expect(time.subtract(time.add(from, given), given)).toBe(opensAt);
        const end = time.add(from, given);
        expect(time.add(time.subtract(end, given), given)).toBe(end);
      }),
      runs,
    );
  }, 120_000);

  it("never ends earlier for a later start or a larger amount", () => {
    fc.assert(
      fc.property(good, fc.tuple(offset, offset), amount, ({ calendar, middle }, [x, y], ms) => {
        const time = compileCalendar(calendar);
        const small = Math.min(ms, time.between(middle, middle + 365 * dayMs));
        const early = middle + Math.min(x, y);
        const late = middle + Math.max(x, y);
        expect(time.add(early, small)).toBeLessThanOrEqual(time.add(late, small));
        expect(time.add(early, small)).toBeLessThanOrEqual(time.add(early, small + 1));
        expect(time.subtract(early, small)).toBeLessThanOrEqual(time.subtract(late, small));
        expect(time.subtract(late, small)).toBeGreaterThanOrEqual(time.subtract(late, small + 1));
      }),
      runs,
    );
  }, 120_000);

  it("adds up over any instant in between", () => {
    fc.assert(
      fc.property(anywhere, fc.tuple(longOffset, longOffset, longOffset), (near, [x, y, z]) => {
        const time = compileCalendar(near.calendar);
        const [a, b, c] = [near.middle + x, near.middle + y, near.middle + z];
        expect(time.between(a, b) + time.between(b, c)).toBe(time.between(a, c));
      }),
      runs,
    );
  }, 120_000);

  it("explains every instant once, and the open ones sum to between", () => {
    fc.assert(
      fc.property(anywhere, longOffset, longOffset, ({ calendar, middle }, x, y) => {
        const time = compileCalendar(calendar);
        const [a, b] = [middle + Math.min(x, y), middle + Math.max(x, y)];
        const intervals = time.explain(a, b);
        const open = intervals.filter(({ kind }) => kind === "open");
        expect(open.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(time.between(a, b));
        const edges = intervals.map(({ from }) => from);
        expect(intervals.map(({ to }) => to)).toEqual(
          [...edges.slice(1), b].slice(0, edges.length),
        );
        expect(edges[0] ?? b).toBe(a);
      }),
      runs,
    );
  }, 120_000);
});
