import type { BusinessTime } from "../time/business-time.ts";
import { WEEKDAYS, weekHourAt } from "../time/zone.ts";

/** Weeks without a working day, e.g. a long closing, are told with the next one. */
const MAX_WEEKS = 8;
const WEEK_MS = 7 * 86_400_000;

/**
 * What customers suggested is told once a week, on its first working day: from the opening of the first
 * working day of the week before until its own, so that each suggestion is in exactly one digest. Null on
 * all other days.
 */
export function suggestionSpan(
  time: BusinessTime,
  zone: string,
  date: string,
): { readonly fromAt: number; readonly untilAt: number } | null {
  const untilAt = time.openingOf(date);
  if (untilAt === null) return null;
  const mondayDate = time.addDays(date, -WEEKDAYS.indexOf(weekHourAt(zone, untilAt).weekday));
  if (firstOpening(time, mondayDate) !== untilAt) return null;
  for (let weeks = 1; weeks < MAX_WEEKS; weeks += 1) {
    const fromAt = firstOpening(time, time.addDays(mondayDate, -7 * weeks));
    if (fromAt !== null) return { fromAt, untilAt };
  }
  return { fromAt: untilAt - MAX_WEEKS * WEEK_MS, untilAt };
}

/** When the first working day of the week opens; null when there is none. */
function firstOpening(time: BusinessTime, mondayDate: string): number | null {
  for (let days = 0; days < 7; days += 1) {
    const openingAt = time.openingOf(time.addDays(mondayDate, days));
    if (openingAt !== null) return openingAt;
  }
  return null;
}
