import { describe, expect, it } from "vitest";
import { createLunarCalendar } from "../../../src/adapters/holidays/lunar-calendar.ts";
import type { LunarDay, LunarOccurrence } from "../../../src/ports/lunar-calendar.ts";

const lunar = createLunarCalendar();
const day = (month: number, date: number, isLeapMonth = false): LunarDay => ({
  month,
  day: date,
  isLeapMonth,
});

describe("a lunar day", () => {
  it.each<{ name: string; lunarDay: LunarDay; year: number; dates: string[] }>([
    { name: "New Year 2026", lunarDay: day(1, 1), year: 2026, dates: ["2026-02-17"] },
    { name: "New Year 2027", lunarDay: day(1, 1), year: 2027, dates: ["2027-02-06"] },
    { name: "New Year 2033", lunarDay: day(1, 1), year: 2033, dates: ["2033-01-31"] },
    // The year after the leap month 11 of 2033, which many tables have wrong.
    { name: "New Year 2034", lunarDay: day(1, 1), year: 2034, dates: ["2034-02-19"] },
    { name: "Mid-Autumn 2025", lunarDay: day(8, 15), year: 2025, dates: ["2025-10-06"] },
    {
      name: "a leap month that is there",
      lunarDay: day(6, 1, true),
      year: 2025,
      dates: ["2025-07-25"],
    },
    { name: "the ordinary one of two", lunarDay: day(6, 1), year: 2025, dates: ["2025-06-25"] },
    {
      name: "twice in a Gregorian year",
      lunarDay: day(12, 1),
      year: 2027,
      dates: ["2027-01-08", "2027-12-28"],
    },
    { name: "not at all in the next", lunarDay: day(12, 1), year: 2028, dates: [] },
    { name: "the first year", lunarDay: day(1, 1), year: 1900, dates: ["1900-01-31"] },
    { name: "the last year", lunarDay: day(1, 1), year: 2100, dates: ["2100-02-09"] },
  ])("falls rightly: $name", ({ lunarDay, year, dates }) => {
    expect(lunar.occurrences(lunarDay, year).map(({ date }) => date)).toEqual(dates);
  });

  it.each<{ name: string; lunarDay: LunarDay; year: number; expected: LunarOccurrence }>([
    {
      name: "of the 30th to the last day of a short month",
      lunarDay: day(12, 30),
      year: 2026,
      expected: { date: "2026-02-16", lunarYear: 2025, moved: "month_too_short" },
    },
    {
      name: "of a leap month to the only month of that number",
      lunarDay: day(6, 1, true),
      year: 2026,
      expected: { date: "2026-07-14", lunarYear: 2026, moved: "no_leap_month" },
    },
    {
      name: "but not of a month that has 30 days",
      lunarDay: day(12, 30),
      year: 2024,
      expected: { date: "2024-02-09", lunarYear: 2023, moved: "no" },
    },
  ])("moves one $name", ({ lunarDay, year, expected }) => {
    expect(lunar.occurrences(lunarDay, year)).toEqual([expected]);
  });

  it.each<{ name: string; lunarDay: LunarDay; year: number }>([
    { name: "month 0", lunarDay: day(0, 1), year: 2026 },
    { name: "month 13", lunarDay: day(13, 1), year: 2026 },
    { name: "day 31", lunarDay: day(1, 31), year: 2026 },
    { name: "a year too early", lunarDay: day(1, 1), year: 1899 },
    { name: "a year too late", lunarDay: day(1, 1), year: 2101 },
  ])("is never $name", ({ lunarDay, year }) => {
    expect(() => lunar.occurrences(lunarDay, year)).toThrow();
  });
});

describe("lunar festivals", () => {
  it("are those of a Gregorian year, in order", () => {
    const festivals = lunar.festivals(2026);
    expect(festivals).toContainEqual({ date: "2026-02-16", name: "除夕" });
    expect(festivals).toContainEqual({ date: "2026-06-19", name: "端午节" });
    expect(festivals).toContainEqual({ date: "2026-09-25", name: "中秋节" });
    const dates = festivals.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
    expect(dates.every((date) => date.startsWith("2026-"))).toBe(true);
  });
});
