import { Temporal } from "temporal-polyfill";
import { invariant } from "../invariant.ts";

/** Dates and instants of one IANA zone. Dates are `"YYYY-MM-DD"`, so they compare as text. */

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;

/** In the order of ISO 8601. */
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;
export type Weekday = (typeof WEEKDAYS)[number];

export function isZone(zone: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone);
    return true;
  } catch {
    return false;
  }
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** Negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;
}

/** 0 is the first of January. */
export function dayOfYear(date: string): number {
  return Temporal.PlainDate.from(date).dayOfYear - 1;
}

/** 0 is a Monday. */
export function dayOfWeek(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek - 1;
}

export function dateAt(zone: string, at: number): string {
  return Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .toString();
}

/** What the wall clocks of a zone show, to the hour. */
export function weekHourAt(
  zone: string,
  at: number,
): { readonly weekday: Weekday; readonly hour: number } {
  const { dayOfWeek, hour } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
  const weekday = WEEKDAYS[dayOfWeek - 1];
  invariant(weekday !== undefined, "a week has seven days");
  return { weekday, hour };
}

/**
 * The instant of a wall time, `minute` counted from midnight. A wall time that the zone skips moves
 * forward by the gap; of a doubled one the first counts.
 */
export function instantOf(zone: string, date: string, minute: number): number {
  const plainTime = { hour: Math.trunc(minute / 60), minute: minute % 60 };
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: zone, plainTime })
    .epochMilliseconds;
}

export function midnightOf(zone: string, date: string): number {
  return instantOf(zone, date, 0);
}

/** A day of a zone from its first instant to the first of the next day; both are equal if the zone skips it. */
export type ZoneDay = {
  readonly date: string;
  readonly weekday: Weekday;
  readonly from: number;
  readonly to: number;
};

/** The days from `fromDate` up to, not including, `untilDate`. */
export function daysOf(zone: string, fromDate: string, untilDate: string): ZoneDay[] {
  const days: ZoneDay[] = [];
  const changeAfter = createChanges(zone);
  const dayMs = DAY_MINUTES * MINUTE_MS;
  let date = fromDate;
  let ofWeek = dayOfWeek(fromDate);
  let from = midnightOf(zone, fromDate);
  while (date < untilDate) {
    const nextDate = dateAfter(date);
    // Where the zone's clock goes evenly the day before and this day, midnight needs no search.
    const isEven = changeAfter(from - dayMs) > from + dayMs;
    const to = isEven ? from + dayMs : midnightOf(zone, nextDate);
    const weekday = WEEKDAYS[ofWeek];
    invariant(weekday !== undefined, "a week has seven days");
    days.push({ date, weekday, from, to });
    date = nextDate;
    ofWeek = (ofWeek + 1) % WEEKDAYS.length;
    from = to;
  }
  return days;
}

/** Up to the 28th, which every month has, without asking how long the month is. */
function dateAfter(date: string): string {
  const day = Number(date.slice(8));
  return day < 28 ? `${date.slice(0, 8)}${String(day + 1).padStart(2, "0")}` : addDays(date, 1);
}

/** The first change of a zone's clock after an instant, Infinity when none is known; asked in order. */
function createChanges(zone: string): (at: number) => number {
  let changesAt = Number.NEGATIVE_INFINITY;
  return (at) => {
    if (changesAt <= at) {
      const next = Temporal.Instant.fromEpochMilliseconds(at)
        .toZonedDateTimeISO(zone)
        .getTimeZoneTransition("next");
      changesAt = next?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
    }
    return changesAt;
  };
}

/** Turns minutes of a day's wall clock, up to the end of the day after, into instants. */
export function wallClockOf(
  zone: string,
  day: ZoneDay,
  dayAfter: ZoneDay,
): (minute: number) => number {
  const today = clockOfDay(zone, day);
  const tomorrow = clockOfDay(zone, dayAfter);
  return (minute) => (minute < DAY_MINUTES ? today(minute) : tomorrow(minute - DAY_MINUTES));
}

function clockOfDay(zone: string, day: ZoneDay): (minute: number) => number {
  // No zone has changed twice within a day, so a day of 24 hours ran without a change.
  if (day.to - day.from === DAY_MINUTES * MINUTE_MS)
    return (minute) => day.from + minute * MINUTE_MS;
  return (minute) => instantOf(zone, day.date, minute);
}
