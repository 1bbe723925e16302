import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  nextOverdueDate,
  overdueCalls,
  overdueDays,
} from "../../../src/domain/escalation/overdue-ladder.ts";
import { OverdueLadder } from "../../../src/domain/governance/overdue-rules.ts";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { addDays } from "../../../src/domain/time/zone.ts";
import { calendarOf } from "../../support/calendars.ts";

const ladder = OverdueLadder.parse({});
const time = compileCalendar(calendarOf("Europe/Berlin", undefined, ["2026-06-15"]));

function told(today: string, dueDate = "2026-06-10", toldLevels: readonly number[] = []) {
  return overdueCalls({ dueDate, toldLevels }, ladder, { today, time });
}

describe("overdueCalls", () => {
  it.each<{ name: string; today: string; levels: readonly number[]; before?: readonly number[] }>([
    { name: "nothing before the due day", today: "2026-06-09", levels: [] },
    { name: "nothing on the due day itself", today: "2026-06-10", levels: [] },
    { name: "the first level on the day after", today: "2026-06-11", levels: [1] },
    { name: "nothing twice", today: "2026-06-12", levels: [], before: [1] },
    { name: "nothing on a Saturday, though a level has come", today: "2026-06-13", levels: [] },
    { name: "nothing on a holiday", today: "2026-06-15", levels: [] },
    {
      name: "on the next working day what came on a holiday",
      today: "2026-06-16",
      levels: [2],
      before: [1],
    },
    { name: "all that were passed, after a stand-still", today: "2026-06-30", levels: [1, 2, 3] },
    { name: "nothing once all were told", today: "2026-06-30", levels: [], before: [1, 2, 3] },
  ])("tells $name", ({ today, levels, before }) => {
    expect(told(today, "2026-06-10", before).map(({ level }) => level)).toEqual(levels);
  });

  it("says whom each level tells and since when", () => {
    expect(told("2026-06-16")).toEqual([
      { level: 1, date: "2026-06-11", tell: ["owner"] },
      { level: 2, date: "2026-06-16", tell: ["owner", "lead"] },
    ]);
  });

  it("tells each level once and on working days only, whatever days were looked at", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 }),
        fc.integer({ min: 0, max: 30 }),
        (looks, dueIn) => {
          const dueDate = addDays("2026-06-01", dueIn);
          const heard: { level: number; on: string }[] = [];
          for (const days of looks.toSorted((a, b) => a - b)) {
            const on = addDays("2026-06-01", days);
            const toldLevels = heard.map(({ level }) => level);
            for (const { level } of told(on, dueDate, toldLevels)) heard.push({ level, on });
          }
          const levels = heard.map(({ level }) => level);
          expect(levels).toEqual([...new Set(levels)].sort((a, b) => a - b));
          for (const { level, on } of heard) {
            expect(time.isWorkingDate(on)).toBe(true);
            const { afterDays = 0 } = ladder.levels[level - 1] ?? {};
            expect(overdueDays(dueDate, on)).toBeGreaterThanOrEqual(afterDays);
          }
        },
      ),
    );
  });
});

describe("nextOverdueDate", () => {
  it.each([
    { name: "the first level's day", before: [], expected: "2026-06-11" },
    { name: "the next one that was not told", before: [1], expected: "2026-06-16" },
    { name: "nothing when all were told", before: [1, 2, 3], expected: null },
  ])("is $name", ({ before, expected }) => {
    const item = { dueDate: "2026-06-10", toldLevels: before };
    expect(nextOverdueDate(item, ladder, time)).toBe(expected);
  });
});

describe("overdueDays", () => {
  it.each([
    { name: "before the due day", today: "2026-06-01", days: 0 },
    { name: "on the due day", today: "2026-06-10", days: 0 },
    { name: "a day later", today: "2026-06-11", days: 1 },
    { name: "over a change of the clock and of the year", today: "2027-06-10", days: 365 },
  ])("is $days $name", ({ today, days }) => {
    expect(overdueDays("2026-06-10", today)).toBe(days);
  });
});
