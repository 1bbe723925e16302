import type { Logger } from "../../ports/logger.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";

/** HubSpot takes our token no more: calls for this portal stop, its data stay until it comes back. */
export async function disconnectPortal(
  { store, timeSource, logger }: DisconnectDeps,
  portalId: string,
): Promise<void> {
  const isNew = await store.transaction(async () => {
    const portal = await store.portals.find(portalId);
    if (portal === null || portal.state === "disconnected") return false;
    await store.portals.save({ ...portal, state: "disconnected" });
    await store.audit.append(portalId, [
      {
        at: timeSource.now(),
        actor: "aftercare",
        action: "portal_disconnected",
        from: "aftercare",
        subject: `portal:${portalId}`,
        detail: {},
      },
    ]);
    return true;
  });
  if (isNew) logger.warn({ portalId }, "the portal is disconnected: HubSpot refuses its token");
}

type DisconnectDeps = {
  readonly store: Pick<Store, "portals" | "audit" | "transaction">;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};
