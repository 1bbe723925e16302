import type { EscalationCase } from "../../domain/escalation/case.ts";
import { type ChosenRun, chooseRun } from "../../domain/sla/choose-run.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import type { Life } from "../../domain/sla/life.ts";

/**
 * The stored clocks of departments, run again up to the `now` of a life: their cycles are made of
 * cases, which only a commit derives.
 */
export function departmentRuns(
  life: Life,
  clocks: readonly Clock[],
  cases: readonly EscalationCase[],
): readonly ChosenRun[] {
  return clocks.flatMap((clock) => {
    const department = departmentOfClock(clock, clocks, cases);
    if (clock.kind !== "department_response" || department === null) return [];
    const cycle = {
      cycle: clock.cycle,
      from: clock.startedAt,
      endedAt: clock.endedAt,
      isCancelled: clock.state === "cancelled",
      durationMinutes: null,
    };
    return chooseRun({ kind: clock.kind, cycle, life, department }) ?? [];
  });
}

/** A cycle of a department begins with its case; of several at one instant they come in the same order. */
export function departmentOfClock(
  clock: Clock,
  clocks: readonly Clock[],
  cases: readonly EscalationCase[],
): string | null {
  if (clock.kind !== "department_response") return null;
  const together = clocks.filter(
    ({ kind, startedAt }) => kind === clock.kind && startedAt === clock.startedAt,
  );
  const opened = cases.filter(({ openedAt }) => openedAt === clock.startedAt);
  const position = together.findIndex(({ cycle }) => cycle === clock.cycle);
  return opened[Math.max(0, position)]?.department ?? null;
}
