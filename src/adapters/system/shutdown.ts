import type { Logger } from "../../ports/logger.ts";

/** The part of a process that this module uses; tests give their own. */
export type Signals = {
  once(signal: NodeJS.Signals, listener: () => void): unknown;
  off(signal: NodeJS.Signals, listener: () => void): unknown;
};

export type ShutdownOptions = {
  /** Ends everything in order; called once. */
  readonly stop: () => Promise<void>;
  /** After this the process ends whatever still runs: what was claimed is given out again. */
  readonly graceMs: number;
  readonly exit: (code: number) => void;
  readonly signals: Signals;
  readonly logger: Logger;
};

const STOP_SIGNALS = ["SIGTERM", "SIGINT"] as const;

/**
 * Stops on the first SIGTERM or SIGINT. A second signal finds no listener any more, so the system ends
 * the process at once: whoever presses Ctrl-C twice means it.
 */
export function stopOnSignal(options: ShutdownOptions): void {
  const listeners = STOP_SIGNALS.map((signal) => ({
    signal,
    listener: () => {
      for (const other of listeners) options.signals.off(other.signal, other.listener);
      options.logger.info({ signal }, "stopping");
      void shutDown(options);
    },
  }));
  for (const { signal, listener } of listeners) options.signals.once(signal, listener);
}

async function shutDown({ stop, graceMs, exit, logger }: ShutdownOptions): Promise<void> {
  const graceEnd = setTimeout(() => {
    logger.error({ graceMs }, "did not stop in time");
    exit(1);
  }, graceMs);
  try {
    await stop();
    logger.info({}, "stopped");
    exit(0);
  } catch (error) {
    logger.error({ error }, "did not stop cleanly");
    exit(1);
  } finally {
    clearTimeout(graceEnd);
  }
}
