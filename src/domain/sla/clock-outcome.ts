import type { Clock } from "./clock.ts";

/** How a promise stands at `now`: one whose time went by is broken, whether anybody has looked yet or not. */
export function outcomeOf(
  { state, dueAt }: Pick<Clock, "state" | "dueAt">,
  now: number,
): "met" | "breached" | "open" | "cancelled" {
  switch (state) {
    case "running":
      return dueAt !== null && dueAt < now ? "breached" : "open";
    case "paused":
      return "open";
    case "met":
    case "breached":
    case "cancelled":
      return state;
  }
}
