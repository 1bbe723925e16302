import type { LedgerEvent, Settlement } from "../../ports/event-ledger.ts";
import { noteLifecycle } from "../portals/follow-journal.ts";
import { logSettled } from "./log-events.ts";
import type { IntakeDeps } from "./process-events.ts";

/** Installs and uninstalls that HubSpot pushed. What it told before an uninstall is settled by then. */
export async function applyAppEvents(
  deps: IntakeDeps,
  events: readonly LedgerEvent[],
): Promise<void> {
  for (const event of events) {
    const { portalId, eventKey, occurredAt, change } = event;
    const isUninstall = change.kind === "other" && change.type === "app_uninstalled";
    const settlement: Settlement = {
      ...{ portalId, eventKey, occurredAt },
      ...(isUninstall
        ? { state: "applied", reason: null }
        : { state: "ignored", reason: "change_not_used" }),
    };
    await deps.store.transaction(async () => {
      if (isUninstall) await noteLifecycle(deps, { portalId, what: "uninstalled", occurredAt });
      await deps.ledger.settle([settlement], deps.timeSource.now());
    });
    logSettled(deps.logger, settlement);
  }
}
