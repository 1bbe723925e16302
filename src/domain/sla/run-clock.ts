import { type ClockKind, clockRuleOf, type Warning } from "../governance/clock-rules.ts";
import type { Target } from "../governance/target.ts";
import type { BusinessTime } from "../time/business-time.ts";
import { wallTime } from "../time/wall-time.ts";
import type { Clock } from "./clock.ts";
import type { Cycle } from "./cycles.ts";
import type { Life } from "./life.ts";
import { isSettled, pauseOf, type Stretch } from "./stretches.ts";
import { targetOf } from "./target.ts";

const MINUTE_MS = 60_000;
/** Every millisecond counts, in whatever zone. */
const WALL_TIME = wallTime("UTC");

export type ClockRun = {
  readonly kind: ClockKind;
  readonly cycle: Cycle;
  readonly life: Pick<Life, "stretches" | "now">;
  /** As if it were no major fault. */
  readonly isOrdinary: boolean;
  /** For `department_response`: whose promise it is. */
  readonly department?: string;
};

export type RunResult = { readonly clock: Clock; readonly nextAt: number | null };

/** One stretch as a clock counts it, cut to its cycle. */
export type Leg = {
  readonly stretch: Stretch;
  readonly from: number;
  /** Where the leg ends, or the walk. */
  readonly until: number;
  /** Nothing is known to come after it but time. */
  readonly isLast: boolean;
  readonly promise: Promised | null;
  readonly isCounted: boolean;
};

/** The target in force, with what an override or a reopening makes of it. */
export type Promised = {
  readonly target: Target;
  readonly index: number;
  readonly targetMs: number;
  readonly time: BusinessTime;
};

/** What a run has gathered so far, walking from leg to leg. */
type Progress = {
  readonly promise: Promised | null;
  readonly policyVersion: number;
  readonly usedMs: number;
  readonly overMs: number;
  readonly dueAt: number | null;
  readonly warnings: Clock["warnings"];
  readonly breachedAt: number | null;
  /** The next instant at which waiting alone changes something. */
  readonly nextAt: number | null;
  readonly pausedSince: number | null;
  readonly pauseReason: string | null;
  readonly pausedBy: string | null;
};

const IDLE: Progress = {
  promise: null,
  policyVersion: 0,
  usedMs: 0,
  overMs: 0,
  dueAt: null,
  warnings: [],
  breachedAt: null,
  nextAt: null,
  pausedSince: null,
  pauseReason: null,
  pausedBy: null,
};

/**
 * Walks one clock through its cycle. Time used stays used when the target changes; a breach is
 * final; the due instant itself is still in time. Null when no target ever applied.
 */
export function runClock(run: ClockRun): RunResult | null {
  const isRunning = run.cycle.endedAt === null;
  const progress = legsOf(run).reduce((soFar, leg) => walk(soFar, leg, run), IDLE);
  const { promise } = progress;
  if (promise === null) return null;
  return {
    clock: clockOf(run, { ...progress, promise }),
    nextAt: isRunning ? progress.nextAt : null,
  };
}

/** The stretches of a run from its start to `now` or to its end, whichever comes first. */
export function legsOf(run: ClockRun): Leg[] {
  const { cycle, life, kind } = run;
  const horizon = Math.max(cycle.from, Math.min(cycle.endedAt ?? life.now, life.now));
  return life.stretches
    .filter(({ from, to }) => from <= horizon && (to === null || to > cycle.from))
    .map((stretch) => ({
      stretch,
      from: Math.max(stretch.from, cycle.from),
      until: Math.min(stretch.to ?? horizon, horizon),
      isLast: stretch.to === null || stretch.to > horizon,
      promise: promiseOf(run, stretch),
      isCounted: isCounted(stretch, kind),
    }));
}

function promiseOf(run: ClockRun, { rules, traits, overrides }: Stretch): Promised | null {
  const { kind, cycle, isOrdinary, department = "" } = run;
  const asked = { ...traits, department, severity: isOrdinary ? "" : traits.severity };
  const match = targetOf(rules.policy, kind, asked);
  if (match === null) return null;
  const { target } = match;
  const override = overrides.findLast((entry) => entry.clock === kind);
  const durationMinutes =
    override?.durationMinutes ?? cycle.durationMinutes ?? target.durationMinutes;
  const time = target.unit === "wall" ? WALL_TIME : rules.calendars(target.calendarId);
  return { ...match, targetMs: durationMinutes * MINUTE_MS, time };
}

/** Nothing counts while the ticket is closed, settled or waits for somebody else. */
function isCounted(stretch: Stretch, kind: ClockKind): boolean {
  if (stretch.isClosed || (kind === "resolution" && isSettled(stretch))) return false;
  return pauseOf(stretch, kind) === null;
}

