import { type CaseStep, isLive, type Trigger } from "./case.ts";
import type { CaseAct } from "./case-act.ts";
import {
  type CaseRun,
  climbFrom,
  ended,
  type Moment,
  open,
  progressed,
  reopened,
  replaced,
  snoozed,
  taken,
  timed,
  withStep,
} from "./case-run.ts";
import { handOver } from "./hand-over.ts";
import { defaultDepartment } from "./route.ts";

/** What a person did, done to the cases. An act that comes too late, or on no case, changes nothing. */
export function act(runs: readonly CaseRun[], done: CaseAct, moment: Moment): readonly CaseRun[] {
  const run = runs.find(({ one }) => one.caseId === done.caseId);
  if (done.act === "escalated") return escalated(runs, run, { done, moment });
  if (run === undefined) return runs;
  if (done.act === "reopened") return reopenedIn(runs, run, { done, moment });
  if (!isLive(run.one)) return runs;
  const by = done.by.name;
  switch (done.act) {
    case "handed_over": {
      const { text } = done;
      const department = departmentIn(run, done.department);
      if (department === undefined) return runs;
      return handOver(runs, run, { department, by, reason: null, text, moment });
    }
    case "declined":
      return declined(runs, run, { done, moment });
    default:
      return replaced(runs, changedBy(run, done, moment));
  }
}

type Of<A extends CaseAct["act"]> = Extract<CaseAct, { readonly act: A }>;
type Done<A extends CaseAct["act"]> = { readonly done: Of<A>; readonly moment: Moment };

function departmentIn(run: CaseRun, id: string | null) {
  const { departments } = run.opening.rules.policy;
  return departments.find((department) => department.id === id);
}

/** Acts on one live case that stays with its department. */
function changedBy(
  run: CaseRun,
  done: Of<"acknowledged" | "resolved" | "asked_back" | "answered" | "snoozed" | "de_escalated">,
  moment: Moment,
): CaseRun {
  const step = { by: done.by.name, at: done.at, reason: null };
  switch (done.act) {
    case "acknowledged": {
      const isIn = run.one.takenBy.some(({ id }) => id === done.by.id);
      const noted = isIn ? run : withStep(run, { act: done.act, ...step });
      return taken(noted, done.by, moment);
    }
    case "resolved":
      return ended(run, { act: "resolved", ...step });
    case "de_escalated":
      return ended(run, { act: "withdrawn", ...step, reason: "de_escalated", text: done.text });
    case "asked_back":
      // Who asks works on it.
      return taken(withStep(run, { act: done.act, ...step, text: done.text }), done.by, moment);
    case "answered":
      return progressed(withStep(run, { act: done.act, ...step, text: done.text }), moment);
    case "snoozed": {
      const { until, text } = done;
      const noted = withStep(run, { act: done.act, ...step, text, until });
      return snoozed(noted, done.by, { ...moment, until });
    }
  }
}

/** A person calls a department: a case of its own, or one more reason for the one that it has. */
function escalated(
  runs: readonly CaseRun[],
  run: CaseRun | undefined,
  { done, moment }: Done<"escalated">,
): readonly CaseRun[] {
  const { reason, text, ask, wantedAt, at } = done;
  const by = done.by.name;
  const trigger: Trigger = { kind: "manual", at, by, reason, text, ask, wantedAt };
  if (run !== undefined) {
    if (!isLive(run.one)) return runs;
    const { one } = withStep(run, { act: "escalated", by, at, reason, text: ask });
    const joined = { ...run, one: { ...one, triggers: [...one.triggers, trigger] } };
    return replaced(runs, joined);
  }
  const { policy } = moment.place.rules;
  const department = policy.departments.find(({ id }) => id === done.department);
  if (department === undefined) return runs;
  const opened = open({
    caseId: done.caseId,
    ticketId: done.ticketId,
    department,
    triggers: [trigger],
    step: { act: "opened", by, at, reason: "manual", text: ask },
    handedFrom: null,
    place: moment.place,
  });
  return [...runs, opened];
}

/**
 * To the department whose it is; if nobody knows, back to where it came from, else to the one that takes
 * what is left. Where that is the department itself, its ladder goes on at once.
 */
function declined(
  runs: readonly CaseRun[],
  run: CaseRun,
  { done, moment }: Done<"declined">,
): readonly CaseRun[] {
  const { text } = done;
  const by = done.by.name;
  const former = runs.find(({ one }) => one.caseId === run.one.handedFrom);
  const department =
    departmentIn(run, done.department) ??
    former?.department ??
    defaultDepartment(run.opening.rules.policy);
  if (department.id !== run.one.department) {
    return handOver(runs, run, { department, by, reason: "declined", text, moment });
  }
  const step: CaseStep = { act: "declined", by, at: done.at, reason: null, text };
  const { one } = withStep(run, step);
  const freed = { ...one, state: "open" as const, takenBy: [], snoozedUntil: null };
  const left = timed({ ...run, one: freed }, null);
  return replaced(runs, climbFrom(left, left.rung, moment));
}

/** Only one that has ended, and only while its department has no other case of this ticket. */
function reopenedIn(
  runs: readonly CaseRun[],
  run: CaseRun,
  { done, moment }: Done<"reopened">,
): readonly CaseRun[] {
  const { one } = run;
  const hasOther = runs.some(
    (other) => isLive(other.one) && other.one.department === one.department,
  );
  if (one.endedAt === null || hasOther) return runs;
  const by = done.by.name;
  const step: CaseStep = { act: "reopened", by, at: done.at, reason: null, text: done.text };
  return replaced(runs, reopened(run, step, moment));
}
