import type { TicketRow } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { instant, json } from "./values.ts";

/** A customer who left its ticket is removed, as is everybody of a ticket that went away. */
const SAVE = `
  with wanted as materialized (
    select distinct * from jsonb_to_recordset($3::jsonb) as w(kind text collate "C",
      customer_id text collate "C", created_at timestamptz, ticket_id text collate "C")
  ), gone as (
    delete from ticket_customer t where t.portal_id = $1 and t.ticket_id = any($2::text[])
      and not exists (
        select from wanted w where w.ticket_id = t.ticket_id and w.kind = t.kind
          and w.customer_id = t.customer_id and w.created_at = t.created_at
      )
  )
  insert into ticket_customer (portal_id, kind, customer_id, created_at, ticket_id)
  select $1, w.* from wanted w order by w.kind, w.customer_id, w.created_at, w.ticket_id
  on conflict do nothing`;

/** Who has which tickets, to be counted and looked up by customer. */
export async function saveTicketCustomers(
  db: Database,
  portalId: string,
  rows: readonly TicketRow[],
): Promise<void> {
  const records = rows.flatMap(({ ticket }) => {
    const { ticketId, createdAt, gone, customers } = ticket;
    if (createdAt === null || gone !== null) return [];
    return customers.map(({ kind, id }) => ({
      kind,
      customer_id: id,
      created_at: instant(createdAt),
      ticket_id: ticketId,
    }));
  });
  const ticketIds = rows.map(({ ticket }) => ticket.ticketId);
  await db.run(SAVE, [portalId, ticketIds, json(records)]);
}
