import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { at, calendarOf, everyDay, weekdays } from "../../support/calendars.ts";

const berlin = (wall: string) => at(wall, "+01:00");

// 2 January 2026 is a Friday; 6 January is a holiday.
const office = compileCalendar(calendarOf("Europe/Berlin", undefined, ["2026-01-06"]));
const always = compileCalendar(calendarOf("Europe/Berlin", everyDay(["00:00-24:00"])));

describe("openings", () => {
  it.each<{ name: string; instant: number; isOpen: boolean; nextOpen: number }>([
    {
      name: "is closed one millisecond before opening",
      instant: berlin("2026-01-02 09:00") - 1,
      isOpen: false,
      nextOpen: berlin("2026-01-02 09:00"),
    },
    {
      name: "is open at the opening instant",
      instant: berlin("2026-01-02 09:00"),
      isOpen: true,
      nextOpen: berlin("2026-01-02 09:00"),
    },
    {
      name: "is open one millisecond before closing",
      instant: berlin("2026-01-02 12:00") - 1,
      isOpen: true,
      nextOpen: berlin("2026-01-02 12:00") - 1,
    },
    {
      name: "is closed at the closing instant",
      instant: berlin("2026-01-02 12:00"),
      isOpen: false,
      nextOpen: berlin("2026-01-02 13:00"),
    },
    {
      name: "opens after a weekend and a holiday",
      instant: berlin("2026-01-05 18:00"),
      isOpen: false,
      nextOpen: berlin("2026-01-07 09:00"),
    },
  ])("$name", ({ instant, isOpen, nextOpen }) => {
    expect(office.isOpen(instant)).toBe(isOpen);
    expect(office.nextOpen(instant)).toBe(nextOpen);
  });

  it("looks for an opening in the next year", () => {
    const fridays = compileCalendar(calendarOf("Europe/Berlin", { fri: ["09:00-10:00"] }));
    expect(fridays.nextOpen(berlin("2025-12-27 00:00"))).toBe(berlin("2026-01-02 09:00"));
    expect(fridays.isOpen(berlin("2025-12-31 23:00"))).toBe(false);
  });

  it("joins windows that touch", () => {
    const joined = compileCalendar(
      calendarOf("Europe/Berlin", { fri: ["12:00-15:00", "09:00-12:00"] }),
    );
    expect(joined.nextOpen(berlin("2026-01-01 00:00"))).toBe(berlin("2026-01-02 09:00"));
    expect(joined.nextClose(berlin("2026-01-02 09:00"))).toBe(berlin("2026-01-02 15:00"));
  });
});

describe("dates", () => {
  it("tells the day in the calendar's zone", () => {
    const taipei = compileCalendar(calendarOf("Asia/Taipei"));
    expect(taipei.dateOf(Date.parse("2026-03-27T15:59:59.999Z"))).toBe("2026-03-27");
    expect(taipei.dateOf(Date.parse("2026-03-27T16:00:00.000Z"))).toBe("2026-03-28");
  });

  it.each<{ name: string; date: string; isWorking: boolean; next: string }>([
    { name: "a Friday", date: "2026-01-02", isWorking: true, next: "2026-01-02" },
    { name: "a Saturday", date: "2026-01-03", isWorking: false, next: "2026-01-05" },
    { name: "a holiday", date: "2026-01-06", isWorking: false, next: "2026-01-07" },
  ])("finds the working day from $name", ({ date, isWorking, next }) => {
    expect(office.isWorkingDate(date)).toBe(isWorking);
    expect(office.nextWorkingDate(date)).toBe(next);
  });

  it("adds days over the end of February", () => {
    expect(office.addDays("2028-02-28", 2)).toBe("2028-03-01");
    expect(office.addDays("2026-03-01", -1)).toBe("2026-02-28");
  });

  it("tells the first open instant of a day", () => {
    expect(office.openingOf("2026-01-02")).toBe(berlin("2026-01-02 09:00"));
    expect(office.openingOf("2026-01-03")).toBeNull();
    expect(always.openingOf("2026-01-03")).toBe(berlin("2026-01-03 00:00"));
  });

  it("knows no opening outside the years 1970 to 2199", () => {
    expect(always.openingOf("1969-12-31")).toBeNull();
    expect(always.openingOf("1970-01-01")).toBe(berlin("1970-01-01 00:00"));
    expect(always.openingOf("2199-12-31")).toBe(berlin("2199-12-31 00:00"));
    expect(always.openingOf("2200-01-01")).toBeNull();
  });

  it("finds no working day in a day that its zone skips", () => {
    const apia = compileCalendar(calendarOf("Pacific/Apia", weekdays(["09:00-17:00"])));
    expect(apia.isWorkingDate("2011-12-30")).toBe(false);
    expect(apia.nextWorkingDate("2011-12-30")).toBe("2012-01-02");
  });
});
