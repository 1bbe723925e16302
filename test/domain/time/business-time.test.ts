import { describe, expect, it } from "vitest";
import { compileCalendar, createCalendars } from "../../../src/domain/time/business-time.ts";
import { at, calendarOf, calendarWith, everyDay } from "../../support/calendars.ts";

const hour = 3_600_000;
const minute = 60_000;
const berlin = (wall: string) => at(wall, "+01:00");

// 2 January 2026 is a Friday; 6 January is a holiday.
const office = compileCalendar(calendarOf("Europe/Berlin", undefined, ["2026-01-06"]));
const always = compileCalendar(calendarOf("Europe/Berlin", everyDay(["00:00-24:00"])));

describe("add", () => {
  it.each<{ name: string; from: number; ms: number; expected: number }>([
    {
      name: "counts within a window",
      from: berlin("2026-01-02 09:10"),
      ms: 20 * minute,
      expected: berlin("2026-01-02 09:30"),
    },
    {
      name: "ends at the closing instant, not at the next opening",
      from: berlin("2026-01-02 11:30"),
      ms: 30 * minute,
      expected: berlin("2026-01-02 12:00"),
    },
    {
      name: "goes over the break with the first millisecond more",
      from: berlin("2026-01-02 11:30"),
      ms: 30 * minute + 1,
      expected: berlin("2026-01-02 13:00") + 1,
    },
    {
      name: "ends one millisecond before closing with one millisecond less",
      from: berlin("2026-01-02 11:30"),
      ms: 30 * minute - 1,
      expected: berlin("2026-01-02 12:00") - 1,
    },
    {
      name: "starts from the next opening when asked at the closing instant",
      from: berlin("2026-01-02 12:00"),
      ms: 1,
      expected: berlin("2026-01-02 13:00") + 1,
    },
    {
      name: "leaves an open instant alone with amount 0",
      from: berlin("2026-01-02 09:10"),
      ms: 0,
      expected: berlin("2026-01-02 09:10"),
    },
    {
      name: "leaves a closed instant alone with amount 0",
      from: berlin("2026-01-03 09:10"),
      ms: 0,
      expected: berlin("2026-01-03 09:10"),
    },
    {
      name: "goes over the weekend and a holiday",
      from: berlin("2026-01-05 17:30"),
      ms: hour,
      expected: berlin("2026-01-07 09:30"),
    },
    {
      name: "ends at the last closing of a year, not at the first opening of the next",
      from: berlin("2025-12-31 17:00"),
      ms: hour,
      expected: berlin("2025-12-31 18:00"),
    },
    {
      name: "goes over the end of a year",
      from: berlin("2025-12-31 17:00"),
      ms: 2 * hour,
      expected: berlin("2026-01-01 10:00"),
    },
    {
      name: "counts ten years",
      from: berlin("2026-01-01 00:00"),
      ms: 3652 * 24 * hour,
      expected: berlin("2036-01-01 00:00"),
    },
  ])("$name", ({ name, from, ms, expected }) => {
    const time = name.startsWith("counts ten") ? always : office;
    expect(time.add(from, ms)).toBe(expected);
  });

  it("takes no negative amount", () => {
    expect(() => office.add(0, -1)).toThrow("not negative");
    expect(() => office.add(0, Number.NaN)).toThrow("not negative");
  });
});

