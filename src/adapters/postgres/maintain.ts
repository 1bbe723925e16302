import type { Logger } from "../../ports/logger.ts";
import { forgetOldActivities } from "./customer-activities.ts";
import type { Database } from "./database.ts";
import { errorCode } from "./database-error.ts";
import { forgetOldErasures } from "./erasures.ts";
import { forgetOldCodes } from "./forget-codes.ts";
import {
  makePartitions,
  PARTITIONED,
  type Partition,
  type PartitionedTable,
  partitionsOf,
} from "./partitions.ts";
import { forgetErasedTickets } from "./posted-messages.ts";
import { forgetOldJobs } from "./settings-jobs.ts";
import { instant } from "./values.ts";
import { forgetOldCalls } from "./visit-calls.ts";

const DAY_MS = 86_400_000;
/** A ticket is folded from all its facts, so these outlive what HubSpot delivered. */
export const TICKET_EVENT_RETENTION_DAYS = 1_825;
/**
 * In days. What the CRM has of a customer is read again when somebody opens the file; what was found of a
 * draft is found again when somebody asks; no ladder of red visits is longer than a year.
 */
const FORGOTTEN = [
  [30, forgetOldActivities],
  [90, forgetOldJobs],
  [400, forgetOldCalls],
  // No send is under way for longer.
  [2, forgetErasedTickets],
  // It tells itself when it ends.
  [0, forgetOldErasures],
  [0, forgetOldCodes],
] as const;
const ROWS_PER_DELETE = 20_000;
/** Sessions are told to prefer an index, which is wrong where whole partitions are read. */
const ALLOW_SCAN = "set local enable_seqscan = on";
const LOCK_NOT_AVAILABLE = "55P03";

export type MaintainOptions = {
  readonly logger: Logger;
  /** Deliveries and ledger events older than this are dropped; their daily sums stay. */
  readonly retentionDays: number;
};

/** Makes the partitions of the coming months and drops what is older than it is kept. */
export async function maintain(db: Database, options: MaintainOptions): Promise<void> {
  const now = db.timeSource.now();
  await makePartitions(db, now, options.logger);
  for (const table of PARTITIONED) {
    const days = table === "ticket_event" ? TICKET_EVENT_RETENTION_DAYS : options.retentionDays;
    const keepFromAt = now - days * DAY_MS;
    for (const partition of await partitionsOf(db, table)) {
      if (partition.untilAt <= keepFromAt) await drop(db, { table, partition, ...options });
    }
    await emptyDefault(db, table, keepFromAt);
  }
  const olderThan = (days: number) => ({ before: now - days * DAY_MS, limit: ROWS_PER_DELETE });
  for (const [days, forget] of FORGOTTEN) {
    for (let gone = 1; gone > 0; ) gone = await forget(db, olderThan(days));
  }
}

/** The rows that something still waits for; a partition that holds one stays. */
const UNFINISHED: Readonly<Record<PartitionedTable, string>> = {
  delivery: "opened_at is null",
  ledger: "state = 'waiting'",
  ticket_event: "false",
};

const TIME: Readonly<Record<PartitionedTable, string>> = {
  delivery: "received_at",
  ledger: "occurred_at",
  ticket_event: "occurred_at",
};

/** Adds what a set of rows holds to the daily sums; null where nothing is summed. */
const SUMS: Readonly<Record<PartitionedTable, ((rows: string) => string) | null>> = {
  delivery: (rows) => `
    insert into ledger_day as day (portal_id, day, received, duplicates, recovered, reread)
    select portal_id, (received_at at time zone 'UTC')::date, sum(event_count), sum(duplicate_count),
      coalesce(sum(event_count) filter (where origin = 'recovered'), 0),
      coalesce(sum(event_count) filter (where origin = 'reread'), 0)
    from ${rows} rows group by 1, 2 order by 1, 2
    on conflict (portal_id, day) do update set received = day.received + excluded.received,
      duplicates = day.duplicates + excluded.duplicates,
      recovered = day.recovered + excluded.recovered, reread = day.reread + excluded.reread`,
  ledger: (rows) => `
    insert into ledger_day as day (portal_id, day, applied, ignored, dead)
    select portal_id, (occurred_at at time zone 'UTC')::date,
      count(*) filter (where state = 'applied'), count(*) filter (where state = 'ignored'),
      count(*) filter (where state = 'dead')
    from ${rows} rows group by 1, 2 order by 1, 2
    on conflict (portal_id, day) do update set applied = day.applied + excluded.applied,
      ignored = day.ignored + excluded.ignored, dead = day.dead + excluded.dead`,
  ticket_event: null,
};

async function drop(
  db: Database,
  target: MaintainOptions & { readonly table: PartitionedTable; readonly partition: Partition },
): Promise<void> {
  const { table, logger } = target;
  const { name } = target.partition;
  try {
    const isDropped = await db.transaction(async () => {
      await db.query("set local lock_timeout = '5s'");
      await db.query("set local statement_timeout = 0");
      await db.query(ALLOW_SCAN);
      await db.query(`lock table ${name} in access exclusive mode`);
      const unfinished = await db.query(`select from ${name} where ${UNFINISHED[table]} limit 1`);
      if (unfinished.rowCount > 0) return false;
      const sums = SUMS[table];
      if (sums !== null) await db.run(sums(name));
      await db.query(`drop table ${name}`);
      return true;
    });
    if (isDropped) logger.info({ partition: name }, "an old partition was dropped");
    else logger.warn({ partition: name }, "an old partition stays: work still waits in it");
  } catch (error) {
    if (errorCode(error) !== LOCK_NOT_AVAILABLE) throw error;
    logger.warn({ partition: name }, "an old partition is in use and stays until the next run");
  }
}

/** The default partition is never dropped: its old rows are deleted, some at a time. */
async function emptyDefault(
  db: Database,
  table: PartitionedTable,
  keepFromAt: number,
): Promise<void> {
  const deletion = `
    delete from ${table}_default where ctid = any(array(
      select ctid from ${table}_default
      where ${TIME[table]} < $1 and not (${UNFINISHED[table]}) limit $2))`;
  const sums = SUMS[table];
  const statement =
    sums === null ? deletion : `with gone as (${deletion} returning *) ${sums("gone")}`;
  const values = [instant(keepFromAt), ROWS_PER_DELETE];
  for (let changed = 1; changed > 0; ) {
    changed = await db.transaction(async () => {
      await db.query(ALLOW_SCAN);
      return db.run(statement, values);
    });
  }
}
