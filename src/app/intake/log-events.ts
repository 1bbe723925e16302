import type { LedgerKey, Settlement } from "../../ports/event-ledger.ts";
import type { Logger } from "../../ports/logger.ts";

/**
 * A line for each step of an event, always with its `eventKey`, so that its way can be read out of the
 * log: opened, then settled or given back. `sends` is what it caused, as the sender's lines name it.
 */
export function logSettled(
  logger: Logger,
  { portalId, eventKey, state, reason }: Settlement,
  sends: readonly string[] = [],
): void {
  const fields = {
    portalId,
    eventKey,
    state,
    ...(reason === null ? {} : { reason }),
    ...(sends.length === 0 ? {} : { sends }),
  };
  logger.debug(fields, "an event is settled");
}

export function logGivenBack(logger: Logger, events: readonly LedgerKey[], reason: string): void {
  for (const { portalId, eventKey } of events) {
    logger.debug({ portalId, eventKey, reason }, "an event goes back to wait");
  }
}