describe("subtract", () => {
  it.each<{ name: string; from: number; ms: number; expected: number }>([
    {
      name: "counts within a window",
      from: berlin("2026-01-02 09:30"),
      ms: 20 * minute,
      expected: berlin("2026-01-02 09:10"),
    },
    {
      name: "begins at the opening instant, not at the closing before",
      from: berlin("2026-01-02 13:30"),
      ms: 30 * minute,
      expected: berlin("2026-01-02 13:00"),
    },
    {
      name: "goes over the break with the first millisecond more",
      from: berlin("2026-01-02 13:30"),
      ms: 30 * minute + 1,
      expected: berlin("2026-01-02 12:00") - 1,
    },
    {
      name: "begins one millisecond after opening with one millisecond less",
      from: berlin("2026-01-02 13:30"),
      ms: 30 * minute - 1,
      expected: berlin("2026-01-02 13:00") + 1,
    },
    {
      name: "counts back from the closing before when asked at an opening",
      from: berlin("2026-01-02 13:00"),
      ms: 1,
      expected: berlin("2026-01-02 12:00") - 1,
    },
    {
      name: "leaves a closed instant alone with amount 0",
      from: berlin("2026-01-03 09:10"),
      ms: 0,
      expected: berlin("2026-01-03 09:10"),
    },
    {
      name: "goes over a holiday and the weekend",
      from: berlin("2026-01-07 09:30"),
      ms: 9 * hour,
      expected: berlin("2026-01-02 17:30"),
    },
    {
      name: "begins with the year when all of its open time is taken",
      from: berlin("2026-01-02 18:00"),
      ms: 16 * hour,
      expected: berlin("2026-01-01 09:00"),
    },
    {
      name: "goes over the beginning of a year",
      from: berlin("2026-01-01 10:00"),
      ms: 2 * hour,
      expected: berlin("2025-12-31 17:00"),
    },
  ])("$name", ({ from, ms, expected }) => {
    expect(office.subtract(from, ms)).toBe(expected);
  });

  it("counts ten years back", () => {
    const ten = 3652 * 24 * hour;
    expect(always.subtract(berlin("2036-01-01 00:00"), ten)).toBe(berlin("2026-01-01 00:00"));
  });

  it("takes no negative amount", () => {
    expect(() => office.subtract(0, -1)).toThrow("not negative");
  });
});

describe("between", () => {
  it.each<{ name: string; a: number; b: number; expected: number }>([
    {
      name: "is 0 over a closed day",
      a: berlin("2026-01-03 08:00"),
      b: berlin("2026-01-04 20:00"),
      expected: 0,
    },
    {
      name: "counts a day with a break",
      a: berlin("2026-01-02 00:00"),
      b: berlin("2026-01-03 00:00"),
      expected: 8 * hour,
    },
    {
      name: "counts one millisecond before closing",
      a: berlin("2026-01-02 18:00") - 1,
      b: berlin("2026-01-02 18:00") + 1,
      expected: 1,
    },
    {
      name: "is negative backwards",
      a: berlin("2026-01-02 10:00"),
      b: berlin("2026-01-02 09:00"),
      expected: -hour,
    },
    {
      name: "is negative backwards over the end of a year",
      a: berlin("2026-01-01 10:00"),
      b: berlin("2024-12-31 17:00"),
      // 261 weekdays of eight hours, and an hour in each of the years around them.
      expected: -(261 * 8 + 2) * hour,
    },
    {
      name: "takes years as a whole",
      a: berlin("2020-01-01 00:00"),
      b: berlin("2025-01-01 00:00"),
      expected: 1827 * 24 * hour,
    },
  ])("$name", ({ name, a, b, expected }) => {
    const time = name.startsWith("takes years") ? always : office;
    expect(time.between(a, b)).toBe(expected);
  });

  it("counts what lies outside the years 1970 to 2199 as closed", () => {
    const longAgo = Date.UTC(1950, 0, 1);
    const farOff = Date.UTC(2300, 0, 1);
    expect(always.between(longAgo, berlin("1970-01-02 00:00"))).toBe(24 * hour);
    expect(always.between(berlin("2199-12-31 00:00"), farOff)).toBe(24 * hour);
    expect(always.isOpen(longAgo)).toBe(false);
    expect(always.isOpen(farOff)).toBe(false);
    expect(() => always.nextOpen(farOff)).toThrow("opens within its horizon");
  });
});

it("a calendar that is always open is so in any year", () => {
  const open = compileCalendar(calendarWith({ weekly: undefined, always: true }));
  const [longAgo, farOff] = [Date.UTC(1950, 0, 1), Date.UTC(2300, 0, 1)];
  expect(open.isOpen(longAgo)).toBe(true);
  expect(open.add(farOff, hour)).toBe(farOff + hour);
  expect(open.between(farOff, longAgo)).toBe(longAgo - farOff);
});

describe("createCalendars", () => {
  const calendars = createCalendars([
    { ...calendarOf("Europe/Berlin"), id: "berlin" },
    { ...calendarOf("Asia/Taipei"), id: "taipei" },
  ]);

  it("compiles each calendar once", () => {
    expect(calendars("taipei")).toBe(calendars("taipei"));
    expect(calendars("taipei").dateOf(0)).toBe("1970-01-01");
    expect(calendars("berlin")).not.toBe(calendars("taipei"));
  });

  it("knows only the policy's calendars", () => {
    expect(() => calendars("lima")).toThrow('the policy has a calendar "lima"');
  });
});
