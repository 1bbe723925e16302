import { type ChosenRun, chooseRun } from "../sla/choose-run.ts";
import type { Life } from "../sla/life.ts";
import type { EscalationCase } from "./case.ts";

/**
 * The internal promise of a department: from the case to somebody who takes it. A case that ended
 * before is done as well. One cycle for each case of the ticket, in their order.
 */
export function departmentClocks(life: Life, cases: readonly EscalationCase[]): ChosenRun[] {
  return cases.flatMap((one, index) => {
    const takenAt = one.steps.find((step) => step.act === "acknowledged")?.at ?? one.endedAt;
    const cycle = {
      cycle: index + 1,
      from: one.openedAt,
      endedAt: takenAt,
      isCancelled: one.state === "withdrawn" && takenAt === one.endedAt,
      durationMinutes: null,
    };
    const { department } = one;
    return chooseRun({ kind: "department_response", cycle, life, department }) ?? [];
  });
}
