import { z } from "zod";
import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type {
  BenefitStore,
  BenefitUseOutcome,
  CustomerBenefitUse,
  CustomerGrant,
} from "../../ports/tier-store.ts";
import type { Database } from "./database.ts";
import { Count, Instant, instant, json } from "./values.ts";

export function createBenefits(db: Database): BenefitStore {
  return {
    grants: (portalId, customers) => db.rows(StoredGrant, GRANTS, of(portalId, customers)),
    uses: (portalId, customers) => db.rows(StoredUse, USES, of(portalId, customers)),
    grant: async (portalId, grants) => {
      if (grants.length > 0) await db.run(GRANT, [portalId, json(grants.map(recordOf))]);
    },
    use: (portalId, use) => db.transaction(() => takeUse(db, portalId, use)),
    expiring: (portalId, { now, untilAt, limit }) =>
      db.rows(ExpiringGrant, EXPIRING, [portalId, instant(now), instant(untilAt), limit]),
  };
}

function of(portalId: string, customers: readonly CustomerRef[]): readonly unknown[] {
  return [portalId, customers.map(({ kind }) => kind), customers.map(({ id }) => id)];
}

const GrantColumns = z.object({
  kind: CustomerKind,
  customer_id: z.string(),
  grant_id: z.string(),
  benefit_id: z.string(),
  granted_at: Instant,
  expires_at: Instant,
  quota: z.int(),
  by_id: z.string().nullable(),
  by_name: z.string().nullable(),
});

function grantOf(row: z.infer<typeof GrantColumns>): CustomerGrant {
  return {
    customer: { kind: row.kind, id: row.customer_id },
    grantId: row.grant_id,
    benefitId: row.benefit_id,
    grantedAt: row.granted_at,
    expiresAt: row.expires_at,
    quota: row.quota,
    by: row.by_id === null ? "tier" : { id: row.by_id, name: row.by_name ?? "" },
  };
}

const StoredGrant = GrantColumns.transform(grantOf);
const ExpiringGrant = GrantColumns.extend({ left: z.int() }).transform((row) => ({
  ...grantOf(row),
  left: row.left,
}));

const StoredUse = z
  .object({
    kind: CustomerKind,
    customer_id: z.string(),
    use_key: z.string(),
    grant_id: z.string(),
    used_at: Instant,
    by_id: z.string(),
    by_name: z.string(),
    note: z.string(),
  })
  .transform(
    (row): CustomerBenefitUse => ({
      customer: { kind: row.kind, id: row.customer_id },
      useKey: row.use_key,
      grantId: row.grant_id,
      at: row.used_at,
      by: { id: row.by_id, name: row.by_name },
      note: row.note,
    }),
  );

const GRANT_COLUMNS =
  "kind, customer_id, grant_id, benefit_id, granted_at, expires_at, quota, by_id, by_name";

const GRANTS = {
  name: "find_benefit_grants",
  text: `
  select g.* from unnest($2::text[], $3::text[]) as r(kind, id)
  cross join lateral (
    select ${GRANT_COLUMNS} from benefit_grant
    where portal_id = $1 and kind = r.kind and customer_id = r.id offset 0
  ) g order by g.granted_at, g.grant_id`,
};

const USES = {
  name: "find_benefit_uses",
  text: `
  select u.* from unnest($2::text[], $3::text[]) as r(kind, id)
  cross join lateral (
    select kind, customer_id, use_key, grant_id, used_at, by_id, by_name, note from benefit_use
    where portal_id = $1 and kind = r.kind and customer_id = r.id offset 0
  ) u order by u.used_at, u.use_key`,
};

function recordOf({ customer, by, ...grant }: CustomerGrant) {
  return {
    kind: customer.kind,
    customer_id: customer.id,
    grant_id: grant.grantId,
    benefit_id: grant.benefitId,
    granted_at: instant(grant.grantedAt),
    expires_at: instant(grant.expiresAt),
    quota: grant.quota,
    by_id: by === "tier" ? null : by.id,
    by_name: by === "tier" ? null : by.name,
  };
}

const GRANT = `
  insert into benefit_grant (portal_id, ${GRANT_COLUMNS})
  select $1, g.* from jsonb_to_recordset($2::jsonb) as g(kind text, customer_id text,
    grant_id text, benefit_id text, granted_at timestamptz, expires_at timestamptz, quota int,
    by_id text, by_name text)
  order by g.kind collate "C", g.customer_id collate "C", g.grant_id collate "C"
  on conflict do nothing`;

/** Whoever uses a grant holds it until the end of the transaction: two at once come one by one. */
const LOCK_GRANT = `
  select quota, expires_at from benefit_grant
  where portal_id = $1 and kind = $2 and customer_id = $3 and grant_id = $4 for update`;

const USED = `
  select count(*) as used, count(*) filter (where use_key = $5) as repeated from benefit_use
  where portal_id = $1 and kind = $2 and customer_id = $3 and (grant_id = $4 or use_key = $5)`;

const TAKE = `
  insert into benefit_use
    (portal_id, kind, customer_id, grant_id, use_key, used_at, by_id, by_name, note)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`;

const LockedGrant = z.object({ quota: z.int(), expires_at: Instant });
const UsedRow = z.object({ used: Count, repeated: Count });

async function takeUse(
  db: Database,
  portalId: string,
  { customer, useKey, grantId, at, by, note }: CustomerBenefitUse,
): Promise<BenefitUseOutcome> {
  const key = [portalId, customer.kind, customer.id, grantId];
  const [grant] = await db.rows(LockedGrant, LOCK_GRANT, key);
  if (grant === undefined) return "not_granted";
  const [uses] = await db.rows(UsedRow, USED, [...key, useKey]);
  if (uses !== undefined && uses.repeated > 0) return "repeated";
  if (at >= grant.expires_at) return "expired";
  if (uses !== undefined && uses.used >= grant.quota) return "none_left";
  await db.run(TAKE, [...key, useKey, instant(at), by.id, by.name, note]);
  return "used";
}

const EXPIRING = `
  select g.*, (g.quota - u.used)::int as left from (
    select portal_id, ${GRANT_COLUMNS} from benefit_grant
    where portal_id = $1 and expires_at > $2 and expires_at <= $3 and granted_at <= $2
  ) g cross join lateral (
    select count(*) as used from benefit_use
    where portal_id = g.portal_id and kind = g.kind and customer_id = g.customer_id
      and grant_id = g.grant_id
  ) u where u.used < g.quota
  order by g.expires_at, g.kind, g.customer_id, g.grant_id limit $4`;
