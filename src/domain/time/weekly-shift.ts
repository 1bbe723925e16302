import { type TimeWindow, wallWindowOf } from "./time-window.ts";
import { addDays, dateAt, daysOf, type Weekday, wallClockOf } from "./zone.ts";

/** A window that comes back on some days of the week; over midnight it belongs to the day it starts on. */
export type WeeklyShift = {
  readonly days: readonly Weekday[];
  readonly window: TimeWindow;
};

/** Whether `at` lies in the shift, by the wall clock of the zone; the end is exclusive. */
export function isInShift(shift: WeeklyShift, zone: string, at: number): boolean {
  const { fromMinute, toMinute } = wallWindowOf(shift.window);
  const today = dateAt(zone, at);
  const days = daysOf(zone, addDays(today, -1), addDays(today, 2));
  return days.some((day, index) => {
    const dayAfter = days[index + 1];
    if (dayAfter === undefined || !shift.days.includes(day.weekday)) return false;
    const instantOf = wallClockOf(zone, day, dayAfter);
    return instantOf(fromMinute) <= at && at < instantOf(toMinute);
  });
}
