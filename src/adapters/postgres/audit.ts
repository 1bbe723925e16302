import { z } from "zod";
import type { Audit, AuditEntry } from "../../ports/audit.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

/** `position` keeps the order of entries that were appended together. */
const APPEND = `
  insert into audit (portal_id, subject, at, position, actor, action, detail, origin, before, after)
  select $1, e.* from jsonb_to_recordset($2::jsonb) as e(subject text, at timestamptz, position int,
    actor text, action text, detail jsonb, origin text, before jsonb, after jsonb)
  order by e.subject collate "C", e.at, e.position`;

/** What an entry is made of. */
export const ENTRY_COLUMNS = "at, actor, action, subject, detail, origin, before, after";

const OF_SUBJECT = `
  select ${ENTRY_COLUMNS} from audit where portal_id = $1 and subject = $2
  order by at desc, written_order desc limit $3`;

/** A subject has no row to lock before there is one. */
const LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

const Values = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export const EntryColumns = z.object({
  at: Instant,
  actor: z.string(),
  action: z.string(),
  subject: z.string(),
  detail: Values,
  origin: z.enum(["card", "slack", "cli", "crm", "settings", "aftercare"]).nullable(),
  before: Values.nullable(),
  after: Values.nullable(),
});

/** Without the keys of what is not known. */
export function entryOf({
  at,
  actor,
  action,
  subject,
  detail,
  origin,
  before,
  after,
}: z.infer<typeof EntryColumns>): AuditEntry {
  return {
    ...{ at, actor, action, subject, detail },
    ...(origin === null ? {} : { from: origin }),
    ...(before === null ? {} : { before }),
    ...(after === null ? {} : { after }),
  };
}

const EntryRow = EntryColumns.transform(entryOf);

/** Append-only; the newest entries are given first. */
export function createAudit(db: Database): Audit {
  return {
    append: async (portalId, entries) => {
      if (entries.length === 0) return;
      const rows = entries.map(({ from, ...entry }, position) => ({
        ...entry,
        at: instant(entry.at),
        origin: from,
        position,
      }));
      await db.run(APPEND, [portalId, json(rows)]);
    },
    of: (portalId, subject, limit) => db.rows(EntryRow, OF_SUBJECT, [portalId, subject, limit]),
    lock: async (portalId, subject) => {
      await db.query(LOCK, [`audit ${portalId} ${subject}`]);
    },
  };
}
