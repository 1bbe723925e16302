import { z } from "zod";
import type { Audit, AuditEntry } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

/** `position` keeps the order of entries that were appended together. */
const APPEND = `
  insert into audit (portal_id, subject, at, position, actor, action, detail)
  select $1, e.* from jsonb_to_recordset($2::jsonb) as e(subject text, at timestamptz, position int,
    actor text, action text, detail jsonb)
  order by e.subject collate "C", e.at, e.position`;

const OF_SUBJECT = `
  select at, actor, action, subject, detail from audit where portal_id = $1 and subject = $2
  order by at desc, position desc limit $3`;

/** A subject has no row to lock before there is one. */
const LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

const StoredEntry: z.ZodType<AuditEntry> = z.object({
  at: Instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});

/** Append-only; the newest entries are given first. */
export function createAudit(db: Database): Audit {
  return {
    append: async (portalId, entries) => {
      if (entries.length === 0) return;
      const rows = entries.map((entry, position) => ({
        ...entry,
        at: instant(entry.at),
        position,
      }));
      await db.run(APPEND, [portalId, json(rows)]);
    },
    of: (portalId, subject, limit) => db.rows(StoredEntry, OF_SUBJECT, [portalId, subject, limit]),
    lock: async (portalId, subject) => {
      await db.query(LOCK, [`audit ${portalId} ${subject}`]);
    },
  };
}