function walk(soFar: Progress, leg: Leg, run: ClockRun): Progress {
  const { promise, stretch, from, until } = leg;
  const policyVersion = stretch.rules.version;
  if (promise === null) return { ...soFar, nextAt: null, dueAt: null };
  if (!leg.isCounted) return stand({ ...soFar, promise, policyVersion }, leg, run.kind);
  const { time, targetMs } = promise;
  const dueAt = instantOf(time, from, targetMs - soFar.usedMs);
  const breachedAt = soFar.breachedAt ?? (dueAt < until ? dueAt : null);
  // Who was told of the breach needs no warning any more.
  const warned =
    soFar.breachedAt === null ? warningsOf(soFar, { ...leg, promise }, run) : NO_WARNINGS;
  return {
    promise,
    policyVersion,
    usedMs: soFar.usedMs + time.between(from, until),
    overMs:
      breachedAt === null ? 0 : soFar.overMs + time.between(Math.max(breachedAt, from), until),
    dueAt: breachedAt ?? dueAt,
    warnings: [...soFar.warnings, ...warned.come],
    breachedAt,
    nextAt: breachedAt === null ? Math.min(dueAt + 1, ...warned.ahead) : null,
    pausedSince: null,
    pauseReason: null,
    pausedBy: null,
  };
}

type Warned = { readonly come: Clock["warnings"]; readonly ahead: readonly number[] };
const NO_WARNINGS: Warned = { come: [], ahead: [] };

/** Warnings that came true in this leg, in order, and the instants of those ahead. */
function warningsOf(
  { warnings, usedMs }: Progress,
  leg: Leg & { readonly promise: Promised },
  run: ClockRun,
): Warned {
  const { promise, stretch, from, until } = leg;
  const isOpenEnded = leg.isLast && run.cycle.endedAt === null;
  const coming = clockRuleOf(stretch.rules.policy, run.kind)
    .warnings.filter((warning) => !warnings.some((known) => isSame(known.warning, warning)))
    .flatMap((warning) => {
      const afterMs = warnAfterMs(warning, promise.targetMs);
      // More rest than the whole target: the warning would come with the promise itself.
      if (afterMs <= 0) return [];
      return [{ at: instantOf(promise.time, from, afterMs - usedMs), warning }];
    })
    .sort((a, b) => a.at - b.at);
  const hasCome = ({ at }: { readonly at: number }) => at < until || (isOpenEnded && at <= until);
  return {
    come: coming.filter(hasCome),
    ahead: coming.filter((one) => !hasCome(one)).map(({ at }) => at),
  };
}

function warnAfterMs(warning: Warning, targetMs: number): number {
  return "percent" in warning
    ? (targetMs * warning.percent) / 100
    : targetMs - warning.restMinutes * MINUTE_MS;
}

function isSame(a: Warning, b: Warning): boolean {
  if ("percent" in a) return "percent" in b && a.percent === b.percent;
  return "restMinutes" in b && a.restMinutes === b.restMinutes;
}

/** The instant at which `restMs` more are used up; the start itself when they are already. */
function instantOf(time: BusinessTime, from: number, restMs: number): number {
  return restMs <= 0 ? from : time.add(from, restMs);
}

function stand(soFar: Progress, leg: Leg, kind: ClockKind): Progress {
  const pause = pauseOf(leg.stretch, kind);
  return {
    ...soFar,
    dueAt: soFar.breachedAt,
    nextAt: null,
    pausedSince: soFar.pausedSince ?? leg.from,
    pauseReason: pause?.reason ?? null,
    pausedBy: pause?.by ?? null,
  };
}

function clockOf(run: ClockRun, progress: Progress & { readonly promise: Promised }): Clock {
  const { promise, pausedSince, pauseReason, pausedBy } = progress;
  const { cycle } = run;
  const isRunning = cycle.endedAt === null;
  return {
    kind: run.kind,
    cycle: cycle.cycle,
    state: stateOf(cycle, progress),
    targetMs: promise.targetMs,
    usedMs: progress.usedMs,
    calendarId: promise.target.calendarId,
    unit: promise.target.unit,
    policyVersion: progress.policyVersion,
    startedAt: cycle.from,
    dueAt: progress.dueAt,
    warnings: progress.warnings,
    breachedAt: progress.breachedAt,
    endedAt: cycle.endedAt,
    overMs: progress.overMs,
    pauseReason: isRunning ? pauseReason : null,
    pausedBy: isRunning ? pausedBy : null,
    pausedSince: isRunning ? pausedSince : null,
  };
}

function stateOf(cycle: Cycle, { breachedAt, pausedSince }: Progress): Clock["state"] {
  if (breachedAt !== null) return "breached";
  if (cycle.endedAt !== null) return cycle.isCancelled ? "cancelled" : "met";
  return pausedSince === null ? "running" : "paused";
}
