import { describe, expect, it } from "vitest";
import { compileCalendar, type Interval } from "../../../src/domain/time/business-time.ts";
import { at, calendarWith } from "../../support/calendars.ts";

const minute = 60_000;
const hour = 60 * minute;
const berlin = (wall: string) => at(wall, "+01:00");

type Parts = Parameters<typeof calendarWith>[0];

/** The intervals of the days from Friday, 27 February 2026, as `"27 09:00-12:00 open name"`. */
function told(intervals: readonly Interval[]): string[] {
  return intervals.map(({ from, to, kind, name }) => {
    const wall = (instant: number) => new Date(instant + hour).toISOString().slice(8, 16);
    return [`${wall(from)} ${wall(to)}`.replaceAll("T", " "), kind, name ?? ""].join(" ").trim();
  });
}

const friday = "2026-02-27";
const saturday = "2026-02-28";

describe("what goes before what", () => {
  const day = ["09:00-18:00"];
  const night = ["22:00-06:00"];
  const lunch = { window: "12:00-13:00", name: "Lunch" };
  it.each<{ name: string; parts: Parts; expected: string[] }>([
    {
      name: "a week leaves the weekend out",
      parts: { weekly: { fri: day, mon: day } },
      expected: [
        "27 00:00 27 09:00 outside_hours",
        "27 09:00 27 18:00 open",
        "27 18:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "a break closes its window on its weekday and on no other",
      parts: { weekly: { fri: day, sat: day }, breaks: [{ ...lunch, weekdays: ["fri"] }] },
      expected: [
        "27 00:00 27 09:00 outside_hours",
        "27 09:00 27 12:00 open",
        "27 12:00 27 13:00 break Lunch",
        "27 13:00 27 18:00 open",
        "27 18:00 28 09:00 outside_hours",
        "28 09:00 28 18:00 open",
        "28 18:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "a break of a date stands on that date",
      parts: { weekly: { fri: day, sat: day }, breaks: [{ ...lunch, date: saturday }] },
      expected: [
        "27 00:00 27 09:00 outside_hours",
        "27 09:00 27 18:00 open",
        "27 18:00 28 09:00 outside_hours",
        "28 09:00 28 12:00 open",
        "28 12:00 28 13:00 break Lunch",
        "28 13:00 28 18:00 open",
        "28 18:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "a holiday closes its day, but not the break in it",
      parts: {
        weekly: { fri: day },
        breaks: [{ ...lunch, weekdays: ["fri"] }],
        holidays: [{ date: friday, name: "Feast" }],
      },
      expected: [
        "27 00:00 27 12:00 holiday Feast",
        "27 12:00 27 13:00 break Lunch",
        "27 13:00 28 00:00 holiday Feast",
        "28 00:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "a holiday for part of a day leaves the rest of it",
      parts: {
        weekly: { fri: day },
        holidays: [{ date: friday, window: "15:00-24:00", name: "Eve" }],
      },
      expected: [
        "27 00:00 27 09:00 outside_hours",
        "27 09:00 27 15:00 open",
        "27 15:00 28 00:00 holiday Eve",
        "28 00:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "a yearly holiday comes by month and day",
      parts: { weekly: { fri: day, sat: day }, holidays: [{ yearly: "02-28", name: "Feast" }] },
      expected: [
        "27 00:00 27 09:00 outside_hours",
        "27 09:00 27 18:00 open",
        "27 18:00 28 00:00 outside_hours",
        "28 00:00 01 00:00 holiday Feast",
      ],
    },
    {
      name: "of two holidays the first in the list gives the name",
      parts: {
        weekly: { fri: day },
        holidays: [
          { date: friday, window: "00:00-12:00", name: "First" },
          { date: friday, name: "Second" },
        ],
      },
      expected: [
        "27 00:00 27 12:00 holiday First",
        "27 12:00 28 00:00 holiday Second",
        "28 00:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "holidays of one name that touch are told as one",
      parts: {
        weekly: { fri: day },
        holidays: [
          { date: saturday, name: "Festival" },
          { date: friday, name: "Festival" },
        ],
      },
      expected: ["27 00:00 01 00:00 holiday Festival"],
    },
    {
      name: "a holiday stands before a date and a make-up day",
      parts: {
        weekly: { fri: day },
        holidays: [
          { date: friday, name: "Feast" },
          { date: saturday, name: "Feast" },
        ],
        dates: [{ date: friday, windows: ["09:00-12:00"], name: "Short" }],
        makeUpDays: [{ date: saturday, like: "fri", name: "Make-up" }],
      },
      expected: ["27 00:00 01 00:00 holiday Feast"],
    },
    {
      name: "a date stands before a make-up day, and both before the week",
      parts: {
        weekly: { mon: ["08:00-10:00"], fri: day, sat: day },
        dates: [{ date: friday, windows: ["09:00-12:00"], name: "Short" }],
        makeUpDays: [
          { date: friday, like: "mon", name: "Make-up" },
          { date: saturday, like: "mon", name: "Make-up" },
        ],
      },
      expected: [
        "27 00:00 27 09:00 outside_hours",
        "27 09:00 27 12:00 open Short",
        "27 12:00 28 08:00 outside_hours",
        "28 08:00 28 10:00 open Make-up",
        "28 10:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "a date without windows is closed",
      parts: { weekly: { fri: day }, dates: [{ date: friday, windows: [], name: "Inventory" }] },
      expected: ["27 00:00 01 00:00 outside_hours"],
    },
    {
      name: "a window over midnight belongs to the day on which it starts",
      parts: {
        weekly: { thu: night, fri: night, sat: day },
        dates: [{ date: saturday, windows: ["10:00-12:00"], name: "Short" }],
      },
      expected: [
        "27 00:00 27 06:00 open",
        "27 06:00 27 22:00 outside_hours",
        "27 22:00 28 06:00 open",
        "28 06:00 28 10:00 outside_hours",
        "28 10:00 28 12:00 open Short",
        "28 12:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "a holiday closes the part of the night that lies on its day",
      parts: { weekly: { fri: night }, holidays: [{ date: saturday, name: "Feast" }] },
      expected: [
        "27 00:00 27 22:00 outside_hours",
        "27 22:00 28 00:00 open",
        "28 00:00 01 00:00 holiday Feast",
      ],
    },
    {
      name: "a holiday leaves the part of its night that lies on the next day",
      parts: { weekly: { fri: night }, holidays: [{ date: friday, name: "Feast" }] },
      expected: [
        "27 00:00 28 00:00 holiday Feast",
        "28 00:00 28 06:00 open",
        "28 06:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "breaks and parts of holidays run over midnight as well",
      parts: {
        weekly: { fri: night, sat: day },
        breaks: [{ weekdays: ["fri"], window: "23:30-00:30", name: "Meal" }],
        holidays: [{ date: friday, window: "23:00-01:00", name: "New moon" }],
      },
      expected: [
        "27 00:00 27 22:00 outside_hours",
        "27 22:00 27 23:00 open",
        "27 23:00 27 23:30 holiday New moon",
        "27 23:30 28 00:30 break Meal",
        "28 00:30 28 01:00 holiday New moon",
        "28 01:00 28 06:00 open",
        "28 06:00 28 09:00 outside_hours",
        "28 09:00 28 18:00 open",
        "28 18:00 01 00:00 outside_hours",
      ],
    },
    {
      name: "windows that touch or overlap are one",
      parts: { weekly: { fri: ["12:00-15:00", "09:00-12:00", "14:00-18:00", "10:00-11:00"] } },
      expected: [
        "27 00:00 27 09:00 outside_hours",
        "27 09:00 27 18:00 open",
        "27 18:00 01 00:00 outside_hours",
      ],
    },
  ])("$name", ({ parts, expected }) => {
    const time = compileCalendar(calendarWith(parts));
    const intervals = time.explain(berlin("2026-02-27 00:00"), berlin("2026-03-01 00:00"));
    expect(told(intervals)).toEqual(expected);
  });

  it("keeps a leap day to leap years", () => {
    const time = compileCalendar(calendarWith({ holidays: [{ yearly: "02-29", name: "Leap" }] }));
    expect(time.isOpen(berlin("2028-02-29 10:00"))).toBe(false);
    expect(time.isOpen(berlin("2028-02-28 10:00"))).toBe(true);
    expect(time.isOpen(berlin("2028-03-01 10:00"))).toBe(true);
    expect(time.isOpen(berlin("2027-03-01 10:00"))).toBe(true);
  });
});

it("counts hours of different reasons that touch as one window", () => {
  const time = compileCalendar(
    calendarWith({
      weekly: { fri: ["22:00-06:00"], mon: ["09:00-10:00"] },
      dates: [{ date: saturday, windows: ["06:00-12:00"], name: "Extra" }],
    }),
  );
  const [from, to] = [berlin("2026-02-27 22:00"), berlin("2026-02-28 12:00")];
  expect(time.nextClose(from)).toBe(to);
  expect(time.between(from - hour, to + hour)).toBe(to - from);
  expect(time.add(from, to - from)).toBe(to);
  expect(time.subtract(to, to - from)).toBe(from);
  expect(time.explain(from, to).map(({ name }) => name)).toEqual([null, "Extra"]);
});

describe("acceptance", () => {
  it("has a question of 11:50 answered by 13:50 when lunch is from 12:00 to 13:30", () => {
    const time = compileCalendar(
      calendarWith({
        weekly: { fri: ["09:00-18:00"] },
        breaks: [{ weekdays: ["fri"], window: "12:00-13:30", name: "Lunch" }],
      }),
    );
    expect(time.add(berlin("2026-02-27 11:50"), 30 * minute)).toBe(berlin("2026-02-27 13:50"));
  });

  it("counts a make-up Saturday and not the Monday exchanged for it", () => {
    const time = compileCalendar(
      calendarWith({
        holidays: [{ date: "2026-03-02", name: "Bridge day" }],
        makeUpDays: [{ date: saturday, like: "mon", name: "Make-up" }],
      }),
    );
    const [from, to] = [berlin("2026-02-28 00:00"), berlin("2026-03-03 00:00")];
    expect(time.between(from, to)).toBe(8 * hour);
    expect(time.add(berlin("2026-02-27 17:00"), 9 * hour + 1)).toBe(berlin("2026-03-03 09:00") + 1);
  });
});
