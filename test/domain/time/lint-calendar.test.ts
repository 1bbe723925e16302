import { describe, expect, it } from "vitest";
import {
  lintCalendar,
  stalePartsOf,
  weeklyMinutes,
} from "../../../src/domain/time/lint-calendar.ts";
import { calendarWith, everyDay, officeWeek } from "../../support/calendars.ts";

const always = calendarWith({ weekly: undefined, always: true });
const holiday = { date: "2026-02-28", name: "Holiday" };
const makeUp = { date: "2026-02-28", like: "fri", name: "Make-up" } as const;
const short = { date: "2026-02-28", windows: ["09:00-12:00"], name: "Short day" };

describe("lintCalendar", () => {
  it.each<{ name: string; parts: Parameters<typeof calendarWith>[0]; messages: string[] }>([
    {
      name: "a week without windows",
      parts: { weekly: {} },
      messages: ["weekly has no open window: expected at least one"],
    },
    {
      name: "a week of which the breaks leave nothing",
      parts: {
        weekly: { mon: ["22:00-02:00"] },
        breaks: [
          { weekdays: ["mon"], window: "22:00-00:00", name: "First" },
          { weekdays: ["tue"], window: "00:00-02:00", name: "Second" },
        ],
      },
      messages: ["weekly has no open time left by the breaks: expected some"],
    },
    {
      name: "a date told twice",
      parts: { dates: [short, { ...short, date: "2026-03-01" }, short] },
      messages: ["dates[2].date is 2026-02-28 a second time: expected each date once"],
    },
    {
      name: "a make-up day told twice",
      parts: { makeUpDays: [makeUp, { ...makeUp, like: "thu" }] },
      messages: ["makeUpDays[1].date is 2026-02-28 a second time: expected each date once"],
    },
    {
      name: "a holiday told twice",
      parts: { holidays: [holiday, { ...holiday, name: "Another" }, holiday] },
      messages: ["holidays[2] is 2026-02-28 Holiday a second time: expected each holiday once"],
    },
    {
      name: "a yearly part of a day told twice",
      parts: {
        holidays: [
          { yearly: "12-24", window: "12:00-24:00", name: "Eve" },
          { yearly: "12-24", window: "12:00-24:00", name: "Eve" },
        ],
      },
      messages: ["holidays[1] is 12-24 12:00-24:00 Eve a second time: expected each holiday once"],
    },
    {
      name: "a make-up day like a day without windows",
      parts: { makeUpDays: [makeUp, { ...makeUp, date: "2026-03-07", like: "sat" }] },
      messages: [
        "makeUpDays[1].like is sat, a day without windows: expected a weekday that is open",
      ],
    },
    {
      name: "make-up days that dates replace",
      parts: {
        makeUpDays: [makeUp, { ...makeUp, date: "2026-03-01" }],
        dates: [{ ...short, date: "2026-03-01" }, short],
      },
      messages: [
        "makeUpDays[0].date is 2026-02-28, which dates[1] replaces: expected one of them",
        "makeUpDays[1].date is 2026-03-01, which dates[0] replaces: expected one of them",
      ],
    },
    {
      name: "a make-up day that a holiday hides",
      parts: { makeUpDays: [makeUp], holidays: [{ ...holiday, date: "2026-02-27" }, holiday] },
      messages: [
        "makeUpDays[0].date is 2026-02-28, which holidays[1] closes: expected a day that no holiday closes",
      ],
    },
    {
      name: "a make-up day that a yearly holiday hides",
      parts: { makeUpDays: [makeUp], holidays: [{ yearly: "02-28", name: "Holiday" }] },
      messages: [
        "makeUpDays[0].date is 2026-02-28, which holidays[0] closes: expected a day that no holiday closes",
      ],
    },
    {
      name: "a make-up day that parts of holidays hide together",
      parts: {
        makeUpDays: [makeUp],
        holidays: [
          { ...holiday, window: "08:00-12:00" },
          { ...holiday, window: "13:00-18:00" },
        ],
      },
      messages: [
        "makeUpDays[0].date is 2026-02-28, which holidays[0] closes: expected a day that no holiday closes",
      ],
    },
    {
      name: "a night that a holiday hides up to midnight",
      parts: {
        dates: [{ ...short, windows: ["22:00-06:00"] }],
        holidays: [holiday],
      },
      messages: [
        "dates[0].date is 2026-02-28, which holidays[0] closes: expected a day that no holiday closes",
      ],
    },
  ])("finds $name, and nothing else", ({ parts, messages }) => {
    const problems = lintCalendar(calendarWith(parts));
    expect(problems.map(({ message }) => message)).toEqual(messages);
    for (const { path, message } of problems) expect(message.startsWith(`${path} `)).toBe(true);
  });

  it.each<{ name: string; parts: Parameters<typeof calendarWith>[0] }>([
    { name: "an ordinary week", parts: {} },
    { name: "two holidays on one day", parts: { holidays: [holiday, { ...holiday, name: "B" }] } },
    {
      name: "two parts of one holiday",
      parts: {
        holidays: [
          { ...holiday, window: "09:00-10:00" },
          { ...holiday, window: "17:00-18:00" },
        ],
      },
    },
    {
      name: "a holiday that leaves a minute of a make-up day",
      parts: { makeUpDays: [makeUp], holidays: [{ ...holiday, window: "08:00-17:59" }] },
    },
    {
      name: "a holiday on a date that is closed anyway",
      parts: { dates: [{ ...short, windows: [] }], holidays: [holiday] },
    },
    {
      name: "a holiday the day before a make-up day",
      parts: { makeUpDays: [makeUp], holidays: [{ ...holiday, date: "2026-02-27" }] },
    },
  ])("takes $name", ({ parts }) => {
    expect(lintCalendar(calendarWith(parts))).toEqual([]);
  });

  it("takes a calendar that is always open", () => {
    expect(lintCalendar(always)).toEqual([]);
  });
});

