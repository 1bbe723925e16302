import { z } from "zod";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { Disputes, OpenDispute } from "../../ports/visit-plan-store.ts";
import type { Database } from "./database.ts";
import { Instant } from "./values.ts";

export function createDisputes(db: Database): Disputes {
  return {
    openOf: (portalId, customers, { categoryProperty, complaintCategories, closedStages }) =>
      db.rows(StoredDispute, OPEN_OF, [
        portalId,
        customers.map(({ kind }) => kind),
        customers.map(({ id }) => id),
        categoryProperty,
        complaintCategories,
        closedStages,
      ]),
  };
}

const StoredDispute = z
  .object({
    kind: CustomerKind,
    customer_id: z.string(),
    by: z.enum(["complaint", "escalation"]),
    subject_id: z.string(),
    owner_id: z.string().nullable(),
    since_at: Instant,
  })
  .transform(
    (row): OpenDispute => ({
      customer: { kind: row.kind, id: row.customer_id },
      by: row.by,
      subjectId: row.subject_id,
      ownerIds: row.owner_id === null ? [] : [row.owner_id],
      sinceAt: row.since_at,
    }),
  );

/**
 * The tickets of each customer by the index, and of those the complaints that are open and the cases
 * that have not ended. What a ticket is as a complaint goes before its category, which tells it only of
 * tickets that were not looked at since. A case that was handed over goes on in the one that it was
 * handed to.
 */
const OPEN_OF = {
  name: "find_open_disputes",
  text: `
    with ticket_of as materialized (
      select r.kind, r.id as customer_id, t.ticket_id, t.state
      from (select distinct kind, id from unnest($2::text[], $3::text[]) as w(kind, id)) r
      join ticket_customer tc
        on tc.portal_id = $1 and tc.kind = r.kind and tc.customer_id = r.id
      join ticket t on t.portal_id = $1 and t.ticket_id = tc.ticket_id
    )
    select o.kind, o.customer_id, 'complaint' as by, o.ticket_id as subject_id, c.owner_id,
      coalesce(c.opened_at, to_timestamp((o.state ->> 'createdAt')::float8 / 1000)) as since_at
    from ticket_of o
    join complaint c on c.portal_id = $1 and c.ticket_id = o.ticket_id
    where c.is_open
    union all
    select kind, customer_id, 'complaint', ticket_id, state ->> 'ownerId',
      to_timestamp((state ->> 'createdAt')::float8 / 1000)
    from ticket_of o
    where not exists (
        select from complaint c where c.portal_id = $1 and c.ticket_id = o.ticket_id
      )
      and not (coalesce(state -> 'stages' -> -1 ->> 'stageId', '') = any($6::text[]))
      and (
        select f.value ->> 'value' from jsonb_array_elements(state -> 'fields') with ordinality f
        where f.value ->> 'property' = $4 order by f.ordinality desc limit 1
      ) = any($5::text[])
    union all
    select o.kind, o.customer_id, 'escalation', e.case_id, o.state ->> 'ownerId', e.opened_at
    from ticket_of o
    join escalation e on e.portal_id = $1 and e.ticket_id = o.ticket_id
    where e.ended_at is null and e.state <> 'handed_over'
    order by 1, 2, 3, 4`,
};
