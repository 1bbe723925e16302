import { z } from "zod";
import type { ResealedEntries } from "../../ports/audit-chain.ts";
import { coverWith } from "./audit-hash.ts";
import { resealOf, SEALED_COLUMNS, SealedRow } from "./audit-rows.ts";
import type { Database } from "./database.ts";
import { Count, instant, json } from "./values.ts";

const PAGE = 1_000;
const SUBJECT = "audit";
const ACTION = "log_resealed";

/**
 * Gives entries whose hash covers the words themselves a second seal that covers a salted digest of them,
 * and notes in the log what that covers and where the chain ended, all in one transaction. Afterwards they
 * may lose their words as any other entry. Once a portal: newer entries have such a digest from the start.
 */
export async function resealAudit(db: Database, portalId: string): Promise<number> {
  if ((await db.query(ANY_FIXED, [portalId])).rowCount === 0) return 0;
  return db.transaction(async () => {
    // Whoever seals, or does the same, waits.
    await db.query(LOCK, [`seal ${portalId}`]);
    await db.query("set local statement_timeout = 0");
    let [count, faulty] = [0, 0];
    for (let page = await nextPage(db, portalId); page.length > 0; ) {
      const seals = page.map((row) => resealOf(portalId, row));
      await db.run(RESEAL, [portalId, json(seals)]);
      count += seals.length;
      faulty += seals.filter(({ resealHash }) => resealHash === "").length;
      page = await nextPage(db, portalId);
    }
    if (count === 0) return 0;
    const { cover } = await coverOf(db, portalId);
    const detail = json({ entries: count, faulty, cover, head: await headOf(db, portalId) });
    const now = instant(db.timeSource.now());
    await db.run(NOTE, [portalId, SUBJECT, now, ACTION, detail]);
    return count;
  });
}

/** What the second seals cover now, and what was noted that they cover. */
export async function coverOf(db: Database, portalId: string): Promise<ResealedEntries> {
  let [after, cover, entries] = [0, "", 0];
  for (;;) {
    const page = await db.rows(CoverRow, COVERED, [portalId, after, PAGE]);
    for (const { seal_position, reseal_hash } of page) {
      cover = coverWith(cover, seal_position, reseal_hash);
      after = seal_position;
    }
    entries += page.length;
    if (page.length < PAGE) break;
  }
  const [noted] = await db.rows(NotedRow, NOTED, [portalId, SUBJECT, ACTION]);
  return { entries, cover, noted: noted?.cover ?? null };
}

function nextPage(db: Database, portalId: string): Promise<readonly SealedRow[]> {
  return db.rows(SealedRow, FIXED, [portalId, PAGE]);
}

async function headOf(db: Database, portalId: string): Promise<string> {
  const [head] = await db.rows(HeadRow, HEAD, [portalId]);
  return head?.hash ?? "";
}

const CoverRow = z.object({ seal_position: Count, reseal_hash: z.string() });
const HeadRow = z.object({ hash: z.string() });
const NotedRow = z.object({ cover: z.string().nullable() });

const IS_FIXED = "portal_id = $1 and seal_position is not null and content_digest is null";
const ANY_FIXED = `select from audit where ${IS_FIXED} limit 1`;
const LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";
const FIXED = `
  select ${SEALED_COLUMNS} from audit where ${IS_FIXED} order by seal_position limit $2`;
const RESEAL = `
  update audit a set content_digest = s.content, content_salt = s.salt, reseal_hash = s."resealHash"
  from jsonb_to_recordset($2::jsonb) as s(position bigint, content text, salt text,
    "resealHash" text)
  where a.portal_id = $1 and a.seal_position = s.position`;
const COVERED = `
  select seal_position, reseal_hash from audit
  where portal_id = $1 and reseal_hash is not null and seal_position > $2
  order by seal_position limit $3`;
const HEAD = "select hash from audit_chain where portal_id = $1";
const NOTE = `
  insert into audit (portal_id, subject, at, position, actor, action, detail, origin)
  values ($1, $2, $3, 0, 'aftercare', $4, $5::text::jsonb, 'aftercare')`;
const NOTED = `
  select detail ->> 'cover' as cover from audit
  where portal_id = $1 and subject = $2 and action = $3 order by at limit 1`;
