import type { CaseStep, CaseStepAct } from "../../domain/escalation/case.ts";
import type { OutboxTarget } from "../../ports/outbox-store.ts";
import { type CaseChange, newSteps } from "./note-steps.ts";

/** What is said in the thread of a case; all else shows in its message, which is edited. */
const SAID_IN_THREAD: ReadonlySet<CaseStepAct> = new Set([
  "escalated",
  "asked_back",
  "answered",
  "declined",
  "snooze_ended",
  "went_stale",
  "exhausted",
  "reopened",
]);

/** The first level is told by the message itself, which is new then. */
export function isSaidInThread({ act, level = 0 }: CaseStep): boolean {
  return act === "told" ? level > 1 : SAID_IN_THREAD.has(act);
}

/** What new steps have to say in threads, and to people by themselves. */
export function followUpsOf(change: CaseChange): OutboxTarget[] {
  const steps = newSteps(change);
  const threads = steps.filter(({ step }) => isSaidInThread(step)).map(({ one }) => one.caseId);
  const pages = steps.flatMap(({ one, step }) =>
    (step.people ?? []).flatMap(({ email }) => (email === null ? [] : pageOf(one.caseId, email))),
  );
  return [
    ...[...new Set(threads)].map((subjectId) => ({ kind: "case_thread" as const, subjectId })),
    ...[...new Set(pages)].map((subjectId) => ({ kind: "case_page" as const, subjectId })),
  ];
}

/** The subject of a page: which case, and who is called to it. */
export function pageOf(caseId: string, email: string): string {
  return `${caseId} ${email}`;
}

export function partsOfPage(subjectId: string): {
  readonly caseId: string;
  readonly email: string;
} {
  const space = subjectId.indexOf(" ");
  return { caseId: subjectId.slice(0, space), email: subjectId.slice(space + 1) };
}
