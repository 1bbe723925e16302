import { type ChosenRun, chooseRun } from "../sla/choose-run.ts";
import type { Life } from "../sla/life.ts";
import type { EscalationCase } from "./case.ts";

/**
 * The internal promise of a department: from the case to somebody who takes it. A case that ended or
 * was handed over before is done as well. One cycle for each case of the ticket, in their order.
 */
export function departmentClocks(life: Life, cases: readonly EscalationCase[]): ChosenRun[] {
  return cases.flatMap((one, index) => {
    const takenAt = takenAtOf(one);
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

const TAKING: ReadonlySet<string> = new Set([
  "acknowledged",
  "asked_back",
  "snoozed",
  "handed_over",
]);

function takenAtOf({ steps, endedAt }: EscalationCase): number | null {
  const taking = steps.find((step) => TAKING.has(step.act) && step.by !== null);
  return taking?.at ?? steps.find((step) => step.act === "handed_over")?.at ?? endedAt;
}
