import { describe, expect, it } from "vitest";
import { Calendar } from "../../../src/domain/time/calendar.ts";
import { TimeWindow, wallWindowOf } from "../../../src/domain/time/time-window.ts";

const office = { id: "office", zone: "UTC", weekly: { mon: ["09:00-10:00"] } };
const always = { id: "always", zone: "UTC", always: true };

/** What is wrong with a document, as `path: message`. */
function problemsOf(document: unknown): string[] {
  const { error } = Calendar.safeParse(document);
  return (error?.issues ?? []).map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("TimeWindow", () => {
  it.each<{ name: string; text: string; fromMinute: number; toMinute: number }>([
    { name: "within a day", text: "09:05-12:30", fromMinute: 545, toMinute: 750 },
    { name: "up to midnight", text: "00:00-24:00", fromMinute: 0, toMinute: 1440 },
    { name: "up to the last minute", text: "23:58-23:59", fromMinute: 1438, toMinute: 1439 },
    { name: "over midnight", text: "22:00-06:00", fromMinute: 1320, toMinute: 1800 },
    {
      name: "to midnight as the next day has it",
      text: "22:00-00:00",
      fromMinute: 1320,
      toMinute: 1440,
    },
    {
      name: "over midnight for almost a day",
      text: "09:00-08:59",
      fromMinute: 540,
      toMinute: 1979,
    },
  ])("reads a window $name", ({ text, fromMinute, toMinute }) => {
    expect(wallWindowOf(TimeWindow.parse(text))).toEqual({ fromMinute, toMinute });
  });

  const expectedForm = 'expected a window such as "09:00-12:30" or "22:00-06:00", 00:00 to 24:00';
  it.each<{ name: string; text: string }>([
    { name: "an hour past midnight", text: "09:00-25:00" },
    { name: "an hour of one digit", text: "9:00-12:00" },
    { name: "a minute past the hour's end", text: "09:60-10:00" },
    { name: "a last minute past the hour's end", text: "09:00-10:60" },
    { name: "24:30", text: "09:00-24:30" },
    { name: "a beginning at the day's end", text: "24:00-06:00" },
    { name: "words", text: "all day" },
    { name: "something before the window", text: "at 09:00-10:00" },
    { name: "something behind the window", text: "09:00-10:00 sharp" },
  ])("refuses $name", ({ text }) => {
    expect(TimeWindow.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      expectedForm,
    ]);
  });

  it.each(["09:00-09:00", "00:00-00:00"])("refuses the window %s, which has no length", (text) => {
    expect(TimeWindow.safeParse(text).error?.issues.map(({ message }) => message)).toEqual([
      'expected a window of some length; the whole day is "00:00-24:00"',
    ]);
  });
});

