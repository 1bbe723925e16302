import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { AuditEntry } from "../../ports/audit.ts";
import type { AuditChain, ChainHead, SealedEntry } from "../../ports/audit-chain.ts";
import { ENTRY_COLUMNS, EntryColumns, entryOf } from "./audit.ts";
import {
  contentDigestOf,
  ERASED,
  hashOf,
  isWithoutContent,
  isWithoutPerson,
  PERSON_KEYS,
  personDigestOf,
} from "./audit-hash.ts";
import type { Database } from "./database.ts";
import { Count, Instant, instant, json } from "./values.ts";

const SALT_BYTES = 16;
const BEGINNING: ChainHead = { position: 0, hash: "" };

export function createAuditChain(db: Database): AuditChain {
  const head: AuditChain["head"] = async (portalId) =>
    (await db.rows(StoredHead, HEAD, [portalId]))[0] ?? null;

  return {
    head,
    unsealed: async () =>
      (await db.rows(z.object({ portal_id: z.string() }), UNSEALED, [])).map(
        ({ portal_id }) => portal_id,
      ),
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
    erasePerson: (portalId, actor) => db.run(ERASE, [portalId, actor, ERASED, PERSON_KEYS]),
  };
}

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

function newSalt(): string {
  return randomBytes(SALT_BYTES).toString("hex");
}

function sealedOf(portalId: string, row: z.infer<typeof SealedRow>): SealedEntry {
  const entry = entryOf(row);
  const { previous_hash: previousHash, hash, sealed_at: sealedAt } = row;
  const position = row.seal_position;
  const isContentErased = row.content_digest !== null && row.content_salt === null;
  const isErased = row.person_salt === null || isContentErased;
  const digests = { person: personIn(row, entry), content: contentIn(row, entry) };
  const hashNow = hashOf({ portalId, position, previousHash, sealedAt }, entry, digests);
  return { entry, position, sealedAt, previousHash, hash, hashNow, isErased };
}

type Digested = z.infer<typeof SealedRow>;

/** Without its salt a person's digest holds only where nothing of the person is left. */
function personIn({ person_digest, person_salt }: Digested, entry: AuditEntry): string {
  if (person_salt === null && isWithoutPerson(entry)) return person_digest;
  return personDigestOf(entry, person_salt ?? "");
}

/** The same of what the entry told. */
function contentIn({ content_digest, content_salt }: Digested, entry: AuditEntry): string | null {
  if (content_digest === null) return null;
  if (content_salt === null && isWithoutContent(entry)) return content_digest;
  return contentDigestOf(entry, content_salt ?? "");
}

const Lock = z.object({ is_taken: z.boolean() });
const StoredHead = z.object({ position: Count, hash: z.string() });
const Waiting = z.object({ count: Count, oldest: Instant.nullable() });
const UnsealedRow = EntryColumns.extend({ entry_id: z.string() });
const SealedRow = EntryColumns.extend({
  seal_position: Count,
  sealed_at: Instant,
  previous_hash: z.string(),
  hash: z.string(),
  person_digest: z.string(),
  person_salt: z.string().nullable(),
  content_digest: z.string().nullable(),
  content_salt: z.string().nullable(),
});

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
  select seal_position, sealed_at, previous_hash, hash, person_digest, person_salt, content_digest,
    content_salt, ${ENTRY_COLUMNS}
  from audit where portal_id = $1 and seal_position > $2 order by seal_position limit $3`;

const WAITING = `
  select count(*), min(at) as oldest from audit where portal_id = $1 and seal_position is null`;

/** Entries that are not sealed yet lose the person as well. */
const ERASE = `
  update audit set actor = $3, detail = detail - $4::text[], person_salt = null
  where portal_id = $1 and actor = $2`;
