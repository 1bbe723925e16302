import { z } from "zod";
import type { RowCounts } from "../../ports/erasure-store.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Leaving, PortalPurges } from "../../ports/portal-purges.ts";
import { cataloguedTables } from "./data-catalogue.ts";
import type { Database } from "./database.ts";
import { forgetJobs } from "./forget-jobs.ts";
import { Count, Instant, instant, json } from "./values.ts";

const ROWS_PER_DELETE = 5_000;
/** What running work wrote in between goes with the next pass. */
const PASSES_LIMIT = 3;

export function createPortalPurges(db: Database): PortalPurges {
  return {
    leaving: async (portalId) => (await db.rows(StoredLeaving, LEAVING, [portalId]))[0] ?? null,
    setFarewell: async (portalId, farewell) => {
      await db.run("update portal set farewell = $2 where portal_id = $1", [portalId, farewell]);
    },
    due: (disconnectedBefore) => db.rows(StoredDue, DUE, [instant(disconnectedBefore)]),
    purge: (portalId, options) => purge(db, portalId, options),
    count: (portalId) => count(db, portalId),
  };
}

const StoredLeaving = z
  .object({
    farewell: z.enum(["keep", "purge"]),
    disconnected_at: Instant.nullable(),
    purging_since: Instant.nullable(),
  })
  .transform(
    (row): Leaving => ({
      farewell: row.farewell,
      disconnectedAt: row.disconnected_at,
      purgingSince: row.purging_since,
    }),
  );

const LEAVING = `
  select farewell, disconnected_at, purging_since from portal where portal_id = $1`;

const StoredDue = z
  .object({ portal_id: z.string(), cause: z.enum(["asked", "retention"]) })
  .transform((row) => ({ portalId: row.portal_id, cause: row.cause }));

const DUE = `
  select portal_id, case farewell when 'purge' then 'asked' else 'retention' end as cause
  from portal
  where state = 'disconnected'
    and (farewell = 'purge' or disconnected_at < $1 or purging_since is not null)
  order by portal_id`;

const BEGIN = `
  update portal set purging_since = coalesce(purging_since, $2)
  where portal_id = $1 and state = 'disconnected'`;

async function purge(
  db: Database,
  portalId: string,
  { cause, now }: Parameters<PortalPurges["purge"]>[1],
): Promise<RowCounts | null> {
  if ((await db.run(BEGIN, [portalId, instant(now)])) === 0) return null;
  const removed: Record<string, number> = {};
  for (let pass = 1; pass <= PASSES_LIMIT; pass += 1) {
    for (const table of tablesOfPortal()) {
      const rows = await emptyTable(db, portalId, table);
      if (rows > 0) removed[table] = (removed[table] ?? 0) + rows;
    }
    const jobs = await forgetJobs(db, portalId);
    if (jobs > 0) removed["jobs"] = (removed["jobs"] ?? 0) + jobs;
    const { portal: _itself, ...left } = await count(db, portalId);
    if (Object.keys(left).length > 0) continue;
    await end(db, portalId, { cause, now, removed });
    return removed;
  }
  throw new PluginError("purge_unfinished", `rows of portal ${portalId} were written meanwhile`, {
    retryable: true,
  });
}

/** The tables that are emptied; the portal's own row goes last, with the record that it went. */
function tablesOfPortal(): readonly string[] {
  return cataloguedTables()
    .filter(({ table, isKept }) => isKept !== true && table !== "portal")
    .map(({ table }) => table);
}

async function emptyTable(db: Database, portalId: string, table: string): Promise<number> {
  // Places of two partitions may be the same: then the other row goes too, as all of them do.
  const statement = `
    delete from ${table} where portal_id = $1 and ctid = any(array(
      select ctid from ${table} where portal_id = $1 limit ${ROWS_PER_DELETE}))`;
  let rows = 0;
  for (let gone = 1; gone > 0; rows += gone) gone = await db.run(statement, [portalId]);
  return rows;
}

async function end(
  db: Database,
  portalId: string,
  { cause, now, removed }: { cause: string; now: number; removed: RowCounts },
): Promise<void> {
  await db.transaction(async () => {
    await db.run("delete from portal where portal_id = $1", [portalId]);
    await db.run(
      `insert into purged_portal (portal_id, purged_at, cause, removed)
       values ($1, $2, $3, $4::jsonb) on conflict do nothing`,
      [portalId, instant(now), cause, json(removed)],
    );
  });
}

const RowsRow = z.object({ rows: Count });

async function count(db: Database, portalId: string): Promise<RowCounts> {
  const counts: Record<string, number> = {};
  for (const table of [...tablesOfPortal(), "portal"]) {
    const statement = `select count(*) as rows from ${table} where portal_id = $1`;
    const [found] = await db.rows(RowsRow, statement, [portalId]);
    if (found !== undefined && found.rows > 0) counts[table] = found.rows;
  }
  return counts;
}
