import { z } from "zod";
import { CustomerRef } from "../../domain/tiering/customer.ts";
import type { DealAccess, DealRow, Deals } from "../../ports/tier-store.ts";
import type { Database } from "./database.ts";
import { Instant, instant, json } from "./values.ts";

export function createDeals(db: Database): Deals {
  return {
    find: (portalId, dealIds) => db.rows(StoredDeal, FIND, [portalId, dealIds]),
    save: async (portalId, rows) => {
      if (rows.length === 0) return;
      const dealIds = rows.map(({ dealId }) => dealId);
      await db.transaction(async () => {
        await db.run(UPSERT, [portalId, json(rows.map(recordOf))]);
        await db.run(COPY, [portalId, dealIds]);
      });
    },
    remove: (portalId, dealIds, at) =>
      db.transaction(async () => {
        await db.run(REMOVE, [portalId, dealIds, instant(at)]);
        await db.run(COPY, [portalId, dealIds]);
      }),
    link: async (portalId, links) => {
      if (links.length === 0) return;
      const records = links.map(({ dealId, customer, isLinked, at }) => ({
        kind: customer.kind,
        customer_id: customer.id,
        deal_id: dealId,
        is_linked: isLinked,
        told_at: instant(at),
      }));
      const dealIds = links.map(({ dealId }) => dealId);
      await db.transaction(async () => {
        await db.run(LINK, [portalId, json(records)]);
        await db.run(COPY, [portalId, dealIds]);
      });
    },
    customersOf: (portalId, dealIds) => db.rows(CustomerRef, CUSTOMERS_OF, [portalId, dealIds]),
    ofCustomer: (portalId, { kind, id }, limit) =>
      db.rows(StoredDeal, OF_CUSTOMER, [portalId, kind, id, limit]),
    stages: async (portalId) => {
      const rows = await db.rows(StoredStage, STAGES, [portalId]);
      return Object.fromEntries(rows.map(({ stage_id, state }) => [stage_id, state]));
    },
    saveStages: async (portalId, stages) => {
      const records = Object.entries(stages).map(([stage_id, state]) => ({ stage_id, state }));
      await db.run(REPLACE_STAGES, [portalId, json(records)]);
    },
    access: async (portalId) => {
      const [row] = await db.rows(StoredAccess, ACCESS, [portalId]);
      return row?.access ?? "unknown";
    },
    saveAccess: async (portalId, access, now) => {
      if (access === "unknown") await db.run(FORGET_ACCESS, [portalId]);
      else await db.run(SAVE_ACCESS, [portalId, access, instant(now)]);
    },
    unread: (portalId, limit) => db.rows(CustomerRef, UNREAD, [portalId, limit]),
    markRead: async (portalId, customers, now) => {
      const kinds = customers.map(({ kind }) => kind);
      const ids = customers.map(({ id }) => id);
      await db.run(MARK_READ, [portalId, kinds, ids, instant(now)]);
    },
  };
}

const State = z.enum(["open", "won", "lost"]);
const StoredStage = z.object({ stage_id: z.string(), state: State });
const Access: z.ZodType<DealAccess> = z.enum(["granted", "missing"]);
const StoredAccess = z.object({ access: Access });

const StoredDeal = z
  .object({
    deal_id: z.string(),
    name: z.string(),
    state: State,
    amount: z.number().nullable(),
    product: z.string().nullable(),
    created_at: Instant,
    closed_at: Instant.nullable(),
    properties: z.record(z.string(), z.string()),
    data_at: Instant,
    customers: z.array(CustomerRef),
  })
  .transform(
    (row): DealRow => ({
      dealId: row.deal_id,
      name: row.name,
      state: row.state,
      amount: row.amount,
      product: row.product,
      createdAt: row.created_at,
      closedAt: row.closed_at,
      customers: row.customers,
      properties: row.properties,
      dataAt: row.data_at,
    }),
  );

const COLUMNS = `d.deal_id, d.name, d.state, d.amount::float8 as amount, d.product, d.created_at,
  d.closed_at, d.properties, d.data_at, coalesce((
    select jsonb_agg(jsonb_build_object('kind', l.kind, 'id', l.customer_id)
      order by l.kind, l.customer_id)
    from deal_customer l
    where l.portal_id = d.portal_id and l.deal_id = d.deal_id and l.is_linked
  ), '[]') as customers`;

const FIND = `
  select ${COLUMNS} from deal d
  where d.portal_id = $1 and d.deal_id = any($2::text[]) and not d.is_gone`;

const OF_CUSTOMER = {
  name: "find_deals_of_customer",
  text: `
  select ${COLUMNS} from deal_customer o
  join deal d on d.portal_id = o.portal_id and d.deal_id = o.deal_id
  where o.portal_id = $1 and o.kind = $2 and o.customer_id = $3 and o.is_linked and not d.is_gone
  order by coalesce(d.closed_at, d.created_at) desc, d.deal_id limit $4`,
};

