import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import type { Calendar } from "../../../src/domain/time/calendar.ts";
import { daysOfMonth, explainDay } from "../../../src/domain/time/month.ts";
import { at, calendarWith } from "../../support/calendars.ts";

const calendar = calendarWith({
  holidays: [
    { date: "2026-06-04", name: "Corpus Christi" },
    { yearly: "06-10", window: "13:00-24:00", name: "Town fair" },
  ],
  makeUpDays: [{ date: "2026-06-06", like: "thu", name: "For Corpus Christi" }],
  dates: [
    { date: "2026-06-12", windows: ["10:00-11:00"], name: "Stocktaking" },
    { date: "2026-06-15", windows: [], name: "Works outing" },
  ],
  breaks: [{ date: "2026-06-16", window: "09:00-10:00", name: "Meeting" }],
});
const always: Calendar = { ...calendarWith({}), always: true, weekly: undefined };
const dayOf = (date: string) =>
  daysOfMonth(calendar, compileCalendar(calendar), date.slice(0, 7)).find(
    (day) => day.date === date,
  );

describe("the days of a month", () => {
  it.each([
    { month: "2026-06", days: 30, last: "2026-06-30" },
    { month: "2026-12", days: 31, last: "2026-12-31" },
    { month: "2027-02", days: 28, last: "2027-02-28" },
    { month: "2028-02", days: 29, last: "2028-02-29" },
  ])("of $month are $days", ({ month, days, last }) => {
    const found = daysOfMonth(calendar, compileCalendar(calendar), month);
    expect(found).toHaveLength(days);
    expect(found.at(-1)?.date).toBe(last);
  });

  it.each([
    { name: "an ordinary day", date: "2026-06-01", kind: "open", hours: 2, names: [] },
    { name: "a weekend", date: "2026-06-07", kind: "closed", hours: 0, names: [] },
    { name: "a holiday", date: "2026-06-04", kind: "holiday", hours: 0, names: ["Corpus Christi"] },
    {
      name: "a part of a holiday",
      date: "2026-06-10",
      ...{ kind: "part_holiday", hours: 1, names: ["Town fair"] },
    },
    {
      name: "a make-up working day",
      date: "2026-06-06",
      ...{ kind: "make_up", hours: 2, names: ["For Corpus Christi"] },
    },
    {
      name: "a date with hours of its own",
      date: "2026-06-12",
      ...{ kind: "special", hours: 1, names: ["Stocktaking"] },
    },
    {
      name: "a date that is closed",
      date: "2026-06-15",
      ...{ kind: "special", hours: 0, names: ["Works outing"] },
    },
    {
      name: "an open day with a break",
      date: "2026-06-16",
      ...{ kind: "open", hours: 2, names: ["Meeting"] },
    },
  ])("know $name", ({ date, kind, hours, names }) => {
    const day = dayOf(date);
    expect(day).toMatchObject({ kind, names });
    expect(day?.windows).toHaveLength(hours);
  });

  it("are all open, as a whole, where a calendar always is", () => {
    const days = daysOfMonth(always, compileCalendar(always), "2026-03");
    expect(new Set(days.map(({ kind }) => kind))).toEqual(new Set(["open"]));
    // The night in which the clocks are put forward has an hour less.
    expect(days[28]?.windows).toEqual([
      { from: at("2026-03-29 00:00", "+01:00"), to: at("2026-03-30 00:00", "+02:00") },
    ]);
  });
});

describe("one day", () => {
  it("is told from its first to its last instant", () => {
    const { intervals, kind } = explainDay(calendar, compileCalendar(calendar), "2026-06-10");
    expect(kind).toBe("part_holiday");
    expect(intervals.map((interval) => [interval.kind, interval.name])).toEqual([
      ["outside_hours", null],
      ["open", null],
      ["outside_hours", null],
      ["holiday", "Town fair"],
    ]);
  });
});
