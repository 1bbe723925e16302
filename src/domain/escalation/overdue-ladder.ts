import type { OverdueLadder, OverdueTarget } from "../governance/overdue-rules.ts";
import type { BusinessTime } from "../time/business-time.ts";
import { daysBetween } from "../time/zone.ts";

/** Something with a day by which it was to be done: a step of a corrective action, a visit. */
export type OverdueItem = {
  readonly dueDate: string;
  /** Levels that were told for this due day. */
  readonly toldLevels: readonly number[];
};

/** One level that has come and was not told yet. */
export type OverdueCall = {
  /** 1 for the first. */
  readonly level: number;
  /** The working day from which on it is to be told. */
  readonly date: string;
  readonly tell: readonly OverdueTarget[];
};

type Days = Pick<BusinessTime, "addDays" | "nextWorkingDate">;

/**
 * The levels to tell today, lowest first. Nothing is told on a day on which nobody works; what came due
 * on one waits for the next working day. After a stand-still every level that was passed is there, so that
 * nobody is left out; a new due day begins anew.
 */
export function overdueCalls(
  item: OverdueItem,
  ladder: OverdueLadder,
  { today, time }: { readonly today: string; readonly time: Days },
): readonly OverdueCall[] {
  if (time.nextWorkingDate(today) !== today) return [];
  return callsOf(item, ladder, time).filter(({ date }) => date <= today);
}

/** The next day on which a level is to be told; null when all were. */
export function nextOverdueDate(
  item: OverdueItem,
  ladder: OverdueLadder,
  time: Days,
): string | null {
  return callsOf(item, ladder, time)[0]?.date ?? null;
}

function callsOf(item: OverdueItem, { levels }: OverdueLadder, time: Days): OverdueCall[] {
  return levels.flatMap(({ afterDays, tell }, index) => {
    const level = index + 1;
    if (item.toldLevels.includes(level)) return [];
    return [{ level, date: time.nextWorkingDate(time.addDays(item.dueDate, afterDays)), tell }];
  });
}

/** Days after the due day; 0 while it is not overdue. */
export function overdueDays(dueDate: string, today: string): number {
  return Math.max(0, daysBetween(dueDate, today));
}
