import type { Window } from "./choose-day.ts";
import { HELD_DAYS } from "./plan-day.ts";
import type { PlanRules } from "./plan-rules.ts";

/**
 * Whether the owner is there on the very day of the visit, which the contact cap may have put beyond its
 * window. Whoever has it then keeps it: it needs nobody who is there within the window.
 */
export function isThereOnDay(
  rules: PlanRules,
  who: { readonly ownerId: string; readonly wish: string | undefined },
  day: number,
): boolean {
  return day >= rules.today && rules.gridOf(who.ownerId, who.wish).openAt(day) !== null;
}

/** Whether the owner has a day for it that no absence closes; one that is late has the coming weeks. */
export function isEverThere(
  rules: PlanRules,
  who: { readonly ownerId: string; readonly wish: string | undefined },
  { earliest, latest }: Pick<Window, "earliest" | "latest">,
): boolean {
  const grid = rules.gridOf(who.ownerId, who.wish);
  const from = Math.max(earliest, rules.today);
  const to = Math.max(latest, rules.today + HELD_DAYS);
  let isAway = false;
  for (let day = from; day <= to; day += 1) {
    if (grid.openAt(day) !== null) return true;
    isAway ||= grid.isAbsence(day);
  }
  return !isAway;
}
