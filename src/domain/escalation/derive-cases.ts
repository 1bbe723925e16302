import { wasOpenAt } from "../complaints/complaint.ts";
import type { ClockKind } from "../governance/clock-rules.ts";
import type { Department } from "../governance/department.ts";
import type { Completion } from "../sla/evaluate.ts";
import { act } from "./acts.ts";
import { type CaseStep, type EscalationCase, isLive, type Trigger } from "./case.ts";
import {
  type CaseRun,
  changed,
  ended,
  fire,
  firstDue,
  type Moment,
  open,
  progressed,
  replaced,
  routed,
  visitedBy,
} from "./case-run.ts";
import { handOver } from "./hand-over.ts";
import { type CaseFacts, type Happening, happeningsOf } from "./happenings.ts";

/**
 * The cases of one ticket, from its decisions, from what people did and from the time that went by: a
 * warning, a breach, a complaint, a low rating or a person opens a case, or joins the one that is open;
 * while nobody takes it, it climbs its ladder. In the order of their opening.
 */
export function deriveCases(facts: CaseFacts): readonly EscalationCase[] {
  const happenings = happeningsOf(facts);
  const isCalledFor = happenings.some(({ kind }) => kind === "trigger" || kind === "act");
  const [beginning] = facts.changesAt;
  // Most tickets never need a case; one of which no beginning is known cannot have any.
  if (!isCalledFor || beginning === undefined) return [];
  let runs: readonly CaseRun[] = [];
  let before = beginning;
  for (const happening of happenings) {
    runs = letPass(runs, happening.at, facts);
    const moment = momentOf(facts, happening.at);
    if (happening.kind === "changed") {
      const then = facts.placeAt(before);
      runs = runs.map((run) => changed(run, then, moment));
      before = happening.at;
    }
    runs = endedWithSuccessors(happen(runs, happening, { facts, moment }));
  }
  return letPass(runs, facts.now + 1, facts).map(({ one }) => one);
}

function momentOf({ placeAt }: CaseFacts, at: number): Moment {
  return { at, place: placeAt(at) };
}

/** What waiting alone brings before `until`, first things first. An act on the very instant is in time. */
function letPass(runs: readonly CaseRun[], until: number, facts: CaseFacts): readonly CaseRun[] {
  for (let now = runs; ; ) {
    const due = firstDue(now, until);
    if (due === undefined) return now;
    const moment = momentOf(facts, due.timer.at);
    const fired = fire(due, visitedBy(due.run, now), moment);
    now =
      fired.kind === "went_on"
        ? replaced(now, fired.run)
        : handOver(replaced(now, fired.run), fired.run, {
            department: fired.department,
            by: null,
            reason: "not_taken",
            moment,
          });
  }
}

type At = { readonly facts: CaseFacts; readonly moment: Moment };

function happen(runs: readonly CaseRun[], happening: Happening, at: At): readonly CaseRun[] {
  switch (happening.kind) {
    case "changed":
      return runs;
    case "trigger":
      return triggered(runs, happening.trigger, at);
    case "act":
      return act(runs, happening.act, at.moment);
    case "progress":
      return runs.map((run) => progressed(run, at.moment));
    case "completed":
      return runs.map((run) => completed(run, happening, at.facts.evaluation.completions));
    case "closed":
      return whereLive(runs, (run) =>
        outlasts(run, happening.at, at.facts)
          ? run
          : endedByWork(run, happening.at, "ticket_closed"),
      );
    case "complaint_closed":
      return whereLive(runs, (run) =>
        isOfComplaint(run) ? endedByWork(run, happening.at, "complaint_closed") : run,
      );
    case "gone":
      return whereLive(runs, (run) => {
        const { at: when, reason } = happening;
        return ended(run, { act: "withdrawn", by: null, at: when, reason });
      });
  }
}

function whereLive(runs: readonly CaseRun[], change: (run: CaseRun) => CaseRun) {
  return runs.map((run) => (isLive(run.one) ? change(run) : run));
}

/** The customer of a complaint still waits, though its ticket was closed. */
function outlasts(run: CaseRun, at: number, { complaint }: CaseFacts): boolean {
  return complaint !== null && isOfComplaint(run) && wasOpenAt(complaint, at);
}

function isOfComplaint({ one }: CaseRun): boolean {
  return one.triggers.some(({ kind }) => kind === "complaint");
}

/**
 * Joins the cases that are live already, wherever they were handed to: a case stays where it was opened.
 * Where only people have called, the department in charge gets a case of its own unless it is theirs.
 */
