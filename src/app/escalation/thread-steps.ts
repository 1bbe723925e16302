import { type CaseStep, type EscalationCase, isLive } from "../../domain/escalation/case.ts";
import { isSaidInThread } from "./follow-ups.ts";

/**
 * How far the thread of a case has come. By instants and not by numbers of steps: what becomes known late
 * may take steps away.
 */
export type Said = {
  readonly replies: number;
  /** The instant of the newest step that was dealt with, and the steps of that instant that were. */
  readonly at: number;
  readonly keys: readonly string[];
};

export type ThreadSaying = {
  /** What is new and still matters, oldest first; may be empty. */
  readonly steps: readonly CaseStep[];
  /** How far the thread is when that is said, or when nothing need be said. */
  readonly after: Said;
};

const NOTHING_SAID: Said = { replies: 0, at: 0, keys: [] };

/** Of the steps that the thread has not dealt with those that still matter to whoever reads them now. */
export function unsaidSteps(escalation: EscalationCase, said: Said): ThreadSaying {
  const fresh = escalation.steps.filter((step) => isSaidInThread(step) && isNewerThan(said, step));
  const steps = fresh.filter((step) => stillMatters(step, escalation));
  const at = Math.max(said.at, ...fresh.map((step) => step.at));
  const keys = [
    ...(at === said.at ? said.keys : []),
    ...fresh.filter((step) => step.at === at).map(keyOf),
  ];
  return { steps, after: { replies: said.replies + (steps.length > 0 ? 1 : 0), at, keys } };
}

function isNewerThan({ at, keys }: Said, step: CaseStep): boolean {
  return step.at > at || (step.at === at && !keys.includes(keyOf(step)));
}

function keyOf({ act, level }: CaseStep): string {
  return `${act}${level ?? ""}`;
}

/** As the outbox keeps it. */
export function saidText({ replies, at, keys }: Said): string {
  return [replies, at, ...keys].join(" ");
}

export function saidOf(text: string | null): Said {
  if (text === null) return NOTHING_SAID;
  const [replies, at, ...keys] = text.split(" ");
  return { replies: Number(replies), at: Number(at), keys };
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
