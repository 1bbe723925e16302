import { z } from "zod";
import { CustomerKind } from "../../domain/tiering/customer.ts";
import type { RegradeRun, TierChangeRow, Tiers } from "../../ports/tier-store.ts";
import type { Database } from "./database.ts";
import { emptyRegradeQueue, queueContacts, queueRegrade } from "./regrade-queue.ts";
import { countCuts } from "./tier-cuts.ts";
import { Instant, instant, json } from "./values.ts";

export function createTiers(db: Database): Tiers {
  const runs = (text: string, values: readonly unknown[]) => db.rows(StoredRun, text, values);
  return {
    append: async (portalId, changes) => {
      if (changes.length > 0) await db.run(APPEND, [portalId, json(changes.map(recordOf))]);
    },
    of: (portalId, { kind, id }, limit) =>
      db.rows(StoredChange, OF_CUSTOMER, [portalId, kind, id, limit]),
    newest: (portalId, customers) =>
      db.rows(StoredChange, NEWEST, [
        portalId,
        customers.map(({ kind }) => kind),
        customers.map(({ id }) => id),
      ]),
    cuts: async (portalId) => {
      const rows = await db.rows(StoredCut, CUTS, [portalId]);
      return Object.fromEntries(rows.map(({ input_id, starts }) => [input_id, starts]));
    },
    countCuts: (portalId, rules, now) => countCuts(db, portalId, { ...rules, now }),
    saveCuts: async (portalId, cuts, now) => {
      const records = Object.entries(cuts).map(([input_id, starts]) => ({ input_id, starts }));
      await db.run(REPLACE_CUTS, [portalId, json(records), instant(now)]);
    },
    run: async (portalId, slot) => (await runs(RUN, [portalId, slot]))[0] ?? null,
    lastRun: async (portalId) => (await runs(LAST_RUN, [portalId]))[0] ?? null,
    saveRun: (portalId, run) => saveRun(db, portalId, run),
    queueRegrade: (portalId, wish) => queueRegrade(db, portalId, wish),
    queueContacts: async (portalId, slot, companyIds) =>
      companyIds.length === 0 ? 0 : queueContacts(db, portalId, { slot, companyIds }),
    emptyRegradeQueue: (portalId) => emptyRegradeQueue(db, portalId),
  };
}

const Cause = z.enum(["first", "upgrade", "downgrade", "override", "override_ended", "inherited"]);

const StoredChange = z
  .object({
    kind: CustomerKind,
    customer_id: z.string(),
    at: Instant,
    from_tier: z.string().nullable(),
    to_tier: z.string(),
    cause: Cause,
    score: z.number(),
    by_id: z.string().nullable(),
    by_name: z.string().nullable(),
    reason: z.string().nullable(),
    inherited_kind: CustomerKind.nullable(),
    inherited_id: z.string().nullable(),
  })
  .transform(
    (row): TierChangeRow => ({
      customer: { kind: row.kind, id: row.customer_id },
      at: row.at,
      from: row.from_tier,
      to: row.to_tier,
      cause: row.cause,
      score: row.score,
      by: row.by_id === null ? null : { id: row.by_id, name: row.by_name ?? "" },
      reason: row.reason,
      inheritedFrom:
        row.inherited_kind === null || row.inherited_id === null
          ? null
          : { kind: row.inherited_kind, id: row.inherited_id },
    }),
  );

const COLUMNS = `kind, customer_id, at, from_tier, to_tier, cause, score, by_id, by_name, reason,
  inherited_kind, inherited_id`;

const OF_CUSTOMER = {
  name: "find_tier_changes",
  text: `
  select ${COLUMNS} from tier_change
  where portal_id = $1 and kind = $2 and customer_id = $3 order by at desc limit $4`,
};

const NEWEST = `
  select t.* from unnest($2::text[], $3::text[]) as r(kind, id)
  cross join lateral (
    select ${COLUMNS} from tier_change
    where portal_id = $1 and kind = r.kind and customer_id = r.id order by at desc limit 1
  ) t`;

function recordOf(change: TierChangeRow) {
  return {
    kind: change.customer.kind,
    customer_id: change.customer.id,
    at: instant(change.at),
    from_tier: change.from,
    to_tier: change.to,
    cause: change.cause,
    score: change.score,
    by_id: change.by?.id ?? null,
    by_name: change.by?.name ?? null,
    reason: change.reason,
    inherited_kind: change.inheritedFrom?.kind ?? null,
    inherited_id: change.inheritedFrom?.id ?? null,
  };
}

const APPEND = `
  insert into tier_change (portal_id, ${COLUMNS})
  select $1, c.* from jsonb_to_recordset($2::jsonb) as c(kind text, customer_id text,
    at timestamptz, from_tier text, to_tier text, cause text, score float8, by_id text, by_name text,
    reason text, inherited_kind text, inherited_id text)
  order by c.kind collate "C", c.customer_id collate "C", c.at`;

const StoredCut = z.object({ input_id: z.string(), starts: z.array(z.number()) });
const CUTS = {
  name: "find_tier_cuts",
  text: "select input_id, to_jsonb(starts) as starts from tier_cut where portal_id = $1",
};

const REPLACE_CUTS = `
  with wanted as materialized (
    select * from jsonb_to_recordset($2::jsonb) as c(input_id text, starts float8[])
  ), gone as (
    delete from tier_cut t where t.portal_id = $1
      and not exists (select from wanted w where w.input_id = t.input_id)
  )
  insert into tier_cut (portal_id, input_id, starts, counted_at)
  select $1, w.*, $3::timestamptz from wanted w order by w.input_id collate "C"
  on conflict (portal_id, input_id) do update
    set starts = excluded.starts, counted_at = excluded.counted_at`;

const StoredRun = z
  .object({
    slot: z.string(),
    policy_version: z.int(),
    as_of: Instant,
    after_kind: CustomerKind.nullable(),
    after_id: z.string().nullable(),
    customers: z.int(),
    changed: z.int(),
    finished_at: Instant.nullable(),
    is_whole: z.boolean(),
  })
  .transform(
    (row): RegradeRun => ({
      slot: row.slot,
      policyVersion: row.policy_version,
      asOf: row.as_of,
      after:
        row.after_kind === null || row.after_id === null
          ? null
          : { kind: row.after_kind, id: row.after_id },
      customers: row.customers,
      changed: row.changed,
      finishedAt: row.finished_at,
      isWhole: row.is_whole,
    }),
  );

const RUN_COLUMNS =
  "slot, policy_version, as_of, after_kind, after_id, customers, changed, finished_at, is_whole";
const RUN = `select ${RUN_COLUMNS} from regrade_run where portal_id = $1 and slot = $2`;
const LAST_RUN = `
  select ${RUN_COLUMNS} from regrade_run where portal_id = $1 and finished_at is not null
  order by finished_at desc limit 1`;

const SAVE_RUN = `
  insert into regrade_run (portal_id, ${RUN_COLUMNS}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  on conflict (portal_id, slot) do update set policy_version = excluded.policy_version,
    as_of = excluded.as_of, after_kind = excluded.after_kind, after_id = excluded.after_id,
    customers = excluded.customers, changed = excluded.changed, finished_at = excluded.finished_at,
    is_whole = excluded.is_whole`;

async function saveRun(db: Database, portalId: string, run: RegradeRun): Promise<void> {
  await db.run(SAVE_RUN, [
    portalId,
    run.slot,
    run.policyVersion,
    instant(run.asOf),
    run.after?.kind ?? null,
    run.after?.id ?? null,
    run.customers,
    run.changed,
    instant(run.finishedAt),
    run.isWhole,
  ]);
}
