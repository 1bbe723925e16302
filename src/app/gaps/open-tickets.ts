import type { PortalContext } from "../sla/portal-contexts.ts";
import type { Gap } from "./gap.ts";
import { goneGap } from "./gone-gap.ts";
import type { GapDeps } from "./sweep-gaps.ts";
import { ticketGaps } from "./ticket-gaps.ts";

/** Open tickets of one sweep: 6 calls; all 50,000 of a large portal have their turn within a day. */
const TICKETS_AT_ONCE = 200;
/** Of those that are missing; more wait for the next turn. */
const MISSING_AT_ONCE = 20;

type Turn = {
  readonly afterId: string;
  readonly connectedAt: number;
  readonly until: number;
};

/**
 * Reads some of the open tickets anew, for values of which HubSpot tells nothing and for tickets that were
 * deleted or merged away without a word. Says where the next turn goes on; null is the beginning.
 */
export async function lookAtOpenTickets(
  deps: GapDeps,
  context: PortalContext,
  { afterId, connectedAt, until }: Turn,
): Promise<{
  readonly gaps: readonly Gap[];
  readonly looked: number;
  readonly afterId: string | null;
}> {
  const { portalId } = context.portal;
  const { closedStages } = context;
  const open = await deps.store.gapSweeps.openTickets(portalId, {
    ...{ closedStages, afterId, limit: TICKETS_AT_ONCE },
  });
  const { ticketIds } = open;
  if (ticketIds.length === 0) return { gaps: [], looked: 0, afterId: open.afterId };
  const look = { ticketIds, connectedAt, until };
  const { gaps, missing } = await ticketGaps(deps, context, look);
  const waiting = await deps.recovery.waiting(portalId, "ticket", missing);
  const isWaiting = new Set(waiting.map(({ objectId }) => objectId));
  const lost = missing.filter((id) => !isWaiting.has(id)).slice(0, MISSING_AT_ONCE);
  const gone = lost.length === 0 ? [] : await deps.crm.readGone(portalId, "ticket", lost);
  const ends = gone.flatMap((ticket) => goneGap({ portalId, object: "ticket", until }, ticket));
  return { gaps: [...gaps, ...ends], looked: ticketIds.length, afterId: open.afterId };
}