function recordOf(row: Omit<DealRow, "customers">) {
  return {
    deal_id: row.dealId,
    name: row.name,
    state: row.state,
    amount: row.amount,
    product: row.product,
    created_at: instant(row.createdAt),
    closed_at: instant(row.closedAt),
    properties: row.properties,
    data_at: instant(row.dataAt),
  };
}

const UPSERT = `
  insert into deal as d (portal_id, deal_id, name, state, amount, product, created_at, closed_at,
    properties, data_at)
  select $1, n.* from jsonb_to_recordset($2::jsonb) as n(deal_id text, name text, state text,
    amount numeric, product text, created_at timestamptz, closed_at timestamptz, properties jsonb,
    data_at timestamptz)
  order by n.deal_id collate "C"
  on conflict (portal_id, deal_id) do update set name = excluded.name, state = excluded.state,
    amount = excluded.amount, product = excluded.product, created_at = excluded.created_at,
    closed_at = excluded.closed_at, properties = excluded.properties, data_at = excluded.data_at,
    is_gone = false
  where d.data_at <= excluded.data_at`;

/** One that was never known gets a row all the same: what is older must not make it known. */
const REMOVE = `
  insert into deal as d (portal_id, deal_id, name, state, created_at, properties, data_at, is_gone)
  select distinct $1::bigint, id collate "C", '', 'lost', $3::timestamptz, '{}'::jsonb,
    $3::timestamptz, true
  from unnest($2::text[]) as id order by 2
  on conflict (portal_id, deal_id) do update set data_at = excluded.data_at, is_gone = true
  where d.data_at <= excluded.data_at`;

/** Of links that one call tells twice the last one counts. */
const LINK = `
  insert into deal_customer as l (portal_id, kind, customer_id, deal_id, is_linked, told_at)
  select distinct on (n.kind, n.customer_id, n.deal_id) $1::bigint, n.*
  from jsonb_to_recordset($2::jsonb) as n(kind text collate "C", customer_id text collate "C",
    deal_id text collate "C", is_linked boolean, told_at timestamptz)
  order by n.kind, n.customer_id, n.deal_id, n.told_at desc
  on conflict (portal_id, kind, customer_id, deal_id) do update
    set is_linked = excluded.is_linked, told_at = excluded.told_at
  where l.told_at <= excluded.told_at`;

/**
 * Brings what customers' links say of these deals up to date. Locked deal by deal first: whoever saves a
 * deal and whoever links it at the same time must see each other.
 */
const COPY = `
  with known as materialized (
    select deal_id, state, amount, product, created_at, closed_at, is_gone from deal
    where portal_id = $1 and deal_id = any($2::text[]) order by deal_id for update
  ), wanted as (
    select l.kind, l.customer_id, l.deal_id, k.amount, k.product, k.created_at, k.closed_at,
      case when not k.is_gone then k.state end as state
    from known k join deal_customer l on l.portal_id = $1 and l.deal_id = k.deal_id
    order by l.kind, l.customer_id, l.deal_id for update of l
  )
  update deal_customer l set state = w.state, amount = w.amount, product = w.product,
    created_at = w.created_at, closed_at = w.closed_at
  from wanted w
  where l.portal_id = $1 and l.kind = w.kind and l.customer_id = w.customer_id
    and l.deal_id = w.deal_id
    and (l.state, l.amount, l.product, l.created_at, l.closed_at)
      is distinct from (w.state, w.amount, w.product, w.created_at, w.closed_at)`;

const CUSTOMERS_OF = `
  select distinct kind, customer_id as id from deal_customer
  where portal_id = $1 and deal_id = any($2::text[]) and is_linked order by kind, id`;

const STAGES = "select stage_id, state from deal_stage where portal_id = $1";

const REPLACE_STAGES = `
  with wanted as materialized (
    select * from jsonb_to_recordset($2::jsonb) as s(stage_id text, state text)
  ), gone as (
    delete from deal_stage s where s.portal_id = $1
      and not exists (select from wanted w where w.stage_id = s.stage_id)
  )
  insert into deal_stage (portal_id, stage_id, state)
  select $1, w.* from wanted w order by w.stage_id collate "C"
  on conflict (portal_id, stage_id) do update set state = excluded.state`;

const ACCESS = {
  name: "find_deal_access",
  text: "select access from deal_access where portal_id = $1",
};
const FORGET_ACCESS = "delete from deal_access where portal_id = $1";
const SAVE_ACCESS = `
  insert into deal_access (portal_id, access, checked_at) values ($1, $2, $3)
  on conflict (portal_id) do update set access = excluded.access, checked_at = excluded.checked_at`;

const UNREAD = `
  select kind, customer_id as id from customer
  where portal_id = $1 and deals_read_at is null order by kind, customer_id limit $2`;

const MARK_READ = `
  update customer c set deals_read_at = $4
  from unnest($2::text[], $3::text[]) as r(kind, id)
  where c.portal_id = $1 and c.kind = r.kind and c.customer_id = r.id`;
