import { dayNumberOf } from "../time/day-number.ts";
import type { Window } from "./choose-day.ts";
import type { KnownVisit } from "./plan-rules.ts";
import type { Visit } from "./visit.ts";

/** One visit of a plan, with what its day follows from. */
export type PlannedVisit = {
  readonly visit: Visit;
  /** As the store has it; null when it is new. */
  readonly before: KnownVisit | null;
  /** Nobody looks after the customer, so the team may share it out. */
  readonly isShared: boolean;
};

/** Whether a person chose the day, or has its task: only what makes it impossible moves it. */
export function isFixed({ visit, before }: PlannedVisit): boolean {
  return visit.isPinned || (before?.taskId ?? null) !== null;
}

export function windowOf(visit: Pick<Visit, "earliestDate" | "wantedDate" | "latestDate">): Window {
  return {
    earliest: dayNumberOf(visit.earliestDate),
    wanted: dayNumberOf(visit.wantedDate),
    latest: dayNumberOf(visit.latestDate),
  };
}
