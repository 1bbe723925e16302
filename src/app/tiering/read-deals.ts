import type { Policy } from "../../domain/governance/policy.ts";
import { CustomerKind, type CustomerRef } from "../../domain/tiering/customer.ts";
import type { Crm } from "../../ports/crm.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { DealLink, Deals } from "../../ports/tier-store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { dealOf } from "./deal-of.ts";

export type DealDeps = {
  readonly store: { readonly deals: Deals };
  readonly crm: Pick<Crm, "readDeals" | "readDealIds" | "readDealStages">;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

type DealPolicy = Pick<Policy, "tiering">;

/**
 * Reads deals by their ids and keeps them; those that the CRM does not have (any more) are forgotten.
 * Says whether it may: without the scope nothing of deals is known, and that is noted.
 */
export function readDeals(
  deps: DealDeps,
  { portalId, policy }: { readonly portalId: string; readonly policy: DealPolicy },
  dealIds: readonly string[],
): Promise<boolean> {
  if (dealIds.length === 0) return Promise.resolve(true);
  return whereAllowed(deps, portalId, async () => {
    const { deals } = deps.store;
    const dataAt = deps.timeSource.now();
    const product = policy.tiering.dealProduct ?? null;
    const snapshots = await deps.crm.readDeals(portalId, dealIds, product);
    const stages = await deals.stages(portalId);
    await deals.save(
      portalId,
      snapshots.map((snapshot) => dealOf(snapshot, { stages, product, dataAt })),
    );
    const found = new Set(snapshots.map(({ dealId }) => dealId));
    const gone = dealIds.filter((dealId) => !found.has(dealId));
    if (gone.length > 0) await deals.remove(portalId, gone, dataAt);
  });
}

/** Reads all deals of customers who are new to us, by their associations; says whether it may. */
export function readDealsOf(
  deps: DealDeps,
  of: { readonly portalId: string; readonly policy: DealPolicy },
  customers: readonly CustomerRef[],
): Promise<boolean> {
  const { portalId } = of;
  return whereAllowed(deps, portalId, async () => {
    const at = deps.timeSource.now();
    const links: DealLink[] = [];
    for (const kind of CustomerKind.options) {
      const ids = customers.filter((ref) => ref.kind === kind).map(({ id }) => id);
      if (ids.length === 0) continue;
      for (const [id, dealIds] of await deps.crm.readDealIds(portalId, kind, ids)) {
        const customer = { kind, id };
        links.push(...dealIds.map((dealId) => ({ dealId, customer, isLinked: true, at })));
      }
    }
    const dealIds = [...new Set(links.map(({ dealId }) => dealId))];
    const known = await deps.store.deals.find(portalId, dealIds);
    const isKnown = new Set(known.map(({ dealId }) => dealId));
    await readDeals(
      deps,
      of,
      dealIds.filter((dealId) => !isKnown.has(dealId)),
    );
    await deps.store.deals.link(portalId, links);
  });
}

/** Reads what the stages of deals mean, and whether the portal lets deals be read at all. */
export function refreshDealStages(deps: DealDeps, portalId: string): Promise<boolean> {
  return whereAllowed(deps, portalId, async () => {
    const stages = await deps.crm.readDealStages(portalId);
    const { deals } = deps.store;
    await deals.saveStages(portalId, stages);
    await deals.saveAccess(portalId, "granted", deps.timeSource.now());
  });
}

async function whereAllowed(
  { store, timeSource, logger }: Pick<DealDeps, "store" | "timeSource" | "logger">,
  portalId: string,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (!(error instanceof PluginError) || error.code !== "crm_missing_scope") throw error;
    if ((await store.deals.access(portalId)) !== "missing") {
      logger.warn({ portalId }, "deals may not be read: inputs that count them are missing");
    }
    await store.deals.saveAccess(portalId, "missing", timeSource.now());
    return false;
  }
}
