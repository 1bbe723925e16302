import type { Department } from "../governance/department.ts";
import { invariant } from "../invariant.ts";
import { type CaseRun, type Moment, open, replaced, timed, withStep } from "./case-run.ts";

export type HandOver = {
  readonly department: Department;
  /** Name of the person; null when the ladder does it. */
  readonly by: string | null;
  /** `not_taken`: the ladder led here. `declined`: it was not theirs. Null: somebody decided so. */
  readonly reason: "not_taken" | "declined" | null;
  readonly text?: string;
  readonly moment: Moment;
};

/**
 * Another department gets the case: a case of its own with all that called for the one before. The one
 * before waits for its end.
 */
export function handOver(
  runs: readonly CaseRun[],
  run: CaseRun,
  { department, by, reason, text, moment }: HandOver,
): readonly CaseRun[] {
  const { at, place } = moment;
  const { one } = run;
  const [trigger, ...others] = one.triggers;
  invariant(trigger !== undefined, "something has called for a case");
  const words = text === undefined ? {} : { text };
  const caseId = nextInChain(runs, one.caseId);
  const handed = withStep(run, {
    act: "handed_over",
    by,
    at,
    reason,
    department: department.id,
    ...words,
  });
  const former = timed(
    {
      ...handed,
      one: { ...handed.one, state: "handed_over", handedTo: caseId, snoozedUntil: null },
    },
    null,
  );
  const successor = open({
    caseId,
    ticketId: one.ticketId,
    department,
    triggers: [trigger, ...others],
    step: {
      act: "opened",
      by,
      at,
      reason: reason ?? "handed_over",
      department: one.department,
      ...words,
    },
    handedFrom: one.caseId,
    place,
  });
  return [...replaced(runs, former), successor];
}

/** `7-1`, `7-1.2`, `7-1.3`: in the order in which they were handed over. */
function nextInChain(runs: readonly CaseRun[], caseId: string): string {
  const [root] = caseId.split(".");
  const links = runs.filter(({ one }) => one.caseId === root || one.caseId.startsWith(`${root}.`));
  return `${root}.${links.length + 1}`;
}
