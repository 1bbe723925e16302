import { z } from "zod";
import { CustomerRef } from "../../domain/tiering/customer.ts";
import type { Recurrence, Recurrences, TicketText } from "../../ports/recurrence-store.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

export function createRecurrences(db: Database): Recurrences {
  return {
    texts: (portalId, { createdSince, limit }) =>
      db.rows(StoredText, TEXTS, [portalId, createdSince, limit]),
    keysOf: async (portalId, ticketIds) => {
      const rows = await db.rows(StoredKey, KEYS, [portalId, ticketIds]);
      return new Map(rows.map((row) => [row.ticket_id, row.recurrence_key]));
    },
    save: (portalId, recurrences) => save(db, portalId, recurrences),
    find: async (portalId, key) =>
      (await db.rows(StoredRecurrence, FIND, [portalId, key]))[0] ?? null,
  };
}

const Customers = z.array(CustomerRef.loose().transform(({ kind, id }) => ({ kind, id })));
const Field = z.object({ at: z.number(), property: z.string(), value: z.string() });

const StoredText = z
  .object({
    ticket_id: z.string(),
    created_at: z.number(),
    subject: z.string(),
    customers: Customers,
    fields: z.array(Field),
  })
  .transform(
    (row): TicketText => ({
      ticketId: row.ticket_id,
      createdAt: row.created_at,
      text: row.subject,
      customers: row.customers,
      // In order of time: the last one told wins.
      fields: Object.fromEntries(row.fields.map(({ property, value }) => [property, value])),
    }),
  );

/** Of each ticket only what it is compared by: its whole state is ten times as much. */
const TEXTS = `
  select ticket_id, (state ->> 'createdAt')::float8 as created_at, state ->> 'subject' as subject,
    state -> 'customers' as customers, state -> 'fields' as fields
  from ticket
  where portal_id = $1 and (state ->> 'createdAt')::float8 >= $2
    and jsonb_typeof(state -> 'gone') is distinct from 'object'
  order by (state ->> 'createdAt')::float8 desc, ticket_id limit $3`;

const StoredKey = z.object({ ticket_id: z.string(), recurrence_key: z.string() });
const KEYS = `
  select ticket_id, recurrence_key from recurrence_ticket
  where portal_id = $1 and ticket_id = any($2::text[])`;

const Terms = z.array(z.object({ term: z.string(), tickets: z.int() }));

const StoredRecurrence = z
  .object({
    recurrence_key: z.string(),
    category: z.string().nullable(),
    product: z.string().nullable(),
    terms: Terms,
    ticket_ids: z.array(z.string()),
    opened_at: Instant,
    changed_at: Instant,
  })
  .transform(
    (row): Recurrence => ({
      key: row.recurrence_key,
      category: row.category,
      product: row.product,
      terms: row.terms,
      ticketIds: row.ticket_ids,
      openedAt: row.opened_at,
      changedAt: row.changed_at,
    }),
  );

const FIND = `
  select r.recurrence_key, r.category, r.product, r.terms, r.opened_at, r.changed_at,
    coalesce((
      select jsonb_agg(t.ticket_id order by t.added_at, t.ticket_id) from recurrence_ticket t
      where t.portal_id = r.portal_id and t.recurrence_key = r.recurrence_key
    ), '[]') as ticket_ids
  from recurrence r where r.portal_id = $1 and r.recurrence_key = $2`;

const UPSERT = `
  insert into recurrence (portal_id, recurrence_key, category, product, terms, opened_at, changed_at)
  select distinct on (r.recurrence_key) $1::bigint, r.*
  from jsonb_to_recordset($2::jsonb) as r(recurrence_key text collate "C", category text,
    product text, terms jsonb, opened_at timestamptz, changed_at timestamptz)
  order by r.recurrence_key
  on conflict (portal_id, recurrence_key) do update set terms = excluded.terms,
    changed_at = excluded.changed_at`;

const ADD_TICKETS = `
  insert into recurrence_ticket (portal_id, ticket_id, recurrence_key, added_at)
  select $1, t.* from jsonb_to_recordset($2::jsonb)
    as t(ticket_id text, recurrence_key text, added_at timestamptz)
  order by t.ticket_id collate "C"
  on conflict do nothing`;

async function save(
  db: Database,
  portalId: string,
  recurrences: readonly Recurrence[],
): Promise<void> {
  if (recurrences.length === 0) return;
  const records = recurrences.map((one) => ({
    recurrence_key: one.key,
    category: one.category,
    product: one.product,
    terms: one.terms,
    opened_at: instant(one.openedAt),
    changed_at: instant(one.changedAt),
  }));
  const tickets = recurrences.flatMap(({ key, ticketIds, changedAt }) =>
    ticketIds.map((ticket_id) => ({
      ticket_id,
      recurrence_key: key,
      added_at: instant(changedAt),
    })),
  );
  await db.transaction(async () => {
    await db.run(UPSERT, [portalId, json(records)]);
    await db.run(ADD_TICKETS, [portalId, json(tickets)]);
  });
}
