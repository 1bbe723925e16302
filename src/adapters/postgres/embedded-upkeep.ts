import type { Logger } from "../../ports/logger.ts";
import type { EmbeddedPool } from "./embedded-pool.ts";

/**
 * PGlite has no background processes: without a checkpoint the write-ahead log grows without limit, and
 * without a vacuum dead rows stay and the planner knows nothing.
 */
const CHECKPOINT_INTERVAL_MS = 60_000;
const VACUUM_INTERVAL_MS = 180_000;
/** A vacuum that found no idle moment for so long is done all the same. */
const VACUUM_LATEST_MS = 900_000;

const CHECKPOINT = "checkpoint";
const VACUUM =
  "vacuum (analyze) delivery, ledger, ticket_event, ticket, clock, outbox, escalation, visit, touch, customer";

export function startUpkeep(
  pool: EmbeddedPool,
  logger: Logger,
): { readonly stop: () => Promise<void> } {
  let vacuumWaitedMs = 0;
  let running: Promise<void> = Promise.resolve();

  const start = (statement: string) => {
    running = running.then(() => run(pool, statement, logger));
  };
  const checkpoints = setInterval(() => start(CHECKPOINT), CHECKPOINT_INTERVAL_MS);
  const vacuums = setInterval(() => {
    vacuumWaitedMs += VACUUM_INTERVAL_MS;
    if (!pool.isIdle() && vacuumWaitedMs < VACUUM_LATEST_MS) return;
    vacuumWaitedMs = 0;
    start(VACUUM);
  }, VACUUM_INTERVAL_MS);
  checkpoints.unref();
  vacuums.unref();

  return {
    stop: async () => {
      clearInterval(checkpoints);
      clearInterval(vacuums);
      await running;
      await run(pool, CHECKPOINT, logger);
    },
  };
}

async function run(pool: EmbeddedPool, statement: string, logger: Logger): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query(statement);
  } catch (error) {
    logger.error({ err: error, statement }, "upkeep of the embedded database failed");
  } finally {
    client.release();
  }
}
