import { z } from "zod";
import { CustomerKind, CustomerRef } from "../../domain/tiering/customer.ts";
import { nextLookAt } from "../../domain/tiering/standing.ts";
import type { CustomerRow, Customers } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { GradeDocument } from "./documents.ts";
import { countHistories } from "./history-counts.ts";
import { Count, Instant, instant, json } from "./values.ts";

export function createCustomers(db: Database): Customers {
  return {
    find: (portalId, refs) => db.rows(StoredCustomer, FIND, [portalId, ...columnsOf(refs)]),
    lock: (portalId, refs) => db.rows(StoredCustomer, LOCK, [portalId, ...columnsOf(refs)]),
    save: async (portalId, rows) => {
      if (rows.length > 0) await db.run(UPSERT, [portalId, json(rows.map(recordOf))]);
    },
    saveUnlessGraded: async (portalId, rows) => {
      if (rows.length === 0) return [];
      const records = rows.map((row) => ({ ...recordOf(row), seen_at: instant(row.seenAt) }));
      return db.rows(CustomerRef, UPDATE, [portalId, json(records)]);
    },
    // Every kind and id comes after the empty text.
    page: (portalId, after, limit) =>
      db.rows(StoredCustomer, PAGE, [portalId, after?.kind ?? "", after?.id ?? "", limit]),
    queued: (portalId, slot, { after, limit }) =>
      db.rows(StoredCustomer, QUEUED, [portalId, slot, after?.kind ?? "", after?.id ?? "", limit]),
    history: (portalId, refs, wish) => countHistories(db, portalId, { refs, wish }),
    due: (portalId, now, limit) => db.rows(CustomerRef, DUE, [portalId, instant(now), limit]),
    contactsOf: (portalId, companyIds, { afterId, limit }) =>
      db.rows(StoredCustomer, CONTACTS_OF, [portalId, companyIds, afterId ?? "", limit]),
    setGone: async (portalId, refs, goneAt) => {
      if (refs.length > 0) await db.run(SET_GONE, [portalId, ...columnsOf(refs), instant(goneAt)]);
    },
    goneAmong: (portalId, refs) => db.rows(CustomerRef, GONE_AMONG, [portalId, ...columnsOf(refs)]),
    count: async (portalId) => {
      const [row] = await db.rows(CountRow, COUNT, [portalId]);
      return row?.count ?? 0;
    },
  };
}

const CountRow = z.object({ count: Count });

const COLUMNS =
  "c.kind, c.customer_id, c.properties, c.grade, c.graded_at, c.evaluated_at, c.policy_version, c.data_at";

const StoredCustomer = z
  .object({
    kind: CustomerKind,
    customer_id: z.string(),
    properties: z.record(z.string(), z.string()),
    grade: GradeDocument,
    graded_at: Instant,
    evaluated_at: Instant,
    policy_version: z.int(),
    data_at: Instant,
  })
  .transform(
    (row): CustomerRow => ({
      kind: row.kind,
      id: row.customer_id,
      properties: row.properties,
      grade: row.grade,
      gradedAt: row.graded_at,
      evaluatedAt: row.evaluated_at,
      policyVersion: row.policy_version,
      dataAt: row.data_at,
    }),
  );

function columnsOf(refs: readonly CustomerRef[]): readonly (readonly string[])[] {
  return [refs.map(({ kind }) => kind), refs.map(({ id }) => id)];
}

/** `offset 0` leaves the planner one way: each customer by its key. */
const FIND = {
  name: "find_customers",
  text: `
    select ${COLUMNS} from unnest($2::text[], $3::text[]) as r(kind, id)
    cross join lateral (
      select * from customer where portal_id = $1 and kind = r.kind and customer_id = r.id offset 0
    ) c`,
};

const LOCK = `
  select ${COLUMNS} from customer c
  where c.portal_id = $1
    and (c.kind, c.customer_id) in (select * from unnest($2::text[], $3::text[]))
  order by c.kind, c.customer_id for update`;

const RECORD = `kind text, customer_id text, properties jsonb, grade jsonb, graded_at timestamptz,
  evaluated_at timestamptz, policy_version int, data_at timestamptz, next_at timestamptz, seen jsonb`;

