import { z } from "zod";
import {
  type PortalStorage,
  STORED_KINDS,
  type StoredAmount,
  type StoredKind,
} from "../../ports/portal-storage.ts";
import { cataloguedTables } from "./data-catalogue.ts";
import type { Database } from "./database.ts";
import { Count, Instant, instant, json } from "./values.ts";

/** Of each table at most about so many pages of 8 kB are read; smaller ones are counted exactly. */
const SAMPLED_PAGES = 2_000;
const PERCENT = 100;

export function createPortalStorage(
  db: Database,
  { sampledPages = SAMPLED_PAGES }: { readonly sampledPages?: number } = {},
): PortalStorage {
  return {
    measure: async (now) => {
      const amounts = await estimate(db, sampledPages);
      await db.transaction(async () => {
        await db.run("delete from portal_storage");
        await db.run(SAVE, [json(amounts), instant(now)]);
      });
    },
    ofPortal: async (portalId) => {
      const rows = await db.rows(StoredRow, OF_PORTAL, [portalId]);
      const measuredAt = rows[0]?.measured_at;
      if (measuredAt === undefined) return null;
      return { measuredAt, amounts: rows.map(({ kind, rows, bytes }) => ({ kind, rows, bytes })) };
    },
    over: async (bytes, limit) =>
      (await db.rows(PortalRow, OVER, [bytes, limit])).map((row) => ({
        portalId: row.portal_id,
        bytes: row.bytes,
      })),
    figures: async (limitBytes) => {
      const [row] = await db.rows(FiguresRow, FIGURES, [limitBytes]);
      return { largestBytes: row?.largest ?? 0, over: row?.over ?? 0 };
    },
  };
}

const StoredRow = z.object({
  kind: z.enum(STORED_KINDS),
  rows: Count,
  bytes: Count,
  measured_at: Instant,
});
const PortalRow = z.object({ portal_id: z.string(), bytes: Count });
const FiguresRow = z.object({ largest: Count, over: Count });

const OF_PORTAL = `
  select kind, row_count as rows, byte_count as bytes, measured_at
  from portal_storage where portal_id = $1 order by byte_count desc, kind`;
const SUMS = `
  select portal_id, sum(byte_count)::bigint as bytes from portal_storage
  where portal_id <> 0 group by portal_id`;
const OVER = `select * from (${SUMS}) s where bytes > $1 order by bytes desc, portal_id limit $2`;
const FIGURES = `
  select coalesce(max(bytes), 0)::bigint as largest, count(*) filter (where bytes > $1)::bigint as over
  from (${SUMS}) s`;
const SAVE = `
  insert into portal_storage (portal_id, kind, row_count, byte_count, measured_at)
  select portal_id, kind, rows, bytes, $2::timestamptz
  from jsonb_to_recordset($1::jsonb) as r(portal_id bigint, kind text, rows bigint, bytes bigint)
  order by portal_id, kind`;

type Amount = StoredAmount & { readonly portal_id: string };

async function estimate(db: Database, sampledPages: number): Promise<readonly Amount[]> {
  const sums = new Map<string, Amount>();
  for (const { table, holds } of cataloguedTables()) {
    for (const { portalId, rows, bytes } of await sample(db, table, sampledPages)) {
      const key = `${portalId} ${holds}`;
      const sum = sums.get(key) ?? zero(portalId, holds);
      sums.set(key, { ...sum, rows: sum.rows + rows, bytes: sum.bytes + bytes });
    }
  }
  return [...sums.values()];
}

function zero(portalId: string, kind: StoredKind): Amount {
  return { portal_id: portalId, kind, rows: 0, bytes: 0 };
}

/** All parts of a partitioned table. `pages` without indexes, `bytes` with all that belongs to it. */
const SIZE = `
  with part as (
    select relid from pg_partition_tree($1::text::regclass)
    union select $1::text::regclass)
  select coalesce(sum(pg_relation_size(relid)) / current_setting('block_size')::int, 0)::bigint as pages,
    coalesce(sum(pg_total_relation_size(relid)), 0)::bigint as bytes from part`;
const SizeRow = z.object({ pages: Count, bytes: Count });
const SampledRow = z.object({ portal_id: z.string(), rows: Count });

/** Each portal's part of the rows, and with them of what the table takes on the disk. */
async function sample(db: Database, table: string, sampledPages: number) {
  const [size] = await db.rows(SizeRow, SIZE, [table]);
  if (size === undefined || size.pages === 0) return [];
  const percent = Math.min(PERCENT, (PERCENT * sampledPages) / size.pages);
  const found = await db.rows(
    SampledRow,
    `select portal_id, count(*) as rows from ${table} tablesample system (${percent})
     group by portal_id order by portal_id`,
  );
  const seen = found.reduce((sum, { rows }) => sum + rows, 0);
  return found.map(({ portal_id, rows }) => ({
    portalId: portal_id,
    rows: Math.round((rows * PERCENT) / percent),
    bytes: Math.round((size.bytes * rows) / seen),
  }));
}
