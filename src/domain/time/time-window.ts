import { z } from "zod";

const FORMAT = /^(?:[01]\d|2[0-3]):[0-5]\d-(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 24 * HOUR_MINUTES;

/**
 * `"09:00-12:30"` of the wall clock; the end is exclusive. One that ends before it starts,
 * `"22:00-06:00"`, runs over midnight and belongs to the day on which it starts.
 */
export const TimeWindow = z
  .string()
  .regex(FORMAT, {
    error: 'expected a window such as "09:00-12:30" or "22:00-06:00", 00:00 to 24:00',
    abort: true,
  })
  .refine(
    (text) => startOf(text) !== endOf(text),
    'expected a window of some length; the whole day is "00:00-24:00"',
  );
export type TimeWindow = z.infer<typeof TimeWindow>;

/** Minutes since the midnight at which the window's day begins; more than 1440 on the next day. */
export type WallWindow = { readonly fromMinute: number; readonly toMinute: number };

export const WHOLE_DAY: WallWindow = { fromMinute: 0, toMinute: DAY_MINUTES };

export function wallWindowOf(window: TimeWindow): WallWindow {
  const fromMinute = minuteOf(startOf(window));
  const toMinute = minuteOf(endOf(window));
  return { fromMinute, toMinute: toMinute < fromMinute ? toMinute + DAY_MINUTES : toMinute };
}

function startOf(window: string): string {
  return window.slice(0, 5);
}

function endOf(window: string): string {
  return window.slice(6);
}

function minuteOf(wallTime: string): number {
  return Number(wallTime.slice(0, 2)) * HOUR_MINUTES + Number(wallTime.slice(3));
}
