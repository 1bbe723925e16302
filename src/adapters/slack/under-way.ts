import { setTimeout as sleep } from "node:timers/promises";

/** Slack shows an error to the person after three seconds. */
const SLOW_AFTER_MS = 2_500;
const REQUESTS_LIMIT = 500;

export const SLOW = Symbol("slow");

/** What people asked for and what is not answered yet. */
export type UnderWay = {
  /** At the limit what comes is refused in words. */
  isFull(): boolean;
  run(work: () => Promise<void>): Promise<void>;
  /** What comes of it, or `SLOW` when that takes too long for the acknowledgement. */
  inTime<T>(work: Promise<T>, receivedMs: number, afterMs?: number): Promise<T | typeof SLOW>;
  settled(): Promise<void>;
};

/** `slowAfterMs` counts from when the request came, by `performance.now()`. */
export function createUnderWay(slowAfterMs = SLOW_AFTER_MS): UnderWay {
  const running = new Set<Promise<void>>();
  return {
    isFull: () => running.size >= REQUESTS_LIMIT,
    async run(work) {
      const done = work();
      running.add(done);
      try {
        await done;
      } finally {
        running.delete(done);
      }
    },
    inTime(work, receivedMs, afterMs = slowAfterMs) {
      const leftMs = receivedMs + Math.min(afterMs, slowAfterMs) - performance.now();
      return Promise.race([work, sleep(Math.max(0, leftMs), SLOW, { ref: false })]);
    },
    async settled() {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
}
