import { z } from "zod";
import { type ErasedPerson, termsOf } from "../../domain/privacy/person.ts";
import type { ErasureNote, Erasures, OpenErasure, RowCounts } from "../../ports/erasure-store.ts";
import type { Database } from "./database.ts";
import { eraseAudit, searchAudit } from "./erase-audit.ts";
import { eraseDeliveries, eraseEvents, searchDeliveries } from "./erase-deliveries.ts";
import { eraseRows, searchRows } from "./erase-rows.ts";
import { blankTicket, mentionsOf, ticketsOf } from "./erase-tickets.ts";
import { Instant, instant, json } from "./values.ts";

/**
 * How long events about an erased person are still known and ignored, in days: longer than HubSpot repeats
 * anything, and longer than deliveries are kept by default.
 */
const KNOWN_FOR_DAYS = 400;
const DAY_MS = 86_400_000;

export function createErasures(db: Database): Erasures {
  const target = (portalId: string, person: ErasedPerson) => ({ db, portalId, person });
  return {
    begin: (portalId, erasure) => begin(db, portalId, erasure),
    open: (portalId, limit) => db.rows(StoredOpen, OPEN, [portalId, limit]),
    find: async (portalId, erasureId) =>
      (await db.rows(StoredOpen, FIND, [portalId, erasureId]))[0] ?? null,
    notes: (portalId, limit) => db.rows(StoredNote, NOTES, [portalId, limit]),
    tickets: (portalId, person, limit) => ticketsOf(target(portalId, person), limit),
    mentions: (portalId, person, limit) => mentionsOf(target(portalId, person), limit),
    blankTicket: (portalId, person, ticketId) => blankTicket(target(portalId, person), ticketId),
    erase: async (portalId, person) => {
      const whom = target(portalId, person);
      const ledger = await eraseEvents(whom, instant(db.timeSource.now()));
      const delivery = await eraseDeliveries(whom);
      const audit = await eraseAudit(whom);
      return sumOf({ ledger, delivery, audit }, await eraseRows(whom));
    },
    search: async (portalId, person) => {
      const whom = target(portalId, person);
      const audit = await searchAudit(whom);
      return sumOf({ ...(await searchDeliveries(whom)), audit }, await searchRows(whom));
    },
    finish: async (portalId, erasureId, { removed, now }) => {
      await db.run(FINISH, [portalId, erasureId, json(removed), instant(now)]);
    },
  };
}

/** Rows of both; tables with none are left out. */
function sumOf(one: RowCounts, other: RowCounts): RowCounts {
  const tables = [...new Set([...Object.keys(one), ...Object.keys(other)])].toSorted();
  const sums = tables.map((table) => [table, (one[table] ?? 0) + (other[table] ?? 0)] as const);
  return Object.fromEntries(sums.filter(([, rows]) => rows > 0));
}

const Terms = z.array(z.string());

const StoredOpen = z
  .object({
    erasure_id: z.string(),
    contact_id: z.string(),
    terms: Terms,
    asked_at: Instant,
  })
  .transform(
    (row): OpenErasure => ({
      erasureId: row.erasure_id,
      contactId: row.contact_id,
      terms: row.terms,
      askedAt: row.asked_at,
    }),
  );

const StoredNote = z
  .object({
    erasure_id: z.string(),
    asked_at: Instant,
    finished_at: Instant.nullable(),
    removed: z.record(z.string(), z.number()),
  })
  .transform(
    (row): ErasureNote => ({
      erasureId: row.erasure_id,
      askedAt: row.asked_at,
      finishedAt: row.finished_at,
      removed: row.removed,
    }),
  );

const OPEN_COLUMNS = "erasure_id, contact_id, terms, asked_at";
const OPEN = `
  select ${OPEN_COLUMNS} from erasure where portal_id = $1 and finished_at is null
  order by asked_at, erasure_id limit $2`;
const FIND = `
  select ${OPEN_COLUMNS} from erasure
  where portal_id = $1 and erasure_id = $2 and finished_at is null`;
const NOTES = `
  select erasure_id, asked_at, finished_at, removed from erasure where portal_id = $1
  order by asked_at desc, erasure_id limit $2`;

const PROPERTIES = `
  select properties from customer where portal_id = $1 and kind = 'contact' and customer_id = $2`;

const BEGIN = `
  insert into erasure (portal_id, erasure_id, person_hash, contact_id, terms, asked_at, expires_at)
  select p.portal_id, $2, person_hash(p.portal_id, p.erasure_salt, $3), $3, $4::jsonb, $5, $6
  from portal p where p.portal_id = $1
  on conflict do nothing`;

const FINISH = `
  update erasure set contact_id = null, terms = null, removed = $3::jsonb, finished_at = $4
  where portal_id = $1 and erasure_id = $2 and finished_at is null`;

const PropertiesRow = z.object({ properties: z.record(z.string(), z.string()) });

/** A contact with what it is called by, as far as the store knows. */
export async function personOf(
  db: Database,
  portalId: string,
  contactId: string,
): Promise<ErasedPerson> {
  const [known] = await db.rows(PropertiesRow, PROPERTIES, [portalId, contactId]);
  return { contactId, terms: termsOf(known?.properties ?? {}) };
}

async function begin(
  db: Database,
  portalId: string,
  { erasureId, contactId, now }: Parameters<Erasures["begin"]>[1],
): Promise<void> {
  await db.transaction(async () => {
    const { terms: known } = await personOf(db, portalId, contactId);
    const terms = json(known);
    const expiresAt = instant(now + KNOWN_FOR_DAYS * DAY_MS);
    await db.run(BEGIN, [portalId, erasureId, contactId, terms, instant(now), expiresAt]);
  });
}

/** Past their time nothing of them comes any more; called by the upkeep. */
export async function forgetOldErasures(
  db: Database,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  return db.run(
    `delete from erasure where ctid = any(array(
       select ctid from erasure where expires_at < $1 and finished_at is not null limit $2))`,
    [instant(before), limit],
  );
}
