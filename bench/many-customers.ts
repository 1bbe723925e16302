import { connectPortal } from "../src/app/portals/connect-portal.ts";
import { loadPreset } from "../src/config/presets.ts";
import type { Policy } from "../src/domain/governance/policy.ts";
import { Policy as PolicyDocument } from "../src/domain/governance/policy.ts";
import { openParts, type Parts } from "./open-parts.ts";
import type { StoreAddress } from "./store-places.ts";
import { BENCH_NOW } from "./ticket-stories.ts";

export const CUSTOMERS_PORTAL = "4242001";
const DEALS_PER_CUSTOMER = 5;
const words = (name: string) => ({ en: name, "zh-TW": name, "zh-CN": name });
const fifths = { points: [4, 8, 12, 16, 20] };

/** Recency, frequency and money by fifths of all customers, with a property beside them. */
export function recencyPolicy(): Policy {
  return PolicyDocument.parse({
    ...loadPreset("after-sales"),
    tierInputs: [
      {
        id: "recency",
        kind: "contact",
        history: "days_since_purchase",
        label: words("Last purchase"),
        quantiles: { points: [20, 16, 12, 8, 4] },
      },
      {
        id: "frequency",
        kind: "contact",
        history: "purchases",
        withinDays: 365,
        label: words("Purchases"),
        quantiles: fifths,
      },
      {
        id: "money",
        kind: "contact",
        history: "revenue",
        withinDays: 365,
        label: words("Revenue"),
        quantiles: fifths,
      },
      {
        id: "revenue",
        kind: "contact",
        property: "total_revenue",
        label: words("Revenue of all time"),
        bands: [{ from: 1_000, points: 20 }],
      },
    ],
    tiering: {
      customers: "contacts",
      weights: { value: 100, loyalty: 0, potential: 0 },
      caps: { value: 80, loyalty: 100, potential: 100 },
      hysteresisPoints: 5,
      graceDays: 30,
    },
    benefits: {},
  });
}

const CUSTOMERS = `
  insert into customer (portal_id, kind, customer_id, properties, grade, graded_at, evaluated_at,
    policy_version, data_at)
  select $1, 'contact', (30000000000 + n)::text,
    jsonb_build_object('firstname', 'Mei ' || n, 'lastname', 'Wang', 'total_revenue',
      ((n * 7919) % 5000)::text),
    '{"tier": "standard", "score": 0, "reasons": [], "missing": []}'::jsonb,
    $3::timestamptz - interval '1 year', $3::timestamptz - interval '1 year', 1,
    $3::timestamptz - interval '1 year'
  from generate_series(1, $2::bigint) as n`;

const DEALS = `
  insert into deal (portal_id, deal_id, name, state, amount, created_at, closed_at, properties, data_at)
  select $1, (50000000000 + n)::text, 'Order', 'won', (n * 104729) % 100000 / 100.0, at, at,
    jsonb_build_object('dealname', 'Order', 'amount', '10', 'dealstage', 'closedwon'), at
  from generate_series(1, $2::bigint * ${DEALS_PER_CUSTOMER}) as n
  cross join lateral (
    select $3::timestamptz - make_interval(mins => ((n * 15485863) % 1051200)::int) as at
  ) t`;

/** Some customers buy often and many seldom, as in shops. In the order of the key, or filling takes minutes. */
const LINKS = `
  insert into deal_customer (portal_id, kind, customer_id, deal_id, is_linked, told_at, state, amount,
    created_at, closed_at)
  select $1, 'contact', (30000000001 + floor($2::bigint * power(((n * 32452843) % 1000003) / 1000003.0, 1.5)))::text,
    (50000000000 + n)::text, true, $3, d.state, d.amount, d.created_at, d.closed_at
  from generate_series(1, $2::bigint * ${DEALS_PER_CUSTOMER}) as n
  join deal d on d.portal_id = $1 and d.deal_id = (50000000000 + n)::text
  order by 3, 4`;

export type ManyCustomers = {
  readonly parts: Parts;
  readonly time: { now(): number };
  readonly customers: number;
  readonly deals: number;
};

/** A portal with so many customers, who were never graded by their deals. */
export async function openManyCustomers(
  address: StoreAddress,
  customers: number,
): Promise<ManyCustomers> {
  const time = { now: () => BENCH_NOW };
  const parts = await openParts(address, { now: () => time.now() });
  try {
    const portal = { portalId: CUSTOMERS_PORTAL, timeZone: "Asia/Taipei", uiDomain: "crm.example" };
    await connectPortal(parts, { ...portal, mode: "live", language: "en" }, recencyPolicy());
    const session = await parts.db.session();
    try {
      await session.query("set statement_timeout = 0");
      const values = [CUSTOMERS_PORTAL, customers, new Date(BENCH_NOW).toISOString()];
      for (const statement of [CUSTOMERS, DEALS, LINKS]) await session.query(statement, values);
      // Where autovacuum is on, it has long done this to a table of that age.
      await session.query("vacuum analyze");
    } finally {
      session.release(true);
    }
    return { parts, time, customers, deals: customers * DEALS_PER_CUSTOMER };
  } catch (error) {
    await parts.db.close();
    throw error;
  }
}
