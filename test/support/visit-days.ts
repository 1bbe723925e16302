import type { Capacity } from "../../src/domain/governance/visit-rules.ts";
import { type BusinessTime, compileCalendar } from "../../src/domain/time/business-time.ts";
import { createGrids } from "../../src/domain/visits/day-grid.ts";
import { type VisitDays, visitDays } from "../../src/domain/visits/visit-days.ts";
import { calendarOf, officeWeek } from "./calendars.ts";

/** Office hours of a zone and whoever "31" is, with the absences told. */
export function visitDaysIn(
  zone: string,
  {
    holidays = [],
    absences = [],
  }: {
    readonly holidays?: string[];
    readonly absences?: Capacity["byOwner"][number]["absences"];
  } = {},
): {
  readonly calendar: BusinessTime;
  days(ownerId: string | null, wish: string | undefined): VisitDays;
} {
  const calendar = compileCalendar(calendarOf(zone, officeWeek, holidays));
  const byOwner = [{ ownerId: "31", absences }];
  const gridOf = createGrids({
    visits: { calendarId: "office", capacity: { perDay: 8, perWeek: 40, byOwner } },
    zoneOf: () => zone,
    calendars: () => calendar,
  });
  return {
    calendar,
    days: (ownerId, wish) => visitDays(gridOf, { ownerId, wish }, calendar),
  };
}
