import { type CaseStep, type EscalationCase, isLive } from "../../domain/escalation/case.ts";
import { isSaidInThread } from "./follow-ups.ts";

/** What the thread of a case has not said yet. */
export type ThreadSaying = {
  /** Oldest first; empty when nothing that is new still matters. */
  readonly steps: readonly CaseStep[];
  /** How many of the steps the thread has dealt with after that. */
  readonly saidAfter: number;
};

/** Of the steps that came after the first `said` ones those that still matter to whoever reads them now. */
export function unsaidSteps(escalation: EscalationCase, said: number): ThreadSaying {
  const sayable = escalation.steps.filter(isSaidInThread);
  const steps = sayable.slice(said).filter((step) => stillMatters(step, escalation));
  return { steps, saidAfter: sayable.length };
}

function stillMatters(step: CaseStep, escalation: EscalationCase): boolean {
  const { steps, state } = escalation;
  switch (step.act) {
    case "answered":
      return true;
    case "told":
    case "went_stale":
    case "snooze_ended":
      // Only the newest call counts, and only while nobody has followed it.
      return state === "open" && step === steps.findLast(({ act }) => act === step.act);
    case "exhausted":
      return state === "open" && escalation.ladder.isExhausted;
    case "escalated":
    case "asked_back":
    case "declined":
    case "reopened":
      return isLive(escalation);
    case "opened":
    case "acknowledged":
    case "handed_over":
    case "snoozed":
    case "resolved":
    case "withdrawn":
      return false;
  }
}

/** What nobody did is a call to the department: it waits for the end of its quiet hours. */
export function disturbs(steps: readonly CaseStep[]): boolean {
  return steps.some(({ by }) => by === null);
}
