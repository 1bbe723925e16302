import { z } from "zod";
import { OverdueTarget } from "../../domain/governance/overdue-rules.ts";
import type { VisitCall, VisitCalls } from "../../ports/visit-call-store.ts";
import type { Database } from "./database.ts";
import { instant, json } from "./values.ts";

export function createVisitCalls(db: Database): VisitCalls {
  return {
    note: (portalId, date, calls) => {
      if (calls.length === 0) return Promise.resolve([]);
      const rows = calls.map(({ visitId, latestDate, level, target, reader }) => ({
        visit_id: visitId,
        latest_date: latestDate,
        level,
        target,
        reader,
      }));
      return db.rows(StoredCall, NOTE, [portalId, date, json(rows)]);
    },
    readers: async (portalId, date, limit) => {
      const found = await db.rows(Reader, READERS, [portalId, date, limit]);
      return found.map(({ reader }) => reader);
    },
    of: (portalId, { reader, date }, limit) =>
      db.rows(StoredCall, OF_MESSAGE, [portalId, date, reader, limit]),
  };
}

const Reader = z.object({ reader: z.string() });

const StoredCall = z
  .object({
    visit_id: z.string(),
    latest_date: z.string(),
    level: z.int(),
    target: OverdueTarget,
    reader: z.string(),
  })
  .transform(
    (row): VisitCall => ({
      visitId: row.visit_id,
      latestDate: row.latest_date,
      level: row.level,
      target: row.target,
      reader: row.reader,
    }),
  );

const COLUMNS = "visit_id, latest_date::text, level, target, reader";

const NOTE = `
  insert into visit_call (portal_id, visit_id, latest_date, level, target, reader, told_date)
  select distinct on (c.visit_id, c.latest_date, c.level, c.target)
    $1::bigint, c.visit_id, c.latest_date, c.level, c.target, c.reader, $2::date
  from jsonb_to_recordset($3::jsonb) as c(visit_id text collate "C", latest_date date, level int,
    target text collate "C", reader text collate "C")
  order by c.visit_id, c.latest_date, c.level, c.target
  on conflict do nothing
  returning ${COLUMNS}`;

const READERS = `
  select distinct reader from visit_call where portal_id = $1 and told_date = $2::date
  order by reader limit $3`;

const OF_MESSAGE = `
  select ${COLUMNS} from visit_call
  where portal_id = $1 and told_date = $2::date and reader = $3
  order by latest_date, visit_id, level, target limit $4`;

/** Calls that nothing looks back to any more. Says how many went. */
export function forgetOldCalls(
  db: Database,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  return db.run(FORGET, [instant(before), limit]);
}

const FORGET = `
  delete from visit_call where ctid in (
    select ctid from visit_call where told_date < ($1::timestamptz)::date limit $2)`;
