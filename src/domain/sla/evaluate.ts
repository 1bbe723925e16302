import { ClockKind } from "../governance/clock-rules.ts";
import { type ChosenRun, chooseRun } from "./choose-run.ts";
import type { Clock, Decision } from "./clock.ts";
import { cyclesOf } from "./cycles.ts";
import { answersOf } from "./hand-logs.ts";
import { type Life, lifeOf, type Spell, spellsWhere } from "./life.ts";
import { type Circumstances, isSettled } from "./stretches.ts";
import type { Ticket } from "./ticket.ts";

export type Evaluation = {
  readonly life: Life;
  /** By kind, then oldest cycle first. */
  readonly clocks: readonly Clock[];
  /** Warnings and breaches that have come true, oldest first. */
  readonly decisions: readonly Decision[];
  /** When work on a clock's matter was done, also if the ticket was opened again since. */
  readonly completions: readonly Completion[];
  readonly closings: readonly Spell[];
  /** When time alone will change something next; null when it never will. */
  readonly nextDueAt: number | null;
};

export type Completion = {
  readonly at: number;
  readonly clock: ClockKind;
  readonly cycle: number;
};

/** Everything that follows from a ticket's facts at `now`. */
export function evaluate(ticket: Ticket, circumstances: Circumstances): Evaluation {
  const life = lifeOf(ticket, circumstances);
  const runs = runsOf(life);
  const clocks = runs.map((run) => run.clock);
  const instants = [
    ...runs.flatMap((run) => (run.nextAt === null ? [] : [run.nextAt])),
    ...comingChanges(life),
  ];
  return {
    life,
    clocks,
    decisions: decisionsOf(clocks),
    completions: completionsOf(life, clocks),
    closings: life.closings,
    nextDueAt: instants.length === 0 ? null : Math.min(...instants),
  };
}

/** All clocks of a ticket but those of departments, each with the run that made it. */
export function runsOf(life: Life): readonly ChosenRun[] {
  return ClockKind.options.flatMap((kind) => {
    if (kind === "department_response") return [];
    return cyclesOf(kind, life).flatMap((cycle) => chooseRun({ kind, cycle, life }) ?? []);
  });
}

/**
 * Changes ahead of `now`, to be looked at when they have come: pauses that end by themselves, and
 * facts whose time is ahead of ours (the CRM's clock may be).
 */
function comingChanges({ ticket, stretches, now }: Life): number[] {
  return [
    ...stretches.map((stretch) => stretch.from),
    ...answersOf(ticket),
    ...ticket.messagesSent,
    ...ticket.customerReplies,
    ...(ticket.gone === null ? [] : [ticket.gone.at]),
  ].filter((at) => at > now);
}

/** Since when the ticket is closed; null while it is open, or gone. */
export function closedSince({ ticket, closings }: Life): number | null {
  if (ticket.gone !== null) return null;
  const last = closings.at(-1);
  return last === undefined || last.to !== null ? null : last.from;
}

function completionsOf(life: Life, clocks: readonly Clock[]): Completion[] {
  const resolutions = clocks.filter((clock) => clock.kind === "resolution");
  const settled = spellsWhere(life, isSettled).flatMap(({ from: at }) => {
    const of = resolutions.findLast((clock) => clock.startedAt <= at);
    return of === undefined ? [] : [{ at, clock: of.kind, cycle: of.cycle }];
  });
  const ended = clocks.flatMap(({ kind: clock, cycle, endedAt, state }) =>
    endedAt === null || state === "cancelled" || clock === "resolution"
      ? []
      : [{ at: endedAt, clock, cycle }],
  );
  return [...settled, ...ended];
}

function decisionsOf(clocks: readonly Clock[]): Decision[] {
  return clocks
    .flatMap(({ kind: clock, cycle, warnings, breachedAt }): Decision[] => [
      ...warnings.map(({ at }) => ({ at, kind: "warning" as const, clock, cycle })),
      ...(breachedAt === null ? [] : [{ at: breachedAt, kind: "breach" as const, clock, cycle }]),
    ])
    .sort((a, b) => a.at - b.at || KIND_ORDER[a.kind] - KIND_ORDER[b.kind]);
}

const KIND_ORDER = { warning: 0, breach: 1 } as const;
