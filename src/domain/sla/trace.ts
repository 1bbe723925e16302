import type { ChosenRun } from "./choose-run.ts";
import type { Clock } from "./clock.ts";
import { type ClockRun, type Leg, legsOf } from "./run-clock.ts";
import { pauseOf } from "./stretches.ts";
import { passedOver } from "./target.ts";
import type { Miss } from "./traits.ts";

/** Why a clock stands where it stands: every millisecond of its life, accounted for. */
export type Trace = {
  /** In order, without gaps; the last ones may lie ahead of now, up to the due time. */
  readonly sections: readonly TraceSection[];
};

/** A part of the life in which one promise held. */
export type TraceSection = {
  readonly from: number;
  readonly to: number;
  readonly isAhead: boolean;
  readonly policyVersion: number;
  /** The promise in force; null when no target applied. */
  readonly promise: {
    readonly targetIndex: number;
    readonly targetMs: number;
    readonly calendarId: string;
    readonly unit: "business" | "wall";
    /** As if it were no major fault, because that is due earlier. */
    readonly isOrdinary: boolean;
    readonly override: { readonly reason: string; readonly by: string } | null;
  } | null;
  /** Why the targets before it were passed over. */
  readonly passedOver: readonly (Miss & { readonly index: number })[];
  readonly intervals: readonly TraceInterval[];
};

export type TraceInterval = {
  readonly from: number;
  readonly to: number;
  readonly kind:
    | "counted"
    | "outside_hours"
    | "break"
    | "holiday"
    | "paused"
    | "settled"
    | "no_target";
  /** Of a holiday or break; null otherwise. */
  readonly name: string | null;
  readonly pauseReason: string | null;
  /** Name of who paused it; null when the stage did. */
  readonly pausedBy: string | null;
  /** Counted since the start of the clock, at the end of this interval. */
  readonly usedMs: number;
};

/** The counted intervals up to now sum to the clock's used time, and up to the due time to its target. */
export function traceOf({ run, clock }: ChosenRun): Trace {
  const legs = legsOf(run);
  const sections: TraceSection[] = [];
  let usedMs = 0;
  for (const { leg, isAhead } of [...asPast(legs), ...ahead(legs.at(-1), clock)]) {
    const section = sectionOf(run, { leg, isAhead, usedMs });
    usedMs = section.intervals.at(-1)?.usedMs ?? usedMs;
    sections.push(section);
  }
  return { sections };
}

function asPast(legs: readonly Leg[]): { readonly leg: Leg; readonly isAhead: boolean }[] {
  return legs.map((leg) => ({ leg, isAhead: false }));
}

/** From now to the due time, as it will be if nothing happens; nothing of a clock that has ended. */
function ahead(
  last: Leg | undefined,
  { dueAt, endedAt }: Clock,
): { readonly leg: Leg; readonly isAhead: boolean }[] {
  if (last === undefined || dueAt === null || dueAt <= last.until || endedAt !== null) return [];
  return [{ leg: { ...last, from: last.until, until: dueAt }, isAhead: true }];
}

function sectionOf(
  run: ClockRun,
  {
    leg,
    isAhead,
    usedMs,
  }: { readonly leg: Leg; readonly isAhead: boolean; readonly usedMs: number },
): TraceSection {
  const { stretch, promise } = leg;
  const override = stretch.overrides.findLast((entry) => entry.clock === run.kind);
  const severity = run.isOrdinary ? "" : stretch.traits.severity;
  const traits = { ...stretch.traits, department: run.department ?? "", severity };
  return {
    from: leg.from,
    to: leg.until,
    isAhead,
    policyVersion: stretch.rules.version,
    promise: promise && {
      targetIndex: promise.index,
      targetMs: promise.targetMs,
      calendarId: promise.target.calendarId,
      unit: promise.target.unit,
      isOrdinary: run.isOrdinary,
      override: override === undefined ? null : { reason: override.reason, by: override.by.name },
    },
    passedOver: passedOver(stretch.rules.policy, run.kind, traits),
    intervals: intervalsOf(run, leg, usedMs),
  };
}

function intervalsOf(run: ClockRun, leg: Leg, usedMs: number): TraceInterval[] {
  const { from, until, promise, stretch } = leg;
  if (from === until) return [];
  const whole = { from, to: until, name: null, pauseReason: null, pausedBy: null, usedMs };
  if (promise === null) return [{ ...whole, kind: "no_target" }];
  if (!leg.isCounted) {
    const pause = pauseOf(stretch, run.kind);
    if (pause === null) return [{ ...whole, kind: "settled" }];
    return [{ ...whole, kind: "paused", pauseReason: pause.reason, pausedBy: pause.by }];
  }
  let used = usedMs;
  return promise.time.explain(from, until).map((part) => {
    if (part.kind === "open") used += part.to - part.from;
    const kind = part.kind === "open" ? ("counted" as const) : part.kind;
    return { ...whole, from: part.from, to: part.to, kind, name: part.name, usedMs: used };
  });
}
