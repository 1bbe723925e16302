import { z } from "zod";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { Visit } from "../../domain/visits/visit.ts";
import type { VisitRow, Visits } from "../../ports/visit-store.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

export function createVisits(db: Database): Visits {
  const findAll: Visits["findAll"] = (portalId, visitIds) =>
    db.rows(StoredVisit, FIND, [portalId, visitIds]);
  return {
    save: (portalId, visits) => save(db, portalId, visits),
    ofCustomers: (portalId, refs) =>
      db.rows(StoredVisit, OF_CUSTOMERS, [
        portalId,
        refs.map((ref) => ref.kind),
        refs.map((ref) => ref.id),
      ]),
    find: async (portalId, visitId) => (await findAll(portalId, [visitId]))[0] ?? null,
    findAll,
    plannedOf: (portalId, ownerIds, limit) =>
      db.rows(StoredVisit, PLANNED_OF, [portalId, ownerIds, limit]),
    setTask: async (portalId, visitId, taskId) => {
      await db.run(SET_TASK, [portalId, visitId, taskId]);
    },
    withoutTask: (portalId, untilDate, limit) =>
      db.rows(StoredVisit, WITHOUT_TASK, [portalId, untilDate, limit]),
  };
}

const VisitColumns = z.object({
  visit_id: z.string(),
  customer_kind: CustomerKind.nullable(),
  customer_id: z.string().nullable(),
  ticket_id: z.string().nullable(),
  tier: z.string(),
  due_date: z.string(),
  due_at: Instant,
  owner_id: z.string().nullable(),
  state: z.enum(["planned", "done", "skipped", "cancelled"]),
  reason: z.enum(["ticket_closed", "cadence"]),
  task_id: z.string().nullable(),
});

const StoredVisit = VisitColumns.transform(
  (row): VisitRow => ({
    visitId: row.visit_id,
    customer:
      row.customer_kind === null || row.customer_id === null
        ? null
        : { kind: row.customer_kind, id: row.customer_id },
    ticketId: row.ticket_id,
    tier: row.tier,
    dueDate: row.due_date,
    dueAt: row.due_at,
    ownerId: row.owner_id,
    state: row.state,
    reason: row.reason,
    taskId: row.task_id,
  }),
);

const COLUMNS = Object.keys(VisitColumns.shape)
  .map((column) => `v.${column}`)
  .join(", ");

const FIND = `
  select ${COLUMNS} from visit v where v.portal_id = $1 and v.visit_id = any($2::text[])`;

/** `offset 0` leaves the planner one way: each customer by the index. */
const OF_CUSTOMERS = {
  name: "find_visits_of_customers",
  text: `
    select ${COLUMNS} from unnest($2::text[], $3::text[]) as r(kind, id)
    cross join lateral (
      select * from visit
      where portal_id = $1 and customer_kind = r.kind and customer_id = r.id offset 0
    ) v
    order by v.due_at, v.visit_id`,
};

const PLANNED_OF = `
  select ${COLUMNS} from visit v
  where v.portal_id = $1 and v.owner_id = any($2::text[]) and v.state = 'planned'
  order by v.due_date, v.visit_id limit $3`;

const WITHOUT_TASK = `
  select ${COLUMNS} from visit v
  where v.portal_id = $1 and v.due_date <= $2::date and v.state = 'planned' and v.task_id is null
  order by v.due_date, v.visit_id limit $3`;

const SET_TASK = "update visit set task_id = $3 where portal_id = $1 and visit_id = $2";

/** The task of a visit is left alone: planning again must not make a second one. */
const UPSERT = `
  insert into visit (portal_id, visit_id, customer_kind, customer_id, ticket_id, tier, due_date,
    due_at, owner_id, state, reason)
  select $1, v.* from jsonb_to_recordset($2::jsonb) as v(visit_id text, customer_kind text,
    customer_id text, ticket_id text, tier text, due_date date, due_at timestamptz, owner_id text,
    state text, reason text)
  order by v.visit_id collate "C"
  on conflict (portal_id, visit_id) do update set customer_kind = excluded.customer_kind,
    customer_id = excluded.customer_id, ticket_id = excluded.ticket_id, tier = excluded.tier,
    due_date = excluded.due_date, due_at = excluded.due_at, owner_id = excluded.owner_id,
    state = excluded.state, reason = excluded.reason`;

async function save(db: Database, portalId: string, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  const records = visits.map((visit) => ({
    visit_id: visit.visitId,
    customer_kind: visit.customer?.kind ?? null,
    customer_id: visit.customer?.id ?? null,
    ticket_id: visit.ticketId,
    tier: visit.tier,
    due_date: visit.dueDate,
    due_at: instant(visit.dueAt),
    owner_id: visit.ownerId,
    state: visit.state,
    reason: visit.reason,
  }));
  await db.run(UPSERT, [portalId, json(records)]);
}
