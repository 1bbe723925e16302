import type { CustomerRef } from "../../domain/tiering/customer.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { RegradeRun } from "../../ports/tier-store.ts";
import { type Difference, differencesOf } from "../sla/differences.ts";
import type { PortalContext, PortalContexts } from "../sla/portal-contexts.ts";
import { customerKey, refOf } from "./customer-key.ts";
import { gradeAll, historiesOf } from "./grade-customers.ts";
import type { Gradable } from "./grade-rows.ts";
import { gradingRules } from "./grading-rules.ts";

/** Customers that are in memory at once. */
const PAGE = 1_000;

export type VerifyCustomersDeps = {
  readonly store: Pick<Store, "customers" | "tiers">;
  readonly contexts: PortalContexts;
};

export type CustomerDifference = Difference & {
  readonly portalId: string;
  readonly customer: CustomerRef;
};

export type VerifiedCustomers = {
  readonly portalId: string;
  readonly state: "verified" | "without_policy_or_away";
  readonly customers: number;
  /** Customers that differ in at least one value. */
  readonly different: number;
};

export type CustomerWatcher = {
  onDifference(difference: CustomerDifference): void;
  onProgress(progress: { readonly portalId: string; readonly customers: number }): void;
};

/**
 * Grades every customer anew from what is kept of it, as of when it was graded last, under the version
 * that it was graded under, and tells where the stored grade says something else, or where the newest
 * entry of the tier history has another tier. There must be no difference. Changes nothing.
 */
export async function verifyCustomers(
  deps: VerifyCustomersDeps,
  portalId: string,
  watcher: CustomerWatcher,
): Promise<VerifiedCustomers> {
  const context = await deps.contexts(portalId);
  const counts = { customers: 0, different: 0 };
  if (context === null) return { portalId, state: "without_policy_or_away", ...counts };
  const lastRun = await deps.store.tiers.lastRun(portalId);
  let after: CustomerRef | null = null;
  for (;;) {
    const rows: readonly CustomerRow[] = await deps.store.customers.page(portalId, after, PAGE);
    const last = rows.at(-1);
    if (last === undefined) return { portalId, state: "verified", ...counts };
    after = refOf(last);
    for (const { customer, differences } of await check(deps, context, { rows, lastRun })) {
      counts.different += 1;
      for (const one of differences) watcher.onDifference({ portalId, customer, ...one });
    }
    counts.customers += rows.length;
    watcher.onProgress({ portalId, customers: counts.customers });
  }
}

type Found = { readonly customer: CustomerRef; readonly differences: readonly Difference[] };

type Looked = { readonly rows: readonly CustomerRow[]; readonly lastRun: RegradeRun | null };

/** A running plugin may have graded one in between: what seems to differ is looked at once more. */
async function check(
  deps: VerifyCustomersDeps,
  context: PortalContext,
  looked: Looked,
): Promise<readonly Found[]> {
  const doubtful = await compare(deps, context, looked);
  if (doubtful.length === 0) return [];
  const { portalId } = context.portal;
  const refs = doubtful.map(({ customer }) => customer);
  const rows = await deps.store.customers.find(portalId, refs);
  return compare(deps, context, { rows, lastRun: await deps.store.tiers.lastRun(portalId) });
}

async function compare(
  { store }: VerifyCustomersDeps,
  context: PortalContext,
  { rows, lastRun }: Looked,
): Promise<readonly Found[]> {
  const { portal } = context;
  const newest = await store.tiers.newest(portal.portalId, rows.map(refOf));
  const told = new Map(newest.map((change) => [customerKey(change.customer), change.to]));
  const cuts = await store.tiers.cuts(portal.portalId);
  const found: Found[] = [];
  for (const { at, version, rows: alike } of byLastLook(rows, lastRun)) {
    const under = { portal, rules: gradingRules(await context.rulesOf(version)) };
    const customers = alike.map((row): Gradable => ({ ...row, former: row }));
    const histories = await historiesOf(store, under, { customers, at });
    const graded = await gradeAll(store, under, { customers, histories, cuts, at });
    for (const { row, former, isChanged } of graded) {
      const stored = { tier: told.get(customerKey(row)), grade: former?.grade };
      const derived = { tier: row.grade.tier, grade: isChanged ? row.grade : former?.grade };
      const differences = differencesOf(stored, derived);
      if (differences.length > 0) found.push({ customer: refOf(row), differences });
    }
  }
  return found;
}

type LastLook = { readonly at: number; readonly version: number; readonly rows: CustomerRow[] };

/** A turn through all customers looked at everybody, and wrote only those whose grade had changed. */
function byLastLook(rows: readonly CustomerRow[], lastRun: RegradeRun | null): readonly LastLook[] {
  const looks = new Map<string, LastLook>();
  for (const row of rows) {
    const isOfRun = lastRun !== null && row.evaluatedAt <= lastRun.asOf;
    const [at, version] = isOfRun
      ? [lastRun.asOf, lastRun.policyVersion]
      : [row.evaluatedAt, row.policyVersion];
    const look = looks.get(`${at} ${version}`) ?? { at, version, rows: [] };
    look.rows.push(row);
    looks.set(`${at} ${version}`, look);
  }
  return [...looks.values()];
}
