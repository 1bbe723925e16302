import type { TimeSource } from "../src/ports/time-source.ts";

/** A time that runs like the machine's, from any start, and that people can move and hold. */
export type MovingTime = TimeSource & {
  /** Only forward: what has happened cannot be undone. */
  advance(ms: number): void;
  /** Moves to `at` unless that lies in the past. */
  moveTo(at: number): void;
  pause(): void;
  resume(): void;
  isPaused(): boolean;
  /** Seconds of this time in one of the machine; 1 unless set. */
  setSpeed(speed: number): void;
  speed(): number;
};

/** Runs at once; when created paused, it stands at exactly `startAt`. */
export function createMovingTime(
  startAt: number,
  { isPaused = false }: { readonly isPaused?: boolean } = {},
): MovingTime {
  let base = startAt;
  let since: number | null = isPaused ? null : performance.now();
  let speed = 1;
  const now = (): number =>
    Math.floor(since === null ? base : base + (performance.now() - since) * speed);
  const rebase = (at: number): void => {
    base = at;
    if (since !== null) since = performance.now();
  };
  return {
    now,
    advance: (ms) => rebase(now() + Math.max(0, ms)),
    moveTo: (at) => rebase(Math.max(now(), at)),
    pause: () => {
      base = now();
      since = null;
    },
    resume: () => {
      since ??= performance.now();
    },
    isPaused: () => since === null,
    setSpeed: (wanted) => {
      rebase(now());
      speed = wanted;
    },
    speed: () => speed,
  };
}