function triggered(runs: readonly CaseRun[], trigger: Trigger, { facts, moment }: At) {
  const live = runs.filter(({ one }) => isLive(one));
  const responsible = responsibleFor(trigger, moment);
  if (responsible !== undefined) return into(runs, responsible, { trigger, live, facts, moment });
  const bornOfFacts = live.filter(({ one }) => one.triggers.some(({ kind }) => kind !== "manual"));
  if (bornOfFacts.length > 0) return joined(runs, bornOfFacts, trigger);
  if (trigger.kind === "warning" && !moment.place.rules.policy.caseTriggers.warnings) return runs;
  return routed(moment).reduce<readonly CaseRun[]>(
    (now, department) => into(now, department, { trigger, live, facts, moment }),
    runs,
  );
}

/** The department that a complaint names. */
function responsibleFor(trigger: Trigger, { place }: Moment): Department | undefined {
  if (trigger.kind !== "complaint" || trigger.department === undefined) return undefined;
  return place.rules.policy.departments.find(({ id }) => id === trigger.department);
}

/** The department's own live case takes the trigger; without one a case is opened. */
function into(
  runs: readonly CaseRun[],
  department: Department,
  of: At & { readonly trigger: Trigger; readonly live: readonly CaseRun[] },
): readonly CaseRun[] {
  const own = of.live.filter(({ one }) => one.department === department.id);
  return own.length > 0
    ? joined(runs, own, of.trigger)
    : [...runs, opened(runs, { ...of, department })];
}

function joined(runs: readonly CaseRun[], which: readonly CaseRun[], trigger: Trigger) {
  return which.reduce<readonly CaseRun[]>((sofar, run) => {
    const { one } = run;
    return replaced(sofar, { ...run, one: { ...one, triggers: [...one.triggers, trigger] } });
  }, runs);
}

/** Numbered by those that opened by themselves, so that what people call for does not shift the numbers. */
function opened(
  runs: readonly CaseRun[],
  of: At & { readonly trigger: Trigger; readonly department: Department },
): CaseRun {
  const { trigger, department, facts, moment } = of;
  const { ticketId } = facts.ticket;
  const ordinal = runs.filter(({ one }) => isNumbered(one)).length + 1;
  return open({
    caseId: `${ticketId}-${ordinal}`,
    ticketId,
    department,
    triggers: [trigger],
    step: { act: "opened", by: null, at: moment.at, reason: reasonOf(trigger) },
    handedFrom: null,
    place: moment.place,
  });
}

function isNumbered({ handedFrom, triggers }: EscalationCase): boolean {
  return handedFrom === null && triggers[0]?.kind !== "manual";
}

function reasonOf(trigger: Trigger): string {
  return "clock" in trigger ? `${trigger.clock}_${trigger.kind}` : trigger.kind;
}

/** Closing ends every clock at once and says so itself. */
const COMPLETION_REASONS: Readonly<Record<ClockKind, string>> = {
  first_response: "answered",
  next_reply: "answered",
  update: "answered",
  on_site_arrival: "arrived",
  resolution: "solved",
  complaint_ack: "answered",
  complaint_answer: "complaint_answered",
  department_response: "answered",
};

function completed(
  run: CaseRun,
  { at, clock }: { readonly at: number; readonly clock: ClockKind },
  completions: readonly Completion[],
): CaseRun {
  if (!isLive(run.one) || !isAllDone(run.one, at, completions)) return run;
  return endedByWork(run, at, COMPLETION_REASONS[clock]);
}

/**
 * What a person asked for or opened again, a complaint and a low rating are done when a person says so.
 */
function isAllDone(one: EscalationCase, by: number, completions: readonly Completion[]): boolean {
  if (one.steps.some(({ act: done }) => done === "reopened")) return false;
  return one.triggers.every(
    (trigger) =>
      "clock" in trigger &&
      completions.some(
        ({ at, clock, cycle }) =>
          clock === trigger.clock && cycle === trigger.cycle && at >= trigger.at && at <= by,
      ),
  );
}

/** A warning after which the promise was kept is withdrawn; whatever else was made good is resolved. */
function endedByWork(run: CaseRun, at: number, reason: string): CaseRun {
  const wasWarning = run.one.triggers.every((trigger) => trigger.kind === "warning");
  return wasWarning
    ? ended(run, { act: "withdrawn", by: null, at, reason: `${reason}_in_time` })
    : ended(run, { act: "resolved", by: null, at, reason });
}

/** A case that was handed over ends as the one that it became, and says where. */
function endedWithSuccessors(runs: readonly CaseRun[]): readonly CaseRun[] {
  return runs.reduceRight<readonly CaseRun[]>((sofar, run) => {
    const { one } = run;
    if (one.state !== "handed_over") return sofar;
    const successor = sofar.find((other) => other.one.caseId === one.handedTo)?.one;
    const last = successor?.steps.at(-1);
    if (successor === undefined || last === undefined || successor.endedAt === null) return sofar;
    const act = successor.state === "resolved" ? ("resolved" as const) : ("withdrawn" as const);
    const { by, at, reason } = last;
    const step: CaseStep & { readonly act: typeof act } = {
      act,
      by,
      at,
      reason,
      department: successor.department,
    };
    return replaced(sofar, ended(run, step));
  }, runs);
}
