import type { Department } from "../governance/department.ts";
import type { Ladder } from "../governance/ladder.ts";
import { type CaseStep, type EscalationCase, NO_LADDER, type Trigger } from "./case.ts";
import type { Actor } from "./case-act.ts";
import { FIRST_RUNG, ladderFor, type Rung, reach, rungAfter } from "./climb.ts";
import { isException, waitingTime } from "./quiet-hours.ts";
import { departmentsOf, type Place } from "./route.ts";
import { toldPeople } from "./told-people.ts";

/**
 * A case on its way: what it is so far, and what waiting alone will do to it next. The department and
 * the ladder are those of its opening; later versions of the policy do not change them.
 */
export type CaseRun = {
  readonly one: EscalationCase;
  readonly department: Department;
  readonly ladder: Ladder | null;
  readonly opening: Place;
  /** Where the ladder goes on; null when it is exhausted or there is none. */
  readonly rung: Rung | null;
  readonly timer: Timer | null;
};

/** `since` and `restMs` let it be counted anew when the ticket begins to disturb at any hour, or ceases to. */
type Timer = {
  readonly kind: "level" | "stale" | "snooze";
  readonly since: number;
  readonly restMs: number;
  readonly at: number;
};

export type Opening = {
  readonly caseId: string;
  readonly ticketId: string;
  readonly department: Department;
  readonly triggers: readonly [Trigger, ...Trigger[]];
  readonly step: CaseStep;
  readonly handedFrom: string | null;
  readonly place: Place;
};

const MINUTE_MS = 60_000;

/** Its ladder begins at once, or when its department opens. */
export function open({ place, department, triggers, step, ...opening }: Opening): CaseRun {
  const [first] = triggers;
  const ladder = ladderFor(department, place, first.kind);
  const one: EscalationCase = {
    caseId: opening.caseId,
    ticketId: opening.ticketId,
    department: department.id,
    state: "open",
    openedAt: step.at,
    endedAt: null,
    triggers,
    takenBy: [],
    snoozedUntil: null,
    ladder: { ...NO_LADDER, id: ladder?.id ?? null },
    handedFrom: opening.handedFrom,
    handedTo: null,
    steps: [step],
  };
  const run = { one, department, ladder, opening: place, rung: null, timer: null };
  return climbFrom(run, FIRST_RUNG, { at: step.at, place });
}

export type Moment = { readonly at: number; readonly place: Place };

/** Goes on with the ladder at the department's next open instant. */
export function climbFrom(run: CaseRun, rung: Rung | null, moment: Moment): CaseRun {
  if (run.ladder === null) return timed({ ...run, rung: null }, null);
  return timed({ ...run, rung }, timerOf("level", run, { ...moment, from: moment.at, ms: 0 }));
}

export function timed(run: CaseRun, timer: Timer | null): CaseRun {
  const ladder = { ...run.one.ladder, nextAt: timer?.at ?? null };
  return { ...run, timer, one: { ...run.one, ladder } };
}

function timerOf(
  kind: Timer["kind"],
  run: CaseRun,
  { place, from, ms }: { readonly place: Place; readonly from: number; readonly ms: number },
): Timer {
  const time = waitingTime(run.department, placeFor(run, place));
  return { kind, since: from, restMs: ms, at: time.nextOpen(time.add(from, ms)) };
}

/** The rules of the opening, the ticket as it is now. */
function placeFor(run: CaseRun, { traits }: Place): Place {
  return { rules: run.opening.rules, traits };
}

/** The ticket has changed: what was waited for in one kind of time goes on in the other. */
export function changed(run: CaseRun, before: Place, { at, place }: Moment): CaseRun {
  const { timer, department } = run;
  if (timer === null) return run;
  const [then, now] = [placeFor(run, before), placeFor(run, place)];
  if (isException(department, then) === isException(department, now)) return run;
  const usedMs = at > timer.since ? waitingTime(department, then).between(timer.since, at) : 0;
  const from = Math.max(timer.since, at);
  const ms = Math.max(0, timer.restMs - usedMs);
  return timed(run, timerOf(timer.kind, run, { place, from, ms }));
}

/** The departments that have had the case; `handedFrom` leads back to the first. */
export function visitedBy(run: CaseRun, runs: readonly CaseRun[]): readonly string[] {
  const former = runs.find(({ one }) => one.caseId === run.one.handedFrom);
  const own = run.one.department;
  return former === undefined ? [own] : [...visitedBy(former, runs), own];
}

/** The first case whose timer comes before `until`. */
export function firstDue(runs: readonly CaseRun[], until: number): Due | undefined {
  return runs
    .flatMap((run) => (run.timer === null ? [] : { run, timer: run.timer }))
    .filter(({ timer }) => timer.at < until)
    .sort((a, b) => a.timer.at - b.timer.at)[0];
}

type Due = { readonly run: CaseRun; readonly timer: Timer };

/** What a timer that has come brings; a hand-over is for the caller, as it makes another case. */
export type Fired =
  | { readonly kind: "went_on"; readonly run: CaseRun }
  | { readonly kind: "hand_over"; readonly run: CaseRun; readonly department: Department };

