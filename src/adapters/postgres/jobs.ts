import { createHash } from "node:crypto";
import { PgBoss } from "pg-boss";
import { z } from "zod";
import { invariant } from "../../domain/invariant.ts";
import { JOB_NAMES, type JobName, type Jobs } from "../../ports/jobs.ts";
import type { Logger } from "../../ports/logger.ts";
import { bossDatabase } from "./boss-database.ts";
import type { Database } from "./database.ts";
import { jobSchemaOf } from "./forget-jobs.ts";

/** Jobs that failed for good, kept to be looked at. */
const DEAD_JOBS = "dead_jobs";

const POLL_SECONDS = 2;
const RETRY_LIMIT = 5;
const RETRY_DELAY_SECONDS = 30;
/** The job of a process that died comes back after so long. */
const HEARTBEAT_SECONDS = 60;
const LONGEST_RUN_SECONDS = 2 * 3600;
/** A slot is done once as long as its job is remembered. */
const REMEMBER_SECONDS = 30 * 24 * 3600;
const QUEUE = {
  retryLimit: RETRY_LIMIT,
  retryDelay: RETRY_DELAY_SECONDS,
  retryBackoff: true,
  deadLetter: DEAD_JOBS,
  heartbeatSeconds: HEARTBEAT_SECONDS,
  expireInSeconds: LONGEST_RUN_SECONDS,
  deleteAfterSeconds: REMEMBER_SECONDS,
};
/** Asking for a job that is not there fills pg-boss's memory of a queue and takes nothing. */
const NO_JOB = "00000000-0000-0000-0000-000000000000";

const JobContent = z.object({ slot: z.string() });
const DeadJobContent = z.object({ slot: z.string().optional() });

/** Jobs on pg-boss, in a schema of its own beside the store's. */
export function createJobs(
  db: Database,
  logger: Logger,
  { pollSeconds = POLL_SECONDS }: { readonly pollSeconds?: number } = {},
): Jobs {
  const boss = createBoss(db, logger);
  return {
    start: async (handlers) => {
      await startWithQueues(boss);
      for (const name of JOB_NAMES) {
        await startWorker(boss, { name, pollSeconds, handle: handlers[name] });
      }
      await reportDeadJobs(boss, logger);
    },
    send: async (name, slot) => {
      await boss.send(name, { slot }, { id: jobId(name, slot), singletonKey: slot });
    },
    stop: (graceMs) => boss.stop({ graceful: true, timeout: graceMs, close: false }),
  };
}

/** Makes what the start of jobs would make, so that a copy of the store starts in a moment. */
export async function layJobs(db: Database, logger: Logger): Promise<void> {
  const boss = createBoss(db, logger);
  await startWithQueues(boss);
  await boss.stop({ graceful: false, close: false });
}

function createBoss(db: Database, logger: Logger): PgBoss {
  const boss = new PgBoss({
    db: bossDatabase(db),
    backend: db.engine === "embedded" ? "pglite" : "postgres",
    schema: jobSchemaOf(db),
    schedule: false,
    reindex: db.engine === "server",
    monitorVacuum: db.engine === "server",
  });
  boss.on("error", (error) => logger.error({ err: error }, "the job engine failed"));
  boss.on("warning", ({ message }) => logger.warn({ warning: message }, "the job engine warns"));
  return boss;
}

async function startWithQueues(boss: PgBoss): Promise<void> {
  await boss.start();
  const known = new Set((await boss.getQueues()).map(({ name }) => name));
  if (!known.has(DEAD_JOBS)) {
    await boss.createQueue(DEAD_JOBS, { retentionSeconds: REMEMBER_SECONDS });
  }
  const made = JOB_NAMES.filter((name) => !known.has(name));
  for (const name of made) await boss.createQueue(name, QUEUE);
  // Those that were there are remembered since the start.
  for (const name of [DEAD_JOBS, ...made]) await boss.getJobById(name, NO_JOB);
}

async function startWorker(
  boss: PgBoss,
  worker: {
    readonly name: JobName;
    readonly pollSeconds: number;
    readonly handle: (slot: string) => Promise<void>;
  },
): Promise<void> {
  const { name, pollSeconds, handle } = worker;
  await boss.work(name, { pollingIntervalSeconds: pollSeconds, batchSize: 1 }, async ([job]) => {
    invariant(job !== undefined, "a worker is called with the one job it asked for");
    await handle(JobContent.parse(job.data).slot);
  });
}

/** The handler's error stays with the job in the store; here a person is told that it needs one. */
async function reportDeadJobs(boss: PgBoss, logger: Logger): Promise<void> {
  await boss.work(DEAD_JOBS, { includeMetadata: true }, async (jobs) => {
    for (const job of jobs) {
      const slot = DeadJobContent.safeParse(job.data).data?.slot;
      logger.error({ slot, output: job.output }, "a job failed for good");
    }
  });
}

/** The same job and slot has the same id, whichever process sends it, and is stored once. */
function jobId(name: JobName, slot: string): string {
  const hex = createHash("sha256").update(`${name} ${slot}`).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `5${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