function recordOf(row: CustomerRow) {
  return {
    kind: row.kind,
    customer_id: row.id,
    properties: row.properties,
    grade: row.grade,
    graded_at: instant(row.gradedAt),
    evaluated_at: instant(row.evaluatedAt),
    policy_version: row.policyVersion,
    data_at: instant(row.dataAt),
    next_at: instant(nextLookAt(row.grade.standing)),
    seen: Object.fromEntries(
      row.grade.reasons.map(({ inputId, value, rawPoints }) => [inputId, [value, rawPoints]]),
    ),
  };
}

const UPSERT = `
  insert into customer (portal_id, kind, customer_id, properties, grade, graded_at, evaluated_at,
    policy_version, data_at, next_at, seen)
  select $1, c.* from jsonb_to_recordset($2::jsonb) as c(${RECORD})
  order by c.kind collate "C", c.customer_id collate "C"
  on conflict (portal_id, kind, customer_id) do update set properties = excluded.properties,
    grade = excluded.grade, graded_at = excluded.graded_at, evaluated_at = excluded.evaluated_at,
    policy_version = excluded.policy_version, data_at = excluded.data_at,
    next_at = excluded.next_at, seen = excluded.seen`;

/** Locked in the order of their keys, as everybody locks them; the properties are left as they are. */
const UPDATE = `
  with seen as (
    select w.* from jsonb_to_recordset($2::jsonb) as w(${RECORD}, seen_at timestamptz)
    join customer c on c.portal_id = $1 and c.kind = w.kind and c.customer_id = w.customer_id
      and c.evaluated_at = w.seen_at
    order by c.kind, c.customer_id for update of c
  )
  update customer c set grade = s.grade, graded_at = s.graded_at, evaluated_at = s.evaluated_at,
    policy_version = s.policy_version, next_at = s.next_at, seen = s.seen
  from seen s
  where c.portal_id = $1 and c.kind = s.kind and c.customer_id = s.customer_id
    and c.evaluated_at = s.seen_at
  returning c.kind, c.customer_id as id`;

const PAGE = `
  select ${COLUMNS} from customer c
  where c.portal_id = $1 and (c.kind, c.customer_id) > ($2::text, $3::text) and c.gone_at is null
  order by c.kind, c.customer_id limit $4`;

const QUEUED = `
  select ${COLUMNS} from regrade_queue q
  join customer c on c.portal_id = q.portal_id and c.kind = q.kind and c.customer_id = q.customer_id
  where q.portal_id = $1 and q.slot = $2 and (q.kind, q.customer_id) > ($3::text, $4::text)
    and c.gone_at is null
  order by q.kind, q.customer_id limit $5`;

const DUE = `
  select kind, customer_id as id from customer
  where portal_id = $1 and next_at <= $2 and gone_at is null
  order by next_at, kind, customer_id limit $3`;

const CONTACTS_OF = `
  select ${COLUMNS} from customer c
  where c.portal_id = $1 and c.kind = 'contact'
    and c.company_id = any($2::text[]) and c.customer_id > $3
    and c.gone_at is null
  order by c.customer_id limit $4`;

const COUNT = "select count(*) as count from customer where portal_id = $1 and gone_at is null";

const GONE_AMONG = `
  select c.kind, c.customer_id as id from customer c
  where c.portal_id = $1 and c.gone_at is not null
    and (c.kind, c.customer_id) in (select * from unnest($2::text[], $3::text[]))
  order by c.kind, c.customer_id`;

/** Locked in the order of their keys, as everybody locks them. */
const SET_GONE = `
  with told as (
    select c.kind, c.customer_id from customer c
    where c.portal_id = $1 and c.gone_at is distinct from $4::timestamptz
      and (c.kind, c.customer_id) in (select * from unnest($2::text[], $3::text[]))
    order by c.kind, c.customer_id for update
  )
  update customer c set gone_at = $4::timestamptz from told t
  where c.portal_id = $1 and c.kind = t.kind and c.customer_id = t.customer_id`;