export function fire({ run, timer }: Due, visited: readonly string[], moment: Moment): Fired {
  switch (timer.kind) {
    case "level":
      return climb(run, visited, moment);
    case "stale":
      return climb(freed(run, "went_stale", moment.at), visited, moment);
    case "snooze":
      return climb(freed(run, "snooze_ended", moment.at), visited, moment);
  }
}

/** Nobody has it any more. After a snooze the same level is told again, as it was waited for nobody else. */
function freed(run: CaseRun, act: "went_stale" | "snooze_ended", at: number): CaseRun {
  const { ladder } = run.one;
  const told = { index: ladder.level - 1, round: ladder.round };
  const isToldAgain = act === "snooze_ended" && ladder.level > 0 && !ladder.isExhausted;
  const freedRun = withStep(run, { act, by: null, at, reason: null });
  const one = { ...freedRun.one, state: "open" as const, takenBy: [], snoozedUntil: null };
  return timed({ ...freedRun, one, rung: isToldAgain ? told : run.rung }, null);
}

function climb(run: CaseRun, visited: readonly string[], moment: Moment): Fired {
  const { ladder, one, rung } = run;
  if (ladder === null) return { kind: "went_on", run: timed(run, null) };
  const reached = reach(ladder, rung, { policy: run.opening.rules.policy, visited });
  if (reached === null) return { kind: "went_on", run: exhausted(run, moment.at) };
  if (reached.kind === "hand_over") {
    return { kind: "hand_over", run, department: reached.department };
  }
  const { index, round } = reached.rung;
  const { department } = run;
  const { policy } = run.opening.rules;
  const people = toldPeople(reached.targets, { department, policy, at: moment.at });
  const step = { by: null, at: moment.at, reason: null, level: index + 1, people };
  const told = withStep(run, { act: "told", ...step });
  const standing = { ...one.ladder, level: index + 1, round };
  const next = {
    ...told,
    rung: rungAfter(ladder, reached.rung),
    one: { ...told.one, ladder: standing },
  };
  const wait = { place: moment.place, from: moment.at, ms: reached.waitMs };
  return { kind: "went_on", run: timed(next, timerOf("level", next, wait)) };
}

/** Said once, whatever becomes of the case after. */
function exhausted(run: CaseRun, at: number): CaseRun {
  const still = timed({ ...run, rung: null }, null);
  if (run.one.ladder.isExhausted) return still;
  const said = withStep(still, { act: "exhausted", by: null, at, reason: null });
  return { ...said, one: { ...said.one, ladder: { ...said.one.ladder, isExhausted: true } } };
}

export function withStep(run: CaseRun, step: CaseStep): CaseRun {
  return { ...run, one: { ...run.one, steps: [...run.one.steps, step] } };
}

/** Taking it stops the ladder; without progress for too long it goes on. */
export function taken(run: CaseRun, by: Actor, moment: Moment): CaseRun {
  const { takenBy } = run.one;
  const isIn = takenBy.some(({ id }) => id === by.id);
  const one = {
    ...run.one,
    state: "acknowledged" as const,
    takenBy: isIn ? takenBy : [...takenBy, by],
  };
  return progressed({ ...run, one }, moment);
}

/** Somebody works on it: what counts towards staleness counts anew. */
export function progressed(run: CaseRun, moment: Moment): CaseRun {
  if (run.one.state !== "acknowledged" || run.one.snoozedUntil !== null) return run;
  const minutes = run.ladder?.staleAfterMinutes;
  if (minutes === undefined) return timed(run, null);
  const wait = { place: moment.place, from: moment.at, ms: minutes * MINUTE_MS };
  return timed(run, timerOf("stale", run, wait));
}

/** A snooze that is told late, when its end has gone by, ends at once. */
export function snoozed(run: CaseRun, by: Actor, { until, ...moment }: Moment & { until: number }) {
  const kept = run.one.state === "open" ? taken(run, by, moment) : run;
  const one = { ...kept.one, snoozedUntil: until };
  const wait = { place: moment.place, from: Math.max(until, moment.at), ms: 0 };
  return timed({ ...kept, one }, timerOf("snooze", kept, wait));
}

/** Ended by a step that says how; time does nothing to it any more. */
export function ended(run: CaseRun, step: CaseStep & { readonly act: "resolved" | "withdrawn" }) {
  const { one } = withStep(run, step);
  return timed(
    { ...run, one: { ...one, state: step.act, endedAt: step.at, snoozedUntil: null } },
    null,
  );
}

export function reopened(run: CaseRun, step: CaseStep, moment: Moment): CaseRun {
  const { one } = withStep(run, step);
  const ladder = { ...NO_LADDER, id: one.ladder.id };
  const open = { ...one, state: "open" as const, endedAt: null, takenBy: [], ladder };
  return climbFrom({ ...run, one: open }, FIRST_RUNG, moment);
}

export function replaced(runs: readonly CaseRun[], run: CaseRun): readonly CaseRun[] {
  return runs.map((other) => (other.one.caseId === run.one.caseId ? run : other));
}

/** The departments that hear of a trigger now. */
export function routed(moment: Moment): readonly Department[] {
  return departmentsOf(moment.place, moment.at);
}
