import { invariant } from "../invariant.ts";
import type { BusinessTime } from "../time/business-time.ts";
import { dateOfDay, dayNumberOf } from "../time/day-number.ts";
import { type DayGrid, firstDay, LONGEST_SEARCH_DAYS, lastDay } from "./day-grid.ts";

/** The day of one visit, and the first instant of it that suits. */
export type VisitDay = { readonly dueDate: string; readonly dueAt: number };

/**
 * Days on which one owner may meet one customer, outside of the plan of a night: after an outcome, or as
 * a person chose. The owner's hours and absences bind; what the customer prefers comes first, but a day
 * that only the customer would not have chosen is better than none.
 */
export type VisitDays = {
  /** The day that a person chose; null when the owner does not work on it. */
  on(date: string): VisitDay | null;
  /** Whether nothing but the owner's absence closes that day. */
  isAbsence(date: string): boolean;
  /** The first day of a span, both ends within it; null when there is none. */
  first(fromDate: string, toDate: string): VisitDay | null;
  last(fromDate: string, toDate: string): VisitDay | null;
  /** The first from that day on, however late. */
  next(fromDate: string): VisitDay;
};

export function visitDays(
  gridOf: (ownerId: string | null, wish: string | undefined) => DayGrid,
  who: { readonly ownerId: string | null; readonly wish: string | undefined },
  time: BusinessTime,
): VisitDays {
  const wished = gridOf(who.ownerId, who.wish);
  const owned = gridOf(who.ownerId, undefined);
  const openAt = (day: number) => wished.openAt(day) ?? owned.openAt(day);
  const on = (date: string): VisitDay | null => {
    const dueAt = openAt(dayNumberOf(date));
    return dueAt === null ? null : { dueDate: date, dueAt };
  };
  const found = (search: typeof firstDay, from: string, to: string): VisitDay | null => {
    const [first, last] = [dayNumberOf(from), dayNumberOf(to)];
    const day =
      search(first, last, (one) => wished.openAt(one) !== null) ??
      search(first, last, (one) => owned.openAt(one) !== null);
    return day === null ? null : on(dateOfDay(day));
  };
  const first = (from: string, to: string) => found(firstDay, from, to);
  return {
    on,
    isAbsence: (date) => owned.isAbsence(dayNumberOf(date)),
    first,
    last: (from, to) => found(lastDay, from, to),
    next: (from) =>
      first(from, dateOfDay(dayNumberOf(from) + LONGEST_SEARCH_DAYS)) ?? workingDay(from, time),
  };
}

/** Of whoever is away for years: the plan of the night finds somebody else. */
function workingDay(from: string, time: BusinessTime): VisitDay {
  const dueDate = time.nextWorkingDate(from);
  const dueAt = time.openingOf(dueDate);
  invariant(dueAt !== null, "a working day opens");
  return { dueDate, dueAt };
}