describe("weeklyMinutes", () => {
  it.each<{ name: string; parts: Parameters<typeof calendarWith>[0]; expected: number }>([
    { name: "counts a week", parts: {}, expected: 5 * 480 },
    { name: "counts nothing", parts: { weekly: {} }, expected: 0 },
    {
      name: "counts what overlaps once",
      parts: { weekly: { mon: ["09:00-12:00", "11:00-13:00"] } },
      expected: 240,
    },
    {
      name: "goes round from Sunday to Monday",
      parts: { weekly: { sun: ["22:00-06:00"], mon: ["05:00-07:00"] } },
      expected: 9 * 60,
    },
    {
      name: "leaves out breaks of weekdays, and no others",
      parts: {
        weekly: { mon: ["09:00-17:00"], tue: ["09:00-17:00"] },
        breaks: [
          { weekdays: ["mon"], window: "12:00-13:00", name: "Lunch" },
          { date: "2026-03-02", window: "13:00-14:00", name: "Stocktaking" },
        ],
      },
      expected: 15 * 60,
    },
    { name: "counts whole days", parts: { weekly: everyDay(["00:00-24:00"]) }, expected: 10_080 },
  ])("$name", ({ parts, expected }) => {
    expect(weeklyMinutes(calendarWith(parts))).toBe(expected);
  });

  it("counts every minute of a calendar that is always open", () => {
    expect(weeklyMinutes(always)).toBe(10_080);
  });
});

describe("stalePartsOf", () => {
  const dated = calendarWith({
    weekly: officeWeek,
    breaks: [
      { weekdays: ["mon"], window: "12:00-13:00", name: "Lunch" },
      { date: "2026-03-02", window: "13:00-14:00", name: "Stocktaking" },
    ],
    holidays: [
      { date: "2026-03-05", name: "Late" },
      { date: "2026-03-03", name: "Early" },
      { yearly: "12-25", name: "Christmas" },
    ],
    makeUpDays: [{ ...makeUp, date: "2026-03-06" }],
    dates: [{ ...short, date: "2026-03-08" }],
  });

  it.each<{ name: string; today: string; messages: string[] }>([
    { name: "nothing before the first list ends", today: "2026-03-02", messages: [] },
    {
      name: "breaks that have gone by",
      today: "2026-03-03",
      messages: ["breaks have no date after 2026-03-02: expected one from 2026-03-03 on"],
    },
    {
      name: "every list that has gone by, by its last date",
      today: "2027-01-01",
      messages: [
        "breaks have no date after 2026-03-02: expected one from 2027-01-01 on",
        "holidays have no date after 2026-03-05: expected one from 2027-01-01 on",
        "makeUpDays have no date after 2026-03-06: expected one from 2027-01-01 on",
        "dates have no date after 2026-03-08: expected one from 2027-01-01 on",
      ],
    },
  ])("finds $name", ({ today, messages }) => {
    expect(stalePartsOf(dated, today).map(({ message }) => message)).toEqual(messages);
  });

  it("finds nothing in lists without dates", () => {
    const undated = calendarWith({ holidays: [{ yearly: "12-25", name: "Christmas" }] });
    expect(stalePartsOf(undated, "2999-01-01")).toEqual([]);
  });
});
