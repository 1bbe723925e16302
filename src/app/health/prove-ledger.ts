import type { EventLedger } from "../../ports/event-ledger.ts";
import type { Logger } from "../../ports/logger.ts";

/**
 * The daily line that proves that nothing acknowledged was lost: what was received is what was applied,
 * ignored, waits or is dead, and how much of it no webhook brought.
 */
export async function proveLedger(
  { ledger, logger }: { readonly ledger: Pick<EventLedger, "equation">; readonly logger: Logger },
  portalId: string,
): Promise<void> {
  const equation = await ledger.equation(portalId);
  const { received, applied, ignored, waiting, dead } = equation;
  const missing = received - applied - ignored - waiting - dead;
  if (missing === 0) logger.info({ ...equation, missing }, "the events of a portal add up");
  else logger.error({ ...equation, missing }, "the events of a portal do not add up");
}
