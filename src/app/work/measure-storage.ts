import type { Logger } from "../../ports/logger.ts";
import type { PortalStorage } from "../../ports/portal-storage.ts";
import type { TimeSource } from "../../ports/time-source.ts";

export type StorageDeps = {
  readonly storage: PortalStorage;
  /** What one portal may hold before somebody is told. */
  readonly storageLimitBytes: number;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
};

/** So many portals are named at once. */
const NAMED_LIMIT = 20;

/** Estimates what every portal holds, and tells of those that hold too much. Nothing is refused. */
export async function measureStorage(deps: StorageDeps): Promise<void> {
  const { storage, storageLimitBytes, logger } = deps;
  await storage.measure(deps.timeSource.now());
  for (const { portalId, bytes } of await storage.over(storageLimitBytes, NAMED_LIMIT)) {
    logger.warn(
      { portalId, bytes, limitBytes: storageLimitBytes },
      "an account holds more than it should",
    );
  }
}
