import { expect, vi } from "vitest";
import { PORTAL_ID, type RunningPlugin } from "./running-plugin.ts";

const LOOK_FOR_MS = 60_000;

/** Resolves when nothing waits any more; at each look the time goes on, as some sends are tried again later. */
export async function atRest(running: RunningPlugin, stepMs: number): Promise<void> {
  const { plugin, time, world } = running;
  await vi.waitFor(
    async () => {
      time.advance(stepMs);
      // A delivery that a busy machine was too slow for comes again by the moved time: not waited for.
      await world.crm.webhooks.flush();
      await plugin.wake();
      const [sends, events] = [
        await plugin.store.outbox.counts(PORTAL_ID),
        await plugin.ledger.totals(),
      ];
      expect({ sends: sends.waiting, events: events.waiting }).toEqual({ sends: 0, events: 0 });
    },
    { timeout: LOOK_FOR_MS, interval: 50 },
  );
  await running.settled();
}