describe("Calendar", () => {
  it.each<{ zone: string; isTaken: boolean }>([
    { zone: "Asia/Taipei", isTaken: true },
    { zone: "UTC", isTaken: true },
    { zone: "Asia/Nowhere", isTaken: false },
    { zone: "", isTaken: false },
  ])("takes only zones that exist: $zone", ({ zone, isTaken }) => {
    expect(problemsOf({ ...office, zone })).toEqual(
      isTaken ? [] : ["zone: expected an IANA zone such as Asia/Taipei"],
    );
  });

  it("leaves what is not told closed or empty", () => {
    const calendar = Calendar.parse(office);
    expect(calendar).toEqual({
      ...office,
      weekly: { ...office.weekly, tue: [], wed: [], thu: [], fri: [], sat: [], sun: [] },
      breaks: [],
      holidays: [],
      makeUpDays: [],
      dates: [],
    });
  });

  it("reads again what it gave", () => {
    const calendar = Calendar.parse({
      ...office,
      breaks: [{ weekdays: ["mon", "tue"], window: "12:00-13:30", name: "Lunch" }],
      holidays: [
        { date: "2026-01-01", name: "New Year", source: "an import" },
        { yearly: "02-29", name: "Leap day", window: "12:00-24:00" },
      ],
      makeUpDays: [{ date: "2026-02-28", like: "mon", name: "Make-up" }],
      dates: [{ date: "2026-12-31", windows: [], name: "Closed" }],
    });
    expect(Calendar.parse(calendar)).toEqual(calendar);
    expect(Calendar.parse(Calendar.parse(always))).toEqual(Calendar.parse(always));
  });

  const lunch = { window: "12:00-13:00", name: "Lunch" };
  const holidays = (count: number, day: object) =>
    Array.from({ length: count }, () => ({ ...day, name: "Holiday" }));
  it.each<{ name: string; change: object; problems: string[] }>([
    {
      name: "neither weekly hours nor always",
      change: { weekly: undefined },
      problems: ["weekly: expected weekly, or always: true"],
    },
    {
      name: "always beside everything else",
      change: {
        always: true,
        breaks: [{ ...lunch, date: "2026-01-01" }],
        holidays: holidays(1, { date: "2026-01-01" }),
        makeUpDays: [{ date: "2026-01-01", like: "mon", name: "Make-up" }],
        dates: [{ date: "2026-01-01", windows: [], name: "Closed" }],
      },
      problems: ["weekly", "breaks", "holidays", "makeUpDays", "dates"].map(
        (key) => `${key}: expected none beside always: true`,
      ),
    },
    {
      name: "a break of neither weekdays nor a date",
      change: { breaks: [lunch] },
      problems: ["breaks.0.weekdays: expected either weekdays or a date"],
    },
    {
      name: "a break of both",
      change: { breaks: [{ ...lunch, weekdays: ["mon"], date: "2026-01-01" }] },
      problems: ["breaks.0.weekdays: expected either weekdays or a date"],
    },
    {
      name: "a holiday of neither a date nor every year",
      change: { holidays: [{ name: "Holiday" }] },
      problems: ["holidays.0.date: expected either a date or yearly"],
    },
    {
      name: "a holiday of both",
      change: { holidays: [{ name: "Holiday", date: "2026-01-01", yearly: "01-01" }] },
      problems: ["holidays.0.date: expected either a date or yearly"],
    },
    {
      name: "a day that does not exist",
      change: { holidays: [{ name: "Holiday", date: "2026-02-29" }] },
      problems: ["holidays.0.date: expected a date such as 2026-03-27"],
    },
    {
      name: "a yearly day that never exists",
      change: { holidays: [{ name: "Holiday", yearly: "02-30" }] },
      problems: ['holidays.0.yearly: expected month and day such as "12-25"'],
    },
    {
      name: "more yearly holidays than leave a calendar open",
      change: { holidays: holidays(101, { yearly: "12-25" }) },
      problems: ["holidays: expected at most 100 yearly ones"],
    },
    {
      name: "a make-up day like no weekday",
      change: { makeUpDays: [{ date: "2026-02-28", like: "holiday", name: "Make-up" }] },
      problems: [expect.stringMatching(/^makeUpDays\.0\.like: /)],
    },
  ])("refuses $name", ({ change, problems }) => {
    expect(problemsOf({ ...office, ...change })).toEqual(problems);
  });

  it("takes as many yearly holidays as it allows, and others beside them", () => {
    const many = [...holidays(100, { yearly: "12-25" }), ...holidays(400, { date: "2026-01-01" })];
    expect(problemsOf({ ...office, holidays: many })).toEqual([]);
  });

  it.each<{ list: string; limit: number; entry: unknown }>([
    { list: "breaks", limit: 200, entry: { ...lunch, date: "2026-01-01" } },
    { list: "holidays", limit: 500, entry: { date: "2026-01-01", name: "Holiday" } },
    { list: "makeUpDays", limit: 200, entry: { date: "2026-01-03", like: "mon", name: "M" } },
    { list: "dates", limit: 500, entry: { date: "2026-01-03", windows: [], name: "Closed" } },
  ])("takes $limit $list and no more", ({ list, limit, entry }) => {
    const entries = Array.from({ length: limit }, () => entry);
    expect(problemsOf({ ...office, [list]: entries })).toEqual([]);
    expect(problemsOf({ ...office, [list]: [...entries, entry] })).toHaveLength(1);
  });

  it("takes 24 windows a day and no more", () => {
    const windows = Array.from({ length: 24 }, () => "09:00-10:00");
    expect(problemsOf({ ...office, weekly: { mon: windows } })).toEqual([]);
    expect(problemsOf({ ...office, weekly: { mon: [...windows, "09:00-10:00"] } })).toHaveLength(1);
  });
});
