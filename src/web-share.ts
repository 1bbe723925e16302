import { newId } from "./adapters/system/ids.ts";
import { type RunLoop, startRunLoop } from "./adapters/system/run-loop.ts";
import type { Logger } from "./ports/logger.ts";
import type { WebProcesses } from "./ports/web-processes.ts";

const BEAT_EVERY_MS = 10_000;

/** Of how many processes that answer requests this is one. */
export type WebShare = {
  /** As of the last beat; the last known number while the store does not answer. */
  readonly processes: () => number;
  readonly start: () => void;
  readonly stop: () => Promise<void>;
};

export function createWebShare(
  webProcesses: WebProcesses,
  { logger, everyMs = BEAT_EVERY_MS }: { readonly logger: Logger; readonly everyMs?: number },
): WebShare {
  const processId = newId();
  let processes = 1;
  let loop: RunLoop | null = null;
  const step = async (): Promise<boolean> => {
    processes = await webProcesses.beat(processId);
    return false;
  };
  return {
    processes: () => processes,
    start: () => {
      loop ??= startRunLoop({ name: "web_share", step, idleMs: everyMs, logger });
    },
    stop: async () => {
      if (loop === null) return;
      await loop.stop();
      // Whoever cannot say it is forgotten soon.
      await webProcesses.leave(processId).catch((error: unknown) => {
        logger.warn({ error }, "the other processes were not told that this one stops");
      });
    },
  };
}
