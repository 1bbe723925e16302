import { z } from "zod";
import type { AuditChain, ChainHead } from "../../ports/audit-chain.ts";
import { ENTRY_COLUMNS, EntryColumns, entryOf } from "./audit.ts";
import { contentDigestOf, ERASED, hashOf, PERSON_KEYS, personDigestOf } from "./audit-hash.ts";
import { coverOf } from "./audit-reseal.ts";
import { newSalt, SEALED_COLUMNS, SealedRow, sealedOf } from "./audit-rows.ts";
import type { Database } from "./database.ts";
import { Count, Instant, instant, json } from "./values.ts";

const BEGINNING: ChainHead = { position: 0, hash: "" };

export function createAuditChain(db: Database): AuditChain {
  const head: AuditChain["head"] = async (portalId) =>
    (await db.rows(StoredHead, HEAD, [portalId]))[0] ?? null;

  return {
    head,
    unsealed: async () =>
      (await db.rows(PortalRow, UNSEALED, [])).map(({ portal_id }) => portal_id),
    seal: (portalId, options) =>
      db.transaction(async () => {
        const [lock] = await db.rows(Lock, TRY_LOCK, [`seal ${portalId}`]);
        if (lock?.is_taken !== true) return 0;
        const rows = await db.rows(UnsealedRow, NEXT, [portalId, options.limit]);
        if (rows.length === 0) return 0;
        const seals = sealsOf(rows, { portalId, now: options.now, head: await head(portalId) });
        const last = seals.at(-1);
        await db.run(SEAL, [portalId, instant(options.now), json(seals)]);
        await db.run(MOVE_HEAD, [portalId, last?.seal_position, last?.hash]);
        return seals.length;
      }),
    page: async (portalId, afterPosition, limit) =>
      (await db.rows(SealedRow, PAGE, [portalId, afterPosition, limit])).map((row) =>
        sealedOf(portalId, row),
      ),
    waiting: async (portalId) => {
      const [found] = await db.rows(Waiting, WAITING, [portalId]);
      return { count: found?.count ?? 0, oldestAt: found?.oldest ?? null };
    },
    resealed: (portalId) => coverOf(db, portalId),
    erasePerson: (portalId, actor) => db.run(ERASE, [portalId, actor, ERASED, PERSON_KEYS]),
  };
}

const PortalRow = z.object({ portal_id: z.string() });

/** Places and hashes of rows that follow the end of the chain, in their order. */
function sealsOf(
  rows: readonly z.infer<typeof UnsealedRow>[],
  options: { readonly portalId: string; readonly now: number; readonly head: ChainHead | null },
) {
  let { position, hash: previousHash } = options.head ?? BEGINNING;
  return rows.map(({ entry_id, ...columns }) => {
    const entry = entryOf(columns);
    const [personSalt, contentSalt] = [newSalt(), newSalt()];
    const digests = {
      person: personDigestOf(entry, personSalt),
      content: contentDigestOf(entry, contentSalt),
    };
    position += 1;
    const place = { portalId: options.portalId, position, previousHash, sealedAt: options.now };
    const hash = hashOf(place, entry, digests);
    const seal = {
      ...{ entry_id, subject: entry.subject, seal_position: position },
      ...{ previous_hash: previousHash, hash },
      ...{ person_digest: digests.person, person_salt: personSalt },
      ...{ content_digest: digests.content, content_salt: contentSalt },
    };
    previousHash = hash;
    return seal;
  });
}

const Lock = z.object({ is_taken: z.boolean() });
const StoredHead = z.object({ position: Count, hash: z.string() });
const Waiting = z.object({ count: Count, oldest: Instant.nullable() });
const UnsealedRow = EntryColumns.extend({ entry_id: z.string() });

const HEAD = "select position, hash from audit_chain where portal_id = $1";

const UNSEALED = `
  select distinct portal_id from audit where seal_position is null order by portal_id`;

/** Whoever is at it goes on; the others have nothing to do. */
const TRY_LOCK = "select pg_try_advisory_xact_lock(hashtextextended($1, 0)) as is_taken";

const NEXT = `
  select entry_id, ${ENTRY_COLUMNS} from audit where portal_id = $1 and seal_position is null
  order by at, written_order limit $2`;

const SEAL = `
  update audit a set seal_position = s.seal_position, sealed_at = $2, hash = s.hash,
    previous_hash = s.previous_hash, person_digest = s.person_digest, person_salt = s.person_salt,
    content_digest = s.content_digest, content_salt = s.content_salt
  from jsonb_to_recordset($3::jsonb) as s(entry_id uuid, subject text, seal_position bigint,
    previous_hash text, hash text, person_digest text, person_salt text, content_digest text,
    content_salt text)
  where a.portal_id = $1 and a.subject = s.subject and a.entry_id = s.entry_id`;

const MOVE_HEAD = `
  insert into audit_chain (portal_id, position, hash) values ($1, $2, $3)
  on conflict (portal_id) do update set position = excluded.position, hash = excluded.hash`;

const PAGE = `
  select ${SEALED_COLUMNS} from audit where portal_id = $1 and seal_position > $2 order by seal_position limit $3`;

const WAITING = `
  select count(*), min(at) as oldest from audit where portal_id = $1 and seal_position is null`;

/** Entries that are not sealed yet lose the person as well. */
const ERASE = `
  update audit set actor = $3, detail = detail - $4::text[], person_salt = null
  where portal_id = $1 and actor = $2`;
