import type { Crm } from "../../ports/crm.ts";
import type { Store } from "../../ports/store.ts";
import type { ConnectDeps } from "../portals/connect-portal.ts";
import type { PortalContexts } from "../sla/portal-contexts.ts";

export type ImportDeps = Pick<ConnectDeps, "timeSource" | "logger"> & {
  readonly store: Store;
  readonly crm: Crm;
  readonly contexts: PortalContexts;
};

/** Longer than reading a portion takes; whoever was killed is waited for so long. */
export const IMPORT_LEASE_MS = 120_000;
