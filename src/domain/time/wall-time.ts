import { invariant } from "../invariant.ts";
import type { BusinessTime } from "./business-time.ts";
import { addDays, dateAt, midnightOf } from "./zone.ts";

/** Business time in which every millisecond counts: 24×7, and targets in hours of the wall clock. */
export function wallTime(zone: string): BusinessTime {
  const openingOf = (date: string) => {
    const from = midnightOf(zone, date);
    return from < midnightOf(zone, addDays(date, 1)) ? from : null;
  };
  return {
    add: (from, ms) => from + amountOf(ms),
    subtract: (from, ms) => from - amountOf(ms),
    between: (a, b) => b - a,
    isOpen: () => true,
    nextOpen: (at) => at,
    nextClose: () => null,
    explain: (a, b) => (a < b ? [{ from: a, to: b, kind: "open", name: null }] : []),
    dateOf: (at) => dateAt(zone, at),
    isWorkingDate: (date) => openingOf(date) !== null,
    // No zone has skipped two days in a row.
    nextWorkingDate: (date) => (openingOf(date) === null ? addDays(date, 1) : date),
    addDays,
    openingOf,
  };
}

function amountOf(ms: number): number {
  invariant(ms >= 0, "an amount of business time is not negative");
  return ms;
}
