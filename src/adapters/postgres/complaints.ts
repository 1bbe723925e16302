import { z } from "zod";
import { isOpenComplaint } from "../../domain/complaints/complaint.ts";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { Complaints } from "../../ports/complaint-store.ts";
import type { TicketRow } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

export function createComplaints(db: Database): Complaints {
  return {
    openOf: async (portalId, customers) => {
      const rows = await db.rows(OpenRow, OPEN_OF, [
        portalId,
        customers.map(({ kind }) => kind),
        customers.map(({ id }) => id),
      ]);
      return new Map(
        rows.map((row) => [
          `${row.kind}:${row.id}`,
          { ticketId: row.ticket_id, ownerId: row.owner_id },
        ]),
      );
    },
    open: (portalId, limit) => db.rows(ListedRow, OPEN, [portalId, limit]),
  };
}

const OpenRow = z.object({
  kind: CustomerKind,
  id: z.string(),
  ticket_id: z.string(),
  owner_id: z.string().nullable(),
});

/** A ticket that went away has no customers there any more. */
const OPEN_OF = `
  select distinct on (r.kind, r.id) r.kind, r.id, c.ticket_id, c.owner_id
  from unnest($2::text[], $3::text[]) as r(kind, id)
  join ticket_customer t on t.portal_id = $1 and t.kind = r.kind and t.customer_id = r.id
  join complaint c on c.portal_id = $1 and c.ticket_id = t.ticket_id and c.is_open
  order by r.kind, r.id, c.opened_at, c.ticket_id`;

const ListedRow = z
  .object({
    ticket_id: z.string(),
    state: z.enum(["proposed", "dismissed", "open", "acknowledged", "answered", "closed"]),
    opened_at: Instant.nullable(),
  })
  .transform((row) => ({ ticketId: row.ticket_id, state: row.state, since: row.opened_at }));

const OPEN = `
  select ticket_id, state, opened_at from complaint where portal_id = $1 and is_open
  order by opened_at, ticket_id limit $2`;

const SAVE = `
  with wanted as materialized (
    select * from jsonb_to_recordset($3::jsonb) as w(ticket_id text collate "C", state text,
      is_open boolean, owner_id text, opened_at timestamptz)
  ), gone as (
    delete from complaint c where c.portal_id = $1 and c.ticket_id = any($2::text[])
      and not exists (select from wanted w where w.ticket_id = c.ticket_id)
  )
  insert into complaint (portal_id, ticket_id, state, is_open, owner_id, opened_at)
  select $1, w.* from wanted w order by w.ticket_id
  on conflict (portal_id, ticket_id) do update set state = excluded.state,
    is_open = excluded.is_open, owner_id = excluded.owner_id, opened_at = excluded.opened_at`;

/** What tickets that were saved are as complaints. */
export async function saveComplaints(
  db: Database,
  portalId: string,
  rows: readonly TicketRow[],
): Promise<void> {
  const records = rows.flatMap(({ ticket, complaint }) => {
    if (complaint === null || ticket.gone !== null) return [];
    return {
      ticket_id: ticket.ticketId,
      state: complaint.state,
      is_open: isOpenComplaint(complaint),
      owner_id: ticket.ownerId,
      opened_at: instant(complaint.since),
    };
  });
  const ticketIds = rows.map(({ ticket }) => ticket.ticketId);
  await db.run(SAVE, [portalId, ticketIds, json(records)]);
}
