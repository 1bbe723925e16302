import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { Crm, CustomerSnapshot } from "../../ports/crm.ts";
import type { Logger } from "../../ports/logger.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { customerKey, refOf } from "./customer-key.ts";
import { customerProperties } from "./customer-properties.ts";
import { type GradingContext, gradeCustomers } from "./grade-customers.ts";
import { companyIdOf } from "./grade-rows.ts";
import { asksForDeals, gradingRules } from "./grading-rules.ts";
import { readDealsOf } from "./read-deals.ts";

export type KnowDeps = {
  readonly store: Pick<
    Store,
    "transaction" | "customers" | "deals" | "tiers" | "benefits" | "outbox"
  >;
  readonly crm: Pick<Crm, "readCustomers" | "readDeals" | "readDealIds" | "readDealStages">;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/** The rows of these customers; those that are new to us are read from the CRM and graded first. */
export async function knowCustomers(
  deps: KnowDeps,
  context: GradingContext,
  refs: readonly CustomerRef[],
): Promise<readonly CustomerRow[]> {
  const { known, missing } = await split(deps, context, refs);
  return [...known, ...(await readCustomers(deps, context, missing))];
}

async function split(deps: KnowDeps, { portal }: GradingContext, refs: readonly CustomerRef[]) {
  const wanted = [...new Map(refs.map((ref) => [customerKey(ref), refOf(ref)])).values()];
  if (wanted.length === 0) return { known: [], missing: [] };
  const known = await deps.store.customers.find(portal.portalId, wanted);
  const isKnown = new Set(known.map(customerKey));
  return { known, missing: wanted.filter((ref) => !isKnown.has(customerKey(ref))) };
}

/**
 * Reads customers from the CRM, known or not, and grades them. Those that it does not have are left out.
 * A contact that has its company's tier brings the company, and who is new brings its deals, where they
 * count.
 */
export async function readCustomers(
  deps: KnowDeps,
  context: GradingContext,
  refs: readonly CustomerRef[],
): Promise<readonly CustomerRow[]> {
  const now = deps.timeSource.now();
  const snapshots = await snapshotsOf(deps, context, refs);
  const companies = await companiesOf(deps, context, snapshots);
  const all = [...companies, ...snapshots];
  if (all.length === 0) return [];
  const { missing: strangers } = await split(deps, context, all);
  const hasReadDeals = await firstDeals(deps, context, strangers);
  const rows = await gradeCustomers(deps.store, context, { snapshots: all, now });
  if (hasReadDeals) await deps.store.deals.markRead(context.portal.portalId, strangers, now);
  const wanted = new Set(refs.map(customerKey));
  return rows.filter((row) => wanted.has(customerKey(row)));
}

async function snapshotsOf(
  deps: KnowDeps,
  { portal, current }: GradingContext,
  refs: readonly CustomerRef[],
): Promise<readonly CustomerSnapshot[]> {
  const snapshots: CustomerSnapshot[] = [];
  for (const kind of CustomerKind.options) {
    const ids = refs.filter((ref) => ref.kind === kind).map((ref) => ref.id);
    if (ids.length === 0) continue;
    const properties = customerProperties(current.policy, kind);
    snapshots.push(...(await deps.crm.readCustomers(portal.portalId, kind, ids, properties)));
  }
  return snapshots;
}

/** Of contacts that have a company's tier the companies that are not known and not among them. */
async function companiesOf(
  deps: KnowDeps,
  context: GradingContext,
  snapshots: readonly CustomerSnapshot[],
): Promise<readonly CustomerSnapshot[]> {
  const rules = gradingRules(context.current);
  const present = new Set(snapshots.map(customerKey));
  const companies = snapshots
    .flatMap((snapshot) => companyIdOf(rules, snapshot) ?? [])
    .map((id) => ({ kind: "company" as const, id }))
    .filter((ref) => !present.has(customerKey(ref)));
  const { missing } = await split(deps, context, companies);
  return snapshotsOf(deps, context, missing);
}

/** Says whether the deals of these customers are known now. */
async function firstDeals(
  deps: KnowDeps,
  { portal: { portalId }, current: { policy } }: GradingContext,
  strangers: readonly CustomerRef[],
): Promise<boolean> {
  if (strangers.length === 0 || !asksForDeals(policy)) return false;
  if ((await deps.store.deals.access(portalId)) === "missing") return false;
  return readDealsOf(deps, { portalId, policy }, strangers);
}
