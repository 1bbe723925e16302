import { z } from "zod";
import type { Shortage } from "../../domain/visits/shortage.ts";
import type { VisitPlans } from "../../ports/visit-plan-store.ts";
import type { Database } from "./database.ts";
import { Count, instant, json } from "./values.ts";
import { recordOf, StoredVisit, VISIT_COLUMNS, VISIT_RECORD } from "./visits.ts";

export function createVisitPlans(db: Database): VisitPlans {
  return {
    loads: async (portalId) => {
      const rows = await db.rows(Load, LOADS, [portalId]);
      return new Map(rows.map((row) => [row.owner_id, row.visits]));
    },
    sharedOf: (portalId, { ownerIds, ownerProperty, knownOwners, limit }) =>
      db.rows(StoredVisit, SHARED_OF, [portalId, ownerIds, ownerProperty, knownOwners, limit]),
    saveUnlessChanged: async (portalId, changes) => {
      if (changes.length === 0) return new Set();
      const records = changes.map(({ visit, before }) => ({
        ...recordOf(visit),
        before_state: before?.state ?? null,
        before_due_date: before?.dueDate ?? null,
        before_owner_id: before?.ownerId ?? null,
        before_attempt: before?.attempt ?? null,
        before_pinned: before?.isPinned ?? null,
      }));
      const saved = await db.rows(Saved, SAVE_UNLESS_CHANGED, [portalId, json(records)]);
      return new Set(saved.map((row) => row.visit_id));
    },
    saveShortages: (portalId, shortages, now) =>
      db.transaction(async () => {
        await db.run("delete from visit_shortage where portal_id = $1", [portalId]);
        if (shortages.length === 0) return;
        await db.run(SAVE_SHORTAGES, [portalId, json(shortages), instant(now)]);
      }),
    shortages: (portalId, limit) => db.rows(StoredShortage, SHORTAGES, [portalId, limit]),
  };
}

const Load = z.object({ owner_id: z.string(), visits: Count });
const Saved = z.object({ visit_id: z.string() });

const ShortageDocument: z.ZodType<Shortage> = z.object({
  ownerId: z.string().nullable(),
  cause: z.enum(["capacity", "calendar", "late", "contact_cap", "complaint", "escalation"]),
  weekDate: z.string(),
  visits: z.int(),
  visitIds: z.array(z.string()),
});
const StoredShortage = z
  .object({ shortage: ShortageDocument })
  .transform(({ shortage }): Shortage => shortage);

const LOADS = `
  select owner_id, count(*) as visits from visit
  where portal_id = $1 and state = 'planned' and owner_id is not null group by owner_id`;

const SHARED_OF = `
  select ${VISIT_COLUMNS} from visit v
  join customer c on c.portal_id = $1 and c.kind = v.customer_kind and c.customer_id = v.customer_id
  where v.portal_id = $1 and v.state = 'planned' and v.owner_id = any($2::text[])
    and v.reason not in ('ticket_closed', 'promise', 'by_hand')
    and not (coalesce(c.properties ->> $3, '') = any($4::text[]))
  order by v.due_date desc, v.visit_id limit $5`;

const NAMES = Object.keys(VISIT_RECORD);
const BEFORE =
  "before_state text, before_due_date date, before_owner_id text, before_attempt int, before_pinned boolean";

/** Two statements in one: rows that are there are changed if nobody else did, new ones are added. */
const SAVE_UNLESS_CHANGED = `
  with wanted as materialized (
    select * from jsonb_to_recordset($2::jsonb)
      as w(${Object.entries(VISIT_RECORD)
        .map((column) => column.join(" "))
        .join(", ")}, ${BEFORE})
    order by visit_id collate "C"
  ), changed as (
    update visit v set ${NAMES.slice(1)
      .map((column) => `${column} = w.${column}`)
      .join(", ")}
    from wanted w
    where w.before_state is not null and v.portal_id = $1 and v.visit_id = w.visit_id
      and v.state = w.before_state and v.due_date = w.before_due_date
      and v.owner_id is not distinct from w.before_owner_id
      and v.attempt = w.before_attempt and v.is_pinned = w.before_pinned
    returning v.visit_id
  ), added as (
    insert into visit (portal_id, ${NAMES.join(", ")})
    select $1, ${NAMES.join(", ")} from wanted where before_state is null
    order by visit_id collate "C"
    on conflict do nothing returning visit_id
  )
  select visit_id from changed union all select visit_id from added`;

const SAVE_SHORTAGES = `
  insert into visit_shortage (portal_id, position, shortage, planned_at)
  select $1, row_number() over (order by (s.value ->> 'visits')::int desc, s.ordinality), s.value, $3
  from jsonb_array_elements($2::jsonb) with ordinality s`;

const SHORTAGES = `
  select shortage from visit_shortage where portal_id = $1 order by position limit $2`;
