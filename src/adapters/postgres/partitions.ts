import { z } from "zod";
import type { Logger } from "../../ports/logger.ts";
import type { Database } from "./database.ts";
import { errorCode } from "./database-error.ts";

/**
 * Tables that only grow are partitioned by month. What lies outside the months made so far, such as an
 * import of last year's tickets, goes to the default partition.
 */
export const PARTITIONED = ["delivery", "ledger", "ticket_event"] as const;
export type PartitionedTable = (typeof PARTITIONED)[number];

const MONTHS_AHEAD = 2;
const CHECK_VIOLATION = "23514";

/** Bodies stay in the row up to 8 kB, compressed: a second table would cost the receiver a third. */
const STORAGE: Readonly<Record<PartitionedTable, string>> = {
  delivery: "with (toast_tuple_target = 8160)",
  ledger: "",
  ticket_event: "",
};

export type Partition = {
  readonly name: string;
  readonly fromAt: number;
  readonly untilAt: number;
};

/** Makes the partitions of this month and the coming ones that are missing. */
export async function makePartitions(db: Database, now: number, logger: Logger): Promise<void> {
  for (const table of PARTITIONED) {
    const present = new Set((await partitionsOf(db, table)).map((partition) => partition.name));
    for (const partition of monthsFrom(table, now)) {
      if (!present.has(partition.name)) await makePartition(db, { table, partition, logger });
    }
  }
}

async function makePartition(
  db: Database,
  wanted: {
    readonly table: PartitionedTable;
    readonly partition: Partition;
    readonly logger: Logger;
  },
): Promise<void> {
  const { table, partition, logger } = wanted;
  const [from, until] = [partition.fromAt, partition.untilAt].map((at) =>
    new Date(at).toISOString(),
  );
  try {
    await db.transaction(async () => {
      await db.query("set local lock_timeout = '5s'");
      // Two processes must not make the same partition at the same time.
      await db.query(`lock table ${table} in share update exclusive mode`);
      await db.query(
        `create table if not exists ${partition.name} partition of ${table}
         for values from ('${from}') to ('${until}') ${STORAGE[table]}`,
      );
    });
  } catch (error) {
    if (errorCode(error) !== CHECK_VIOLATION) throw error;
    logger.warn(
      { partition: partition.name },
      "no partition for this month: the default partition holds rows of it already",
    );
  }
}

const NameRow = z.object({ name: z.string() });

/** The monthly partitions of a table, oldest first; the default partition is not among them. */
export async function partitionsOf(
  db: Database,
  table: PartitionedTable,
): Promise<readonly Partition[]> {
  const rows = await db.rows(
    NameRow,
    `select c.relname::text as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent = $1::text::regclass and c.relname ~ '_\\d{4}_\\d\\d$' order by c.relname`,
    [table],
  );
  return rows.map(({ name }) => monthPartition(table, monthIndexOf(name)));
}

function monthsFrom(table: PartitionedTable, now: number): readonly Partition[] {
  const date = new Date(now);
  const first = date.getUTCFullYear() * 12 + date.getUTCMonth();
  return Array.from({ length: MONTHS_AHEAD + 1 }, (_, n) => monthPartition(table, first + n));
}

function monthIndexOf(name: string): number {
  const [year, month] = name.split("_").slice(-2).map(Number);
  return (year ?? 0) * 12 + (month ?? 1) - 1;
}

/** Months are counted from year 0; partitions are cut at midnight UTC. */
function monthPartition(table: PartitionedTable, monthIndex: number): Partition {
  const year = Math.floor(monthIndex / 12);
  const month = monthIndex % 12;
  return {
    name: `${table}_${String(year).padStart(4, "0")}_${String(month + 1).padStart(2, "0")}`,
    fromAt: Date.UTC(year, month),
    untilAt: Date.UTC(year, month + 1),
  };
}
