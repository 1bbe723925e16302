import type { LifecycleEvent, LifecycleJournal } from "../../ports/lifecycle-journal.ts";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import type { Store } from "../../ports/store.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import type { TokenVault } from "../../ports/token-vault.ts";
import { disconnectPortal } from "./disconnect-portal.ts";

/** Files of one turn; the next one goes on. */
const FILES_AT_ONCE = 200;

export type LifecycleDeps = {
  readonly store: Store;
  readonly vault?: Pick<TokenVault, "read" | "remove">;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/**
 * Pulls what HubSpot writes down of installs and uninstalls, since nothing pushes them, and stops for the
 * portals that removed the app. Where the last file ended is kept with what it changed.
 */
export async function followJournal(
  deps: LifecycleDeps & { readonly journal: LifecycleJournal | null },
): Promise<void> {
  const { journal, store, timeSource } = deps;
  if (journal === null) return;
  try {
    let offset = await store.journalPlace.find();
    if (offset === null) await journal.subscribe();
    for (let files = 0; files < FILES_AT_ONCE; files += 1) {
      const page = await journal.next(offset);
      if (page === null || page.offset === offset) return;
      await store.transaction(async () => {
        for (const event of inOrder(page.events)) await noteLifecycle(deps, event);
        await store.journalPlace.save(page.offset, timeSource.now());
      });
      offset = page.offset;
    }
  } catch (error) {
    if (!(error instanceof PluginError)) throw error;
    deps.logger.warn({ code: error.code }, "HubSpot's journal could not be read");
  }
}

function inOrder(events: readonly LifecycleEvent[]): readonly LifecycleEvent[] {
  return events.toSorted((one, other) => one.occurredAt - other.occurredAt);
}

/** An uninstall that is older than the last connection is of an earlier installation. */
export async function noteLifecycle(
  deps: LifecycleDeps,
  { portalId, what, occurredAt }: LifecycleEvent,
): Promise<void> {
  if (what === "installed") {
    deps.logger.info({ portalId }, "HubSpot says that the app was installed");
    return;
  }
  const connected = await deps.store.imports.connected(portalId);
  if (connected !== null && occurredAt < connected.last) return;
  await disconnectPortal(deps, portalId, { cause: "uninstalled" });
}
