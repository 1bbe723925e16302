import { createTask, type ScheduledTask, validate } from "node-cron";
import { invariant } from "../../domain/invariant.ts";
import type { Logger } from "../../ports/logger.ts";

export type Tick = {
  readonly name: string;
  /** Five or six fields, e.g. `0 3 * * *` for three in the morning. */
  readonly schedule: string;
  /** IANA zone of the schedule; UTC when absent. */
  readonly zone?: string;
  /** Given the instant of the tick, which names the turn: several processes tick at the same one. */
  readonly run: (at: number) => Promise<void>;
};

export type Ticks = { stop(): Promise<void> };

/** Calls each tick on its schedule. A tick that still runs is not started again; one that fails is logged. */
export function startTicks(ticks: readonly Tick[], logger: Logger): Ticks {
  const running = new Set<Promise<void>>();
  const tasks = ticks.map((tick) => startTask(tick, logger, running));
  return {
    stop: async () => {
      await Promise.all(tasks.map((task) => task.destroy()));
      await Promise.all(running);
    },
  };
}

function startTask(tick: Tick, logger: Logger, running: Set<Promise<void>>): ScheduledTask {
  const { name, schedule, zone = "UTC" } = tick;
  invariant(validate(schedule), `the schedule of tick ${name} can be read`);
  const task = createTask(
    schedule,
    async ({ date }) => {
      const run = runTick(tick, date.getTime(), logger).finally(() => running.delete(run));
      running.add(run);
      await run;
    },
    { name, timezone: zone, noOverlap: true, logger: cronLogger(name, logger) },
  );
  void task.start();
  return task;
}

async function runTick(tick: Tick, at: number, logger: Logger): Promise<void> {
  try {
    await tick.run(at);
  } catch (error) {
    // The next tick comes by itself; work that must not be missed is a job, which has retries.
    logger.error({ tick: tick.name, error }, "a tick failed");
  }
}

/** node-cron speaks of ticks that were missed, because the process was busy or still at the last one. */
function cronLogger(tick: string, logger: Logger) {
  const text = (message: string | Error): string =>
    message instanceof Error ? message.message : message;
  return {
    info: (message: string) => logger.debug({ tick }, message),
    warn: (message: string) => logger.warn({ tick }, message),
    error: (message: string | Error, error?: Error) => logger.error({ tick, error }, text(message)),
    debug: (message: string | Error) => logger.debug({ tick }, text(message)),
  };
}
