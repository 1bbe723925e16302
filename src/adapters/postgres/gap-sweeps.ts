import { z } from "zod";
import { type GapSweep, type GapSweeps, SWEPT } from "../../ports/gap-store.ts";
import type { Database } from "./database.ts";
import { Instant, instant } from "./values.ts";

/** Of a portal with many closed tickets few of those looked at are open; the next turn goes on. */
const LOOKED_AT_ONCE = 20_000;

export function createGapSweeps(db: Database): GapSweeps {
  return {
    find: async (portalId, object) =>
      (await db.rows(SweepRow, FIND, [portalId, object]))[0] ?? null,
    ofPortal: (portalId) => db.rows(SweepRow, OF_PORTAL, [portalId]),
    save: async (portalId, { object, place, sweptAt, looked, found, alertedAt }) => {
      const counts = [instant(sweptAt), looked, found, instant(alertedAt)];
      await db.run(SAVE, [portalId, object, instant(place.at), place.afterId, ...counts]);
    },
    knownCustomers: async (portalId, { kind, afterId, limit }) => {
      const rows = await db.rows(CustomerIdRow, KNOWN_CUSTOMERS, [portalId, kind, afterId, limit]);
      return rows.map((row) => row.customer_id);
    },
    openTickets: async (portalId, { closedStages, afterId, limit }) => {
      const values = [portalId, afterId, LOOKED_AT_ONCE, [...closedStages], limit];
      const [row] = await db.rows(OpenRow, OPEN_TICKETS, values);
      const ticketIds = row?.ticket_ids ?? [];
      const last = ticketIds.at(-1);
      const isFull = ticketIds.length === limit && last !== undefined;
      return { ticketIds, afterId: isFull ? last : (row?.looked_until ?? null) };
    },
  };
}

const CustomerIdRow = z.object({ customer_id: z.string() });

const SweepRow = z
  .object({
    object: z.enum(SWEPT),
    from_at: Instant,
    after_id: z.string().nullable(),
    swept_at: Instant,
    looked: z.int(),
    found: z.int(),
    alerted_at: Instant.nullable(),
  })
  .transform(
    (row): GapSweep => ({
      object: row.object,
      place: { at: row.from_at, afterId: row.after_id },
      sweptAt: row.swept_at,
      looked: row.looked,
      found: row.found,
      alertedAt: row.alerted_at,
    }),
  );

const COLUMNS = "object, from_at, after_id, swept_at, looked, found, alerted_at";
const OF_PORTAL = `select ${COLUMNS} from gap_sweep where portal_id = $1 order by object`;
const FIND = `select ${COLUMNS} from gap_sweep where portal_id = $1 and object = $2`;

const SAVE = `
  insert into gap_sweep as s (portal_id, ${COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8)
  on conflict (portal_id, object) do update set from_at = excluded.from_at,
    after_id = excluded.after_id, swept_at = excluded.swept_at, looked = excluded.looked,
    found = excluded.found, alerted_at = coalesce(excluded.alerted_at, s.alerted_at)`;

const KNOWN_CUSTOMERS = `
  select customer_id from customer
  where portal_id = $1 and kind = $2 and customer_id > $3 and gone_at is null
  order by customer_id limit $4`;

const OpenRow = z.object({
  ticket_ids: z.array(z.string()),
  looked_until: z.string().nullable(),
});

/** `looked_until` is null when the end was reached, so that the next turn begins anew. */
const OPEN_TICKETS = `
  with looked as (
    select ticket_id, state from ticket where portal_id = $1 and ticket_id > $2 and state is not null
    order by ticket_id limit $3
  ), open as (
    select ticket_id from looked
    where state -> 'gone' = 'null'::jsonb
      and coalesce(state -> 'stages' -> -1 ->> 'stageId', '') <> all($4::text[])
    order by ticket_id limit $5
  )
  select coalesce((select array_agg(ticket_id order by ticket_id) from open), '{}') as ticket_ids,
    case when (select count(*) from looked) = $3 then (select max(ticket_id) from looked) end
      as looked_until`;
