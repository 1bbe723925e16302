import { z } from "zod";
import { CareKind, VisitChannel } from "../../domain/governance/care.ts";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import {
  Shift,
  Suppression,
  type Visit,
  VisitReason,
  VisitState,
} from "../../domain/visits/visit.ts";
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
  kind: CareKind,
  reason: VisitReason,
  care_id: z.string().nullable(),
  customer_kind: CustomerKind.nullable(),
  customer_id: z.string().nullable(),
  ticket_id: z.string().nullable(),
  tier: z.string(),
  channel: VisitChannel,
  duration_minutes: z.int(),
  anchor_date: z.string().nullable(),
  earliest_date: z.string(),
  wanted_date: z.string(),
  latest_date: z.string(),
  due_date: z.string(),
  due_at: Instant,
  owner_id: z.string().nullable(),
  state: VisitState,
  suppressed: Suppression.nullable(),
  shifts: z.array(Shift),
  attempt: z.int(),
  is_pinned: z.boolean(),
  task_id: z.string().nullable(),
});

export const StoredVisit = VisitColumns.transform(
  (row): VisitRow => ({
    visitId: row.visit_id,
    kind: row.kind,
    reason: row.reason,
    careId: row.care_id,
    customer:
      row.customer_kind === null || row.customer_id === null
        ? null
        : { kind: row.customer_kind, id: row.customer_id },
    ticketId: row.ticket_id,
    tier: row.tier,
    channel: row.channel,
    durationMinutes: row.duration_minutes,
    anchorDate: row.anchor_date,
    earliestDate: row.earliest_date,
    wantedDate: row.wanted_date,
    latestDate: row.latest_date,
    dueDate: row.due_date,
    dueAt: row.due_at,
    ownerId: row.owner_id,
    state: row.state,
    suppressed: row.suppressed,
    shifts: row.shifts,
    attempt: row.attempt,
    isPinned: row.is_pinned,
    taskId: row.task_id,
  }),
);

/** Of the table under the name `v`. */
export const VISIT_COLUMNS = Object.keys(VisitColumns.shape)
  .map((column) => `v.${column}`)
  .join(", ");

const FIND = {
  name: "find_visits",
  text: `
  select ${VISIT_COLUMNS} from visit v where v.portal_id = $1 and v.visit_id = any($2::text[])`,
};

/** `offset 0` leaves the planner one way: each customer by the index. */
const OF_CUSTOMERS = {
  name: "find_visits_of_customers",
  text: `
    select ${VISIT_COLUMNS} from unnest($2::text[], $3::text[]) as r(kind, id)
    cross join lateral (
      select * from visit
      where portal_id = $1 and customer_kind = r.kind and customer_id = r.id offset 0
    ) v
    order by v.due_at, v.visit_id`,
};

const PLANNED_OF = {
  name: "list_planned_visits_of",
  text: `
  select ${VISIT_COLUMNS} from visit v
  where v.portal_id = $1 and v.owner_id = any($2::text[]) and v.state = 'planned'
  order by v.due_date, v.visit_id limit $3`,
};

const WITHOUT_TASK = `
  select ${VISIT_COLUMNS} from visit v
  where v.portal_id = $1 and v.due_date <= $2::date and v.state = 'planned' and v.task_id is null
  order by v.due_date, v.visit_id limit $3`;

const SET_TASK = "update visit set task_id = $3 where portal_id = $1 and visit_id = $2";

/** The task of a visit is left alone: planning again must not make a second one. */
export const VISIT_RECORD = {
  visit_id: "text",
  kind: "text",
  reason: "text",
  care_id: "text",
  customer_kind: "text",
  customer_id: "text",
  ticket_id: "text",
  tier: "text",
  channel: "text",
  duration_minutes: "int",
  anchor_date: "date",
  earliest_date: "date",
  wanted_date: "date",
  latest_date: "date",
  due_date: "date",
  due_at: "timestamptz",
  owner_id: "text",
  state: "text",
  suppressed: "jsonb",
  shifts: "jsonb",
  attempt: "int",
  is_pinned: "boolean",
};
const SAVED = Object.keys(VISIT_RECORD);

const UPSERT = `
  insert into visit (portal_id, ${SAVED.join(", ")})
  select $1, v.* from jsonb_to_recordset($2::jsonb)
    as v(${Object.entries(VISIT_RECORD)
      .map((column) => column.join(" "))
      .join(", ")})
  order by v.visit_id collate "C"
  on conflict (portal_id, visit_id) do update
    set ${SAVED.slice(1)
      .map((column) => `${column} = excluded.${column}`)
      .join(", ")}`;

async function save(db: Database, portalId: string, visits: readonly Visit[]): Promise<void> {
  if (visits.length === 0) return;
  await db.run(UPSERT, [portalId, json(visits.map(recordOf))]);
}

export function recordOf(visit: Visit): Readonly<Record<keyof typeof VISIT_RECORD, unknown>> {
  return {
    visit_id: visit.visitId,
    kind: visit.kind,
    reason: visit.reason,
    care_id: visit.careId,
    customer_kind: visit.customer?.kind ?? null,
    customer_id: visit.customer?.id ?? null,
    ticket_id: visit.ticketId,
    tier: visit.tier,
    channel: visit.channel,
    duration_minutes: visit.durationMinutes,
    anchor_date: visit.anchorDate,
    earliest_date: visit.earliestDate,
    wanted_date: visit.wantedDate,
    latest_date: visit.latestDate,
    due_date: visit.dueDate,
    due_at: instant(visit.dueAt),
    owner_id: visit.ownerId,
    state: visit.state,
    suppressed: visit.suppressed,
    shifts: visit.shifts,
    attempt: visit.attempt,
    is_pinned: visit.isPinned,
  };
}
