import type { Person } from "./outcome.ts";
import { shifted, type Visit } from "./visit.ts";
import type { VisitDays } from "./visit-days.ts";

export type Lift = {
  readonly by: Person;
  readonly reason: string;
  readonly today: string;
  readonly now: number;
};

/**
 * A person says that a visit that is held up is made all the same: it goes to the day that suits best,
 * and the reason stays with it. Good for one try, and for what held it up then.
 */
export function liftSuppression(visit: Visit, lift: Lift, days: VisitDays): Visit {
  const { by, reason, today, now } = lift;
  const { earliestDate, wantedDate, latestDate, dueDate: fromDate } = visit;
  const fromWanted = laterOf(wantedDate, today);
  const { dueDate: toDate, dueAt } =
    days.first(fromWanted, latestDate) ??
    days.last(laterOf(earliestDate, today), latestDate) ??
    days.next(fromWanted);
  const shift = { cause: "override", fromDate, toDate, at: now, by, note: reason } as const;
  return { ...shifted(visit, shift), dueAt, suppressed: null };
}

function laterOf(one: string, other: string): string {
  return one > other ? one : other;
}
