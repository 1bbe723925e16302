import { mondayOfDay, weekOfDay } from "../time/day-number.ts";
import { LONGEST_SEARCH_DAYS } from "./day-grid.ts";

/** How much one owner has on each day, against what is possible on a day and in a week. */
export type OwnerDays = {
  add(day: number): void;
  remove(day: number): void;
  hasRoom(day: number): boolean;
  isDayFull(day: number): boolean;
  isWeekFull(day: number): boolean;
  /** No working day of the owner before this one has room: where much is red, a search begins here. */
  firstFree(): number;
};

/** The working days of an owner from today on. */
export type WorkingDays = {
  readonly today: number;
  readonly isOpen: (day: number) => boolean;
};

export function createOwnerDays(
  { perDay, perWeek }: { readonly perDay: number; readonly perWeek: number },
  { today, isOpen }: WorkingDays,
): OwnerDays {
  const days = new Map<number, number>();
  const weeks = new Map<number, number>();
  const change = (day: number, by: number) => {
    const week = weekOfDay(day);
    days.set(day, (days.get(day) ?? 0) + by);
    weeks.set(week, (weeks.get(week) ?? 0) + by);
  };
  const isDayFull = (day: number) => (days.get(day) ?? 0) >= perDay;
  const isWeekFull = (day: number) => (weeks.get(weekOfDay(day)) ?? 0) >= perWeek;
  const hasRoom = (day: number) => !isDayFull(day) && !isWeekFull(day);
  const last = today + LONGEST_SEARCH_DAYS;
  let free = today;
  return {
    add: (day) => change(day, 1),
    remove: (day) => {
      change(day, -1);
      free = Math.max(today, Math.min(free, mondayOfDay(day)));
    },
    hasRoom,
    isDayFull,
    isWeekFull,
    firstFree: () => {
      while (free < last && !(isOpen(free) && hasRoom(free))) free += 1;
      return free;
    },
  };
}
