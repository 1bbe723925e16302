import type { Logger } from "../../ports/logger.ts";
import type { PortalPurges, PurgeCause } from "../../ports/portal-purges.ts";
import type { TimeSource } from "../../ports/time-source.ts";

export type PurgeDeps = {
  readonly purges: PortalPurges;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  /** How long the data of a disconnected account are kept, in milliseconds. */
  readonly keepDisconnectedMs: number;
};

/**
 * Deletes the data of an account that left, if they are to be deleted by now: the admin may have changed
 * the choice, or come back, since the job was sent.
 */
export async function purgePortal(deps: PurgeDeps, portalId: string): Promise<void> {
  const due = (await duePurges(deps)).find((one) => one.portalId === portalId);
  if (due === undefined) return;
  await purgeNow(deps, due);
}

/** Deletes at once, for whatever cause. False: it is connected, or nothing is known of it. */
export async function purgeNow(
  { purges, timeSource, logger }: Omit<PurgeDeps, "keepDisconnectedMs">,
  { portalId, cause }: { readonly portalId: string; readonly cause: PurgeCause },
): Promise<boolean> {
  const removed = await purges.purge(portalId, { cause, now: timeSource.now() });
  if (removed === null) return false;
  logger.warn({ portalId, cause, removed }, "all data of a portal are deleted");
  return true;
}

/** Accounts whose data are to be deleted by now. */
export function duePurges({
  purges,
  timeSource,
  keepDisconnectedMs,
}: Pick<PurgeDeps, "purges" | "timeSource" | "keepDisconnectedMs">): ReturnType<
  PortalPurges["due"]
> {
  return purges.due(timeSource.now() - keepDisconnectedMs);
}
