import type { Policy } from "../../domain/governance/policy.ts";
import type { Crm } from "../../ports/crm.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Portal, Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type ImportRules, requestImport } from "../imports/request-import.ts";
import { refreshDealStages } from "../tiering/read-deals.ts";

export type ConnectDeps = {
  readonly store: Store;
  readonly crm: Crm;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly importRules: ImportRules;
};

type WantedPortal = Omit<Portal, "state" | "installedAt">;

/**
 * Makes a portal known with its policy, its pipelines and its owners, and the own properties in its
 * CRM unless it only observes. Harmless to repeat: a second start changes nothing. A portal that is
 * known already is connected although its CRM cannot be reached for the moment.
 */
export async function connectPortal(
  deps: ConnectDeps,
  wanted: WantedPortal,
  policy: Policy,
): Promise<void> {
  const { portalId } = wanted;
  if ((await deps.store.portals.find(portalId)) === null) return makeKnown(deps, wanted, policy);
  const portal = await savePortal(deps, wanted, policy);
  try {
    await bringUpToDate(deps, portal);
  } catch (error) {
    if (!(error instanceof PluginError) || !error.retryable) throw error;
    deps.logger.warn({ portalId, code: error.code }, "the portal is connected, but was not read");
  }
}

/** Without its pipelines nobody knows which stages are closed, so they come first. */
async function makeKnown(deps: ConnectDeps, wanted: WantedPortal, policy: Policy): Promise<void> {
  const lists = await readLists(deps, wanted.portalId);
  const portal = await savePortal(deps, wanted, policy);
  await saveLists(deps, portal.portalId, lists);
  await refreshDealStages(deps, portal.portalId);
  await provision(deps, portal);
}

/** What an admin chose meanwhile stays; a restart does not switch a portal to live or back. */
async function savePortal(
  deps: ConnectDeps,
  wanted: WantedPortal,
  policy: Policy,
): Promise<Portal> {
  const { store, timeSource } = deps;
  const { portalId } = wanted;
  return store.transaction(async () => {
    await store.roles.lock(portalId);
    const known = await store.portals.find(portalId);
    const now = timeSource.now();
    const mode = known?.mode ?? wanted.mode;
    const installedAt = known?.installedAt ?? now;
    const portal: Portal = { ...wanted, mode, installedAt, state: "connected" };
    await store.portals.save(portal);
    // A portal that is known is imported, now or as far as that has got.
    await requestImport(deps, portalId, { isKnown: known !== null });
    if ((await store.portals.currentPolicy(portalId)) === null) {
      await store.portals.savePolicy(portalId, policy, now);
    }
    return portal;
  });
}

async function bringUpToDate(deps: ConnectDeps, portal: Portal): Promise<void> {
  await refreshPortal(deps, portal.portalId);
  await provision(deps, portal);
}

async function provision(deps: ConnectDeps, { portalId, mode }: Portal): Promise<void> {
  if (mode === "observe") return;
  const { created } = await deps.crm.provision(portalId);
  deps.logger.info({ portalId, created: created.length }, "own properties are in the CRM");
}

/** Reads pipelines and owners anew, and what the stages of deals mean where deals may be read. */
export async function refreshPortal(
  deps: Omit<ConnectDeps, "importRules">,
  portalId: string,
): Promise<void> {
  await saveLists(deps, portalId, await readLists(deps, portalId));
  await refreshDealStages(deps, portalId);
}

type RefreshDeps = Pick<ConnectDeps, "store" | "crm" | "timeSource">;
type Lists = Awaited<ReturnType<typeof readLists>>;

async function readLists({ crm }: RefreshDeps, portalId: string) {
  const [pipelines, owners] = await Promise.all([
    crm.readPipelines(portalId),
    crm.readOwners(portalId),
  ]);
  return { pipelines, owners };
}

async function saveLists(
  { store, timeSource }: RefreshDeps,
  portalId: string,
  { pipelines, owners }: Lists,
): Promise<void> {
  const now = timeSource.now();
  await store.portals.savePipelines(portalId, pipelines, now);
  await store.portals.saveOwners(portalId, owners, now);
}
