import type { Logger } from "../../ports/logger.ts";

export type RunLoopOptions = {
  readonly name: string;
  /** One turn of work; true when there may be more to do at once. */
  readonly step: () => Promise<boolean>;
  /** How long to wait after a turn that found nothing to do. */
  readonly idleMs: number;
  readonly logger: Logger;
  readonly limits?: Partial<RunLoopLimits>;
};

export type RunLoopLimits = {
  readonly firstBackOffMs: number;
  readonly longestBackOffMs: number;
};
const RUN_LOOP_LIMITS: RunLoopLimits = { firstBackOffMs: 500, longestBackOffMs: 30_000 };

export type RunLoop = {
  /** Ends the present wait: there is something to do. */
  wake(): void;
  /** Takes no further turn; resolves when the running one has ended. */
  stop(): Promise<void>;
};

/**
 * Repeats a step for as long as the process lives.
 *
 *     turn → turn        it did work
 *     turn → idle → turn after `idleMs`, or when woken, also while the turn ran
 *     turn → back off    it failed: longer each time, up to a limit; a wake does not shorten it
 */
export function startRunLoop(options: RunLoopOptions): RunLoop {
  const limits = { ...RUN_LOOP_LIMITS, ...options.limits };
  const stopping = new AbortController();
  let isWoken = false;
  let endIdle: (() => void) | null = null;

  const idle = async (): Promise<void> => {
    if (!isWoken) await pause(options.idleMs, stopping.signal, (end) => (endIdle = end));
    endIdle = null;
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!stopping.signal.aborted) {
      isWoken = false;
      const outcome = await takeTurn(options);
      failures = outcome === "failed" ? failures + 1 : 0;
      if (outcome === "idle") await idle();
      if (outcome === "failed") await pause(backOffMs(failures, limits), stopping.signal);
    }
  };

  const ended = run();
  return {
    wake: () => {
      isWoken = true;
      endIdle?.();
    },
    stop: () => {
      stopping.abort();
      return ended;
    },
  };
}

async function takeTurn({
  name,
  step,
  logger,
}: RunLoopOptions): Promise<"worked" | "idle" | "failed"> {
  try {
    return (await step()) ? "worked" : "idle";
  } catch (error) {
    logger.error({ loop: name, error }, "a turn failed and is taken again");
    return "failed";
  }
}

function backOffMs(failures: number, limits: RunLoopLimits): number {
  return Math.min(limits.longestBackOffMs, limits.firstBackOffMs * 2 ** (failures - 1));
}

/** Waits; ends early by `signal`, or by the function that `onStart` is given. */
function pause(
  ms: number,
  signal: AbortSignal,
  onStart?: (end: () => void) => void,
): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const end = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener("abort", end, { once: true });
    onStart?.(end);
  });
}
