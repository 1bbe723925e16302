import { capAllows } from "./contact-cap.ts";
import { type DayGrid, firstDay, LONGEST_SEARCH_DAYS, lastDay } from "./day-grid.ts";
import type { PlanRules } from "./plan-rules.ts";

/** A window as day numbers. */
export type Window = {
  readonly earliest: number;
  readonly wanted: number;
  readonly latest: number;
};

/**
 * The day nearest to the wanted one: from it on within the window, else before it, else the first one
 * after the window. Null when there is none within `LONGEST_SEARCH_DAYS`.
 */
export function nearestDay(
  { earliest, wanted, latest }: Window,
  today: number,
  isFit: (day: number) => boolean,
): number | null {
  return (
    nearestDayWithin({ earliest, wanted, latest }, today, isFit) ??
    firstDay(Math.max(latest + 1, today), Math.max(latest, today) + LONGEST_SEARCH_DAYS, isFit)
  );
}

/** The same within the window alone. */
export function nearestDayWithin(
  { earliest, wanted, latest }: Window,
  today: number,
  isFit: (day: number) => boolean,
): number | null {
  return (
    firstDay(Math.max(wanted, today), latest, isFit) ??
    lastDay(Math.max(earliest, today), Math.min(wanted - 1, latest), isFit)
  );
}

/** What closes days to a visit beside its window. */
export type DayLimits = {
  readonly grid: DayGrid;
  readonly rules: Pick<PlanRules, "visits" | "today">;
  /** Days of the customer's other contacts. */
  readonly contactDays: readonly number[];
  /** Not before this: the visit waits for something. */
  readonly notBefore: number;
  readonly isCapLifted: boolean;
};

export function isFitDay(limits: DayLimits, day: number): boolean {
  const { grid, rules, contactDays, notBefore, isCapLifted } = limits;
  if (day < notBefore || grid.openAt(day) === null) return false;
  return isCapLifted || capAllows(rules.visits.contactCap, day, contactDays);
}
