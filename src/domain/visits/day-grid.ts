import type { Capacity, VisitPlan } from "../governance/visit-rules.ts";
import { invariant } from "../invariant.ts";
import type { BusinessTime } from "../time/business-time.ts";
import { dateOfDay, dayNumberOf, weekdayOfDay } from "../time/day-number.ts";
import { WHOLE_DAY } from "../time/time-window.ts";
import { instantOf } from "../time/zone.ts";
import { type PreferredWindow, readPreferredWindow } from "./preferred-window.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** When an owner may meet a customer: their calendar, less absences, within the customer's wish. */
export type DayGrid = {
  /** The first instant of that day at which it may be; null when it may not. */
  openAt(day: number): number | null;
  /** Whether only an absence closes the day. */
  isAbsence(day: number): boolean;
};

export type GridRules = {
  readonly visits: Pick<VisitPlan, "calendarId" | "capacity">;
  readonly zoneOf: (calendarId: string) => string;
  readonly calendars: (calendarId: string) => BusinessTime;
};

/** Of one turn: what was found out about a day is kept for all customers with the same wish. */
export function createGrids(
  rules: GridRules,
): (ownerId: string | null, wish: string | undefined) => DayGrid {
  const openings = createOpenings(rules);
  const hours = new Map<string, (day: number) => number | null>();
  const grids = new Map<string, DayGrid>();
  const byOwner = new Map(rules.visits.capacity.byOwner.map((owner) => [owner.ownerId, owner]));
  const hoursOf = (calendarId: string, wish: string) => {
    const key = `${calendarId} ${wish}`;
    const known = hours.get(key);
    if (known !== undefined) return known;
    const made = remembered(openInstants(openings(calendarId), readPreferredWindow(wish)));
    hours.set(key, made);
    return made;
  };
  return (ownerId, wish = "") => {
    const owner = byOwner.get(ownerId ?? "");
    const key = `${owner?.ownerId ?? ""} ${wish}`;
    const known = grids.get(key);
    if (known !== undefined) return known;
    const open = hoursOf(owner?.calendarId ?? rules.visits.calendarId, wish);
    const isAbsent = absenceOf(owner?.absences ?? []);
    const grid: DayGrid = {
      openAt: (day) => (isAbsent(day) ? null : open(day)),
      isAbsence: (day) => isAbsent(day) && open(day) !== null,
    };
    grids.set(key, grid);
    return grid;
  };
}

function absenceOf(absences: Capacity["byOwner"][number]["absences"]): (day: number) => boolean {
  const spans = absences.map(({ fromDate, toDate }) => ({
    from: dayNumberOf(fromDate),
    to: dayNumberOf(toDate),
  }));
  return (day) => spans.some(({ from, to }) => from <= day && day <= to);
}

/** The days of one calendar, which all wishes share. */
type Openings = {
  readonly openingOf: (day: number) => number | null;
  readonly nextOpen: (at: number) => number;
  /** The instant of a wall time of that day; 1440 is the end of it. */
  readonly instantOf: (day: number, minute: number) => number;
};

function createOpenings({ zoneOf, calendars }: GridRules): (calendarId: string) => Openings {
  const known = new Map<string, Openings>();
  return (calendarId) => {
    const found = known.get(calendarId);
    if (found !== undefined) return found;
    const { openingOf, nextOpen } = calendars(calendarId);
    const zone = zoneOf(calendarId);
    const midnight = remembered((day) => instantOf(zone, dateOfDay(day), 0));
    const made: Openings = {
      openingOf: remembered((day) => openingOf(dateOfDay(day))),
      nextOpen,
      instantOf: (day, minute) => {
        const from = midnight(day);
        const to = midnight(day + 1);
        if (minute === WHOLE_DAY.toMinute) return to;
        // No zone has changed twice within a day, so a day of 24 hours ran without a change.
        const isEven = to - from === DAY_MS;
        return isEven ? from + minute * MINUTE_MS : instantOf(zone, dateOfDay(day), minute);
      },
    };
    known.set(calendarId, made);
    return made;
  };
}

function openInstants(
  openings: Openings,
  { weekdays, window }: PreferredWindow,
): (day: number) => number | null {
  return (day) => {
    if (weekdays !== null && !weekdays.has(weekdayOfDay(day))) return null;
    const opening = openings.openingOf(day);
    if (opening === null || window === WHOLE_DAY) return opening;
    const at = openings.nextOpen(openings.instantOf(day, window.fromMinute));
    return at < openings.instantOf(day, window.toMinute) ? at : null;
  };
}

function remembered<V extends number | null>(of: (day: number) => V): (day: number) => V {
  const known = new Map<number, V>();
  return (day) => {
    const found = known.get(day);
    if (found !== undefined) return found;
    const made = of(day);
    known.set(day, made);
    return made;
  };
}

/** A search for a day gives up after so many days: no calendar is closed for longer. */
export const LONGEST_SEARCH_DAYS = 800;

export function firstDay(from: number, to: number, isFit: (day: number) => boolean): number | null {
  for (let day = from; day <= to; day += 1) if (isFit(day)) return day;
  return null;
}

export function lastDay(from: number, to: number, isFit: (day: number) => boolean): number | null {
  for (let day = to; day >= from; day -= 1) if (isFit(day)) return day;
  return null;
}

export function openInstantOf(grid: DayGrid, day: number): number {
  const at = grid.openAt(day);
  invariant(at !== null, "a visit falls on a day on which it may be");
  return at;
}
