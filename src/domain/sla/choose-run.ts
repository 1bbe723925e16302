import { type ClockRun, legsOf, type RunResult, runClock } from "./run-clock.ts";

export type ChosenRun = RunResult & { readonly run: ClockRun };

/**
 * A major fault never gets a later due time than the same ticket would get as an ordinary one: of the
 * two promises the earlier counts. Each is walked on its own, as time used under one calendar says
 * nothing of the other.
 */
export function chooseRun(run: Omit<ClockRun, "isOrdinary">): ChosenRun | null {
  const own = chosen({ ...run, isOrdinary: false });
  if (!isMajorFault(run)) return own;
  const ordinary = chosen({ ...run, isOrdinary: true });
  if (own === null || ordinary === null) return own ?? ordinary;
  return promisedAt(ordinary) < promisedAt(own) ? ordinary : own;
}

function chosen(run: ClockRun): ChosenRun | null {
  const result = runClock(run);
  return result === null ? null : { ...result, run };
}

function isMajorFault({ life }: Pick<ClockRun, "life">): boolean {
  return life.stretches.some(({ rules, traits }) => traits.severity === rules.policy.majorFault);
}

/** Due time; of a paused clock the one it would have if it went on now. */
function promisedAt({ clock, run }: ChosenRun): number {
  const at = clock.breachedAt ?? clock.dueAt;
  if (at !== null) return at;
  const promise = legsOf(run).at(-1)?.promise ?? null;
  const restMs = Math.max(0, clock.targetMs - clock.usedMs);
  return promise === null ? Number.POSITIVE_INFINITY : promise.time.add(run.life.now, restMs);
}
