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
    const department = departmentOfClock(clock, life.ticket.ticketId, cases);
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

/** Cycles of departments are numbered as the cases of their ticket are. */
export function departmentOfClock(
  { kind, cycle }: Pick<Clock, "kind" | "cycle">,
  ticketId: string,
  cases: readonly EscalationCase[],
): string | null {
  if (kind !== "department_response") return null;
  return cases.find(({ caseId }) => caseId === `${ticketId}-${cycle}`)?.department ?? null;
}
