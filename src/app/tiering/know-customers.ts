import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { Crm, CustomerSnapshot } from "../../ports/crm.ts";
import type { CustomerRow, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { customerProperties } from "./customer-properties.ts";
import { customerKey, type GradingContext, gradeCustomers } from "./grade-customers.ts";

export type KnowDeps = {
  readonly store: Pick<Store, "customers" | "outbox">;
  readonly crm: Pick<Crm, "readCustomers">;
  readonly timeSource: TimeSource;
};

/** The rows of these customers; those that are new to us are read from the CRM and graded first. */
export async function knowCustomers(
  deps: KnowDeps,
  context: GradingContext,
  refs: readonly CustomerRef[],
): Promise<readonly CustomerRow[]> {
  const wanted = [...new Map(refs.map((ref) => [customerKey(ref), ref])).values()];
  if (wanted.length === 0) return [];
  const known = await deps.store.customers.find(context.portal.portalId, wanted);
  const isKnown = new Set(known.map(customerKey));
  const missing = wanted.filter((ref) => !isKnown.has(customerKey(ref)));
  return [...known, ...(await readCustomers(deps, context, missing))];
}

/** Reads customers from the CRM, known or not, and grades them. Those that it does not have are left out. */
export async function readCustomers(
  deps: KnowDeps,
  context: GradingContext,
  refs: readonly CustomerRef[],
): Promise<readonly CustomerRow[]> {
  const snapshots: CustomerSnapshot[] = [];
  for (const kind of CustomerKind.options) {
    const ids = refs.filter((ref) => ref.kind === kind).map((ref) => ref.id);
    if (ids.length === 0) continue;
    const properties = customerProperties(context.current.policy, kind);
    snapshots.push(
      ...(await deps.crm.readCustomers(context.portal.portalId, kind, ids, properties)),
    );
  }
  return gradeCustomers(deps.store, context, { snapshots, now: deps.timeSource.now() });
}
