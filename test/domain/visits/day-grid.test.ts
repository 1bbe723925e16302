import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { dayNumberOf } from "../../../src/domain/time/day-number.ts";
import {
  createGrids,
  firstDay,
  lastDay,
  openInstantOf,
} from "../../../src/domain/visits/day-grid.ts";
import { at, calendarOf, officeWeek } from "../../support/calendars.ts";

const absences = [{ fromDate: "2026-03-24", toDate: "2026-03-25" }];

function gridsIn(zone: string) {
  const week = { ...officeWeek, sun: ["09:00-18:00"] };
  const calendar = compileCalendar(calendarOf(zone, week, []));
  return createGrids({
    visits: {
      calendarId: "office",
      capacity: { perDay: 8, perWeek: 40, byOwner: [{ ownerId: "31", absences }] },
    },
    zoneOf: () => zone,
    calendars: () => calendar,
  });
}

const taipei = gridsIn("Asia/Taipei");
/** A Monday. */
const monday = dayNumberOf("2026-03-23");

describe("the days on which a customer may be met", () => {
  it("open when the calendar does, or when the customer likes", () => {
    const opens = (wish: string | undefined) => taipei("31", wish).openAt(monday);
    expect(opens(undefined)).toBe(at("2026-03-23 09:00", "+08:00"));
    expect(opens("14:30-24:00")).toBe(at("2026-03-23 14:30", "+08:00"));
    expect(opens("tue")).toBeNull();
  });

  it("are none where the hours that the customer likes are closed", () => {
    expect(taipei("31", "05:00-07:00").openAt(monday)).toBeNull();
  });

  it("are none while the owner is away, which is said only of days that would be open", () => {
    const grid = taipei("31", "tue");
    expect(grid.openAt(monday + 1)).toBeNull();
    expect(grid.isAbsence(monday + 1)).toBe(true);
    expect(grid.isAbsence(monday + 2)).toBe(false);
    expect(grid.isAbsence(monday)).toBe(false);
  });

  it("of nobody, and of an owner without rules, follow the calendar and are found once", () => {
    const grid = taipei(null, undefined);
    expect(grid.openAt(monday + 1)).toBe(at("2026-03-24 09:00", "+08:00"));
    expect(taipei("77", undefined)).toBe(grid);
    expect(taipei("31", undefined)).not.toBe(grid);
  });

  it("open by the wall clock on a day on which it changes", () => {
    const sunday = dayNumberOf("2026-03-29");
    const grid = gridsIn("Europe/Berlin")(null, "14:00-17:00");
    expect(grid.openAt(sunday)).toBe(at("2026-03-29 14:00", "+02:00"));
    expect(grid.openAt(sunday - 2)).toBe(at("2026-03-27 14:00", "+01:00"));
  });

  it("are told apart by what fits, from either end", () => {
    const isEven = (day: number) => day % 2 === 0;
    expect([firstDay(3, 9, isEven), lastDay(3, 9, isEven)]).toEqual([4, 8]);
    expect([firstDay(3, 3, isEven), lastDay(3, 3, isEven)]).toEqual([null, null]);
  });

  it("have an instant, and asking for one of a closed day is a bug", () => {
    const grid = taipei("31", undefined);
    expect(openInstantOf(grid, monday)).toBe(at("2026-03-23 09:00", "+08:00"));
    expect(() => openInstantOf(grid, monday + 1)).toThrow("a visit falls on a day");
  });
});
