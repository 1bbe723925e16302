import type { Delivery, EventLedger, OpenedEvent } from "../../src/ports/event-ledger.ts";

/** The first half of the event ledger in memory: stores deliveries, opens them, drops repeats by key. */
export type MemoryInbox = Pick<EventLedger, "store" | "open"> & {
  readonly deliveries: readonly Delivery[];
  readonly events: ReadonlyMap<string, OpenedEvent>;
};

export function createMemoryInbox(): MemoryInbox {
  const deliveries: Delivery[] = [];
  const events = new Map<string, OpenedEvent>();
  let openedCount = 0;
  return {
    deliveries,
    events,
    store: async (stored) => {
      deliveries.push(...stored);
    },
    open: async (limit, _now, read) => {
      const batch = deliveries.slice(openedCount, openedCount + limit);
      openedCount += batch.length;
      const opened = batch.flatMap(read);
      const sizeBefore = events.size;
      for (const event of opened) {
        const key = `${event.portalId} ${event.occurredAt} ${event.eventKey}`;
        if (!events.has(key)) events.set(key, event);
      }
      const duplicates = opened.length - (events.size - sizeBefore);
      return { deliveries: batch.length, events: opened.length, duplicates };
    },
  };
}
