import type { SandboxParts } from "./create-sandbox-deps.ts";
import type { MovingTime } from "./moving-time.ts";
import type { TimeMove } from "./page-contract.ts";

const KEEP_UP_MS = 1_000;

export type TimeLever = SandboxParts["time"] & { stop(): Promise<void> };

/**
 * Moves the time for people on the page. `wake` looks at once for what has become due: the plugin's own
 * jobs are looked for every minute of the machine, which of a time that runs faster is hours.
 */
export function createTimeLever(time: MovingTime, wake: () => Promise<void>): TimeLever {
  let turn = Promise.resolve();
  let isTurning = false;
  const timer = setInterval(() => {
    if (isTurning || time.speed() === 1 || time.isPaused()) return;
    isTurning = true;
    turn = wake().finally(() => {
      isTurning = false;
    });
  }, KEEP_UP_MS);
  return {
    now: time.now,
    isPaused: time.isPaused,
    speed: time.speed,
    move: async (move) => {
      moveTime(time, move);
      await wake();
    },
    stop: () => {
      clearInterval(timer);
      return turn;
    },
  };
}

function moveTime(time: MovingTime, move: TimeMove): void {
  if ("advanceMs" in move) time.advance(move.advanceMs);
  else if ("speed" in move) time.setSpeed(move.speed);
  else if (move.paused) time.pause();
  else time.resume();
}
