import { PluginError } from "../../ports/plugin-error.ts";
import { type ConnectDeps, refreshPortal } from "./connect-portal.ts";

/** Reads pipelines and owners of every connected portal; one that fails does not hold up the others. */
export async function refreshPortals(deps: Omit<ConnectDeps, "importRules">): Promise<void> {
  for (const portal of await deps.store.portals.list()) {
    if (portal.state !== "connected") continue;
    try {
      await refreshPortal(deps, portal.portalId);
    } catch (error) {
      if (!(error instanceof PluginError)) throw error;
      deps.logger.warn({ portalId: portal.portalId, code: error.code }, "portal was not refreshed");
    }
  }
}
