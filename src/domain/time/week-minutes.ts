import { type Calendar, weekOf } from "./calendar.ts";
import { type WallWindow, wallWindowOf } from "./time-window.ts";
import type { WeeklyShift } from "./weekly-shift.ts";
import { WEEKDAYS, type Weekday } from "./zone.ts";

/** One ordinary week, minute by minute from Monday's midnight, without holidays and clock changes. */

const HOUR_MINUTES = 60;
export const DAY_MINUTES = 24 * HOUR_MINUTES;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** 1 where a calendar is open: its windows less the breaks of its weekdays. */
export function openMinutesOf(calendar: Calendar): Uint8Array {
  const week = weekOf(calendar);
  const minutes = new Uint8Array(WEEK_MINUTES);
  for (const weekday of WEEKDAYS) {
    for (const window of week[weekday]) {
      mark(minutes, { ...wallWindowOf(window), start: startOf(weekday), value: 1 });
    }
  }
  for (const { weekdays = [], window } of calendar.breaks) {
    for (const weekday of weekdays) {
      mark(minutes, { ...wallWindowOf(window), start: startOf(weekday), value: 0 });
    }
  }
  return minutes;
}

/** 1 where a shift is. */
export function shiftMinutesOf({ days, window }: WeeklyShift): Uint8Array {
  const minutes = new Uint8Array(WEEK_MINUTES);
  for (const day of days) {
    mark(minutes, { ...wallWindowOf(window), start: startOf(day), value: 1 });
  }
  return minutes;
}

/** `mon 09:30`. */
export function nameOfMinute(minute: number): string {
  const ofDay = minute % DAY_MINUTES;
  const digits = (value: number) => String(value).padStart(2, "0");
  const time = `${digits(Math.trunc(ofDay / HOUR_MINUTES))}:${digits(ofDay % HOUR_MINUTES)}`;
  return `${WEEKDAYS[Math.trunc(minute / DAY_MINUTES)]} ${time}`;
}

export function startOf(weekday: Weekday): number {
  return WEEKDAYS.indexOf(weekday) * DAY_MINUTES;
}

/** Sets a window's minutes, going round at the end. */
export function mark(
  minutes: Uint8Array,
  window: WallWindow & { readonly start: number; readonly value: number },
): void {
  for (let minute = window.fromMinute; minute < window.toMinute; minute += 1) {
    minutes[(window.start + minute) % minutes.length] = window.value;
  }
}

export function sumOf(minutes: Uint8Array): number {
  return minutes.reduce((sum, value) => sum + value, 0);
}
