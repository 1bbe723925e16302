import { openDeliveries } from "../src/app/intake/open-deliveries.ts";
import { processEvents } from "../src/app/intake/process-events.ts";
import type { Parts } from "./open-parts.ts";

/** What one turn of the intake did; a turn is the one that `startWork` repeats. */
export type Turn = {
  readonly opened: number;
  readonly processed: number;
  readonly openMs: number;
  readonly processMs: number;
};

export async function takeTurn(parts: Parts): Promise<Turn> {
  const startedAt = performance.now();
  const opened = await openDeliveries(parts);
  const openedAt = performance.now();
  const processed = await processEvents(parts);
  return {
    opened,
    processed,
    openMs: openedAt - startedAt,
    processMs: performance.now() - openedAt,
  };
}
