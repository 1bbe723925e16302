import { z } from "zod";
import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import { type Touch, TouchKind, TouchSource } from "../../domain/visits/touch.ts";
import { TOUCHES_A_CUSTOMER, type Touches } from "../../ports/touch-store.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

export function createTouches(db: Database): Touches {
  return {
    save: (portalId, touches) => save(db, portalId, touches),
    remove: async (portalId, touchIds) => {
      if (touchIds.length > 0) await db.run(REMOVE, [portalId, touchIds]);
    },
    lastReal: async (portalId, customers) => {
      const rows = await db.rows(LastReal, LAST_REAL, [portalId, ...columnsOf(customers)]);
      return new Map(rows.map((row) => [`${row.customer_kind}:${row.customer_id}`, row.last_at]));
    },
    since: (portalId, customers, at) =>
      db.rows(StoredTouch, SINCE, [
        portalId,
        ...columnsOf(customers),
        instant(at),
        TOUCHES_A_CUSTOMER,
      ]),
  };
}

const columnsOf = (customers: readonly CustomerRef[]) => [
  customers.map(({ kind }) => kind),
  customers.map(({ id }) => id),
];

const LastReal = z.object({
  customer_kind: CustomerKind,
  customer_id: z.string(),
  last_at: Instant,
});

const TouchColumns = z.object({
  customer_kind: CustomerKind,
  customer_id: z.string(),
  touch_id: z.string(),
  touched_at: Instant,
  kind: TouchKind,
  is_real: z.boolean(),
  owner_id: z.string().nullable(),
  source: TouchSource,
});

const StoredTouch = TouchColumns.transform(
  (row): Touch => ({
    touchId: row.touch_id,
    customer: { kind: row.customer_kind, id: row.customer_id },
    at: row.touched_at,
    kind: row.kind,
    isReal: row.is_real,
    ownerId: row.owner_id,
    source: row.source,
  }),
);

const COLUMNS = Object.keys(TouchColumns.shape).join(", ");

/** `limit 1` and the lateral join leave the planner one way: each customer by the index. */
const LAST_REAL = {
  name: "find_last_real_touches",
  text: `
    select r.kind as customer_kind, r.id as customer_id, t.touched_at as last_at
    from (select distinct kind, id from unnest($2::text[], $3::text[]) as w(kind, id)) r
    cross join lateral (
      select touched_at from touch
      where portal_id = $1 and customer_kind = r.kind and customer_id = r.id and is_real
      order by touched_at desc limit 1
    ) t`,
};

const SINCE = {
  name: "find_touches_since",
  text: `
    select t.* from (select distinct kind, id from unnest($2::text[], $3::text[]) as w(kind, id)) r
    cross join lateral (
      select ${COLUMNS} from touch
      where portal_id = $1 and customer_kind = r.kind and customer_id = r.id and touched_at >= $4
      order by touched_at desc limit $5
    ) t
    order by t.touched_at, t.touch_id, t.customer_kind, t.customer_id`,
};

const REMOVE = "delete from touch where portal_id = $1 and touch_id = any($2::text[])";

const UPSERT = `
  insert into touch (portal_id, ${COLUMNS})
  select $1, t.* from jsonb_to_recordset($2::jsonb) as t(customer_kind text, customer_id text,
    touch_id text, touched_at timestamptz, kind text, is_real boolean, owner_id text, source text)
  order by t.customer_kind collate "C", t.customer_id collate "C", t.touch_id collate "C"
  on conflict (portal_id, customer_kind, customer_id, touch_id) do update
    set touched_at = excluded.touched_at, kind = excluded.kind, is_real = excluded.is_real,
      owner_id = excluded.owner_id, source = excluded.source`;

async function save(db: Database, portalId: string, touches: readonly Touch[]): Promise<void> {
  // One statement may not touch a row twice; of two alike the later one counts.
  const unlike = new Map(
    touches.map((touch) => [`${touch.customer.kind}:${touch.customer.id} ${touch.touchId}`, touch]),
  );
  if (unlike.size === 0) return;
  const records = [...unlike.values()].map((touch) => ({
    customer_kind: touch.customer.kind,
    customer_id: touch.customer.id,
    touch_id: touch.touchId,
    touched_at: instant(touch.at),
    kind: touch.kind,
    is_real: touch.isReal,
    owner_id: touch.ownerId,
    source: touch.source,
  }));
  await db.run(UPSERT, [portalId, json(records)]);
}
