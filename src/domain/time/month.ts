import { invariant } from "../invariant.ts";
import type { BusinessTime, Interval } from "./business-time.ts";
import type { Calendar } from "./calendar.ts";
import type { Span } from "./span.ts";
import { addDays, daysOf, type ZoneDay } from "./zone.ts";

/**
 * What a calendar makes of one day: its ordinary hours, hours of a make-up working day or of a date of
 * its own, closed by a holiday, partly closed by one, or closed as on every such weekday.
 */
export type DayKind = "open" | "make_up" | "special" | "holiday" | "part_holiday" | "closed";

/** One day as people look at it. */
export type CalendarDay = ZoneDay & {
  readonly kind: DayKind;
  /** Open hours in their order. */
  readonly windows: readonly Span[];
  /** What made it so: holidays, breaks, the make-up day or date. */
  readonly names: readonly string[];
};

/** All days of a month such as `2026-06`, in the calendar's zone. */
export function daysOfMonth(
  calendar: Calendar,
  time: BusinessTime,
  month: string,
): readonly CalendarDay[] {
  const first = `${month}-01`;
  // No month is longer, and the first of the next one is among them.
  const untilDate = `${addDays(first, 31).slice(0, 7)}-01`;
  return daysOf(calendar.zone, first, untilDate).map((day) => dayOf(calendar, time, day));
}

/** One day with all that it is made of, in order. */
export function explainDay(
  calendar: Calendar,
  time: BusinessTime,
  date: string,
): CalendarDay & { readonly intervals: readonly Interval[] } {
  const [day] = daysOf(calendar.zone, date, addDays(date, 1));
  invariant(day !== undefined, "a span of one date has one day");
  return {
    ...dayOf(calendar, time, day),
    intervals: time.explain(day.from, day.to),
  };
}

function dayOf(calendar: Calendar, time: BusinessTime, day: ZoneDay): CalendarDay {
  const intervals = time.explain(day.from, day.to);
  const windows = intervals.filter(({ kind }) => kind === "open");
  const special = calendar.dates.find(({ date }) => date === day.date);
  const names = [...intervals.map(({ name }) => name), special?.name ?? null];
  return {
    ...day,
    kind: kindOf(calendar, day, intervals),
    windows: windows.map(({ from, to }) => ({ from, to })),
    names: [...new Set(names.filter((name) => name !== null))],
  };
}

function kindOf(calendar: Calendar, { date }: ZoneDay, intervals: readonly Interval[]): DayKind {
  const isOpen = intervals.some(({ kind }) => kind === "open");
  const hasHoliday = intervals.some(({ kind }) => kind === "holiday");
  if (hasHoliday) return isOpen ? "part_holiday" : "holiday";
  if (calendar.dates.some((special) => special.date === date)) return "special";
  if (!isOpen) return "closed";
  return calendar.makeUpDays.some((makeUp) => makeUp.date === date) ? "make_up" : "open";
}
