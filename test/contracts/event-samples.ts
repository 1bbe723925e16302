import type { Delivery, LedgerEvent, OpenedEvent } from "../../src/ports/event-ledger.ts";
import { TEST_NOW } from "../support/databases.ts";

export const PORTAL = "62515";
export const OTHER_PORTAL = "70001";

/** An event of one ticket; the number makes it distinct. */
export function eventOf(number: number, changes: Partial<LedgerEvent> = {}): LedgerEvent {
  return {
    portalId: PORTAL,
    eventKey: `event-${String(number).padStart(4, "0")}`,
    occurredAt: TEST_NOW + number,
    object: "ticket",
    objectId: "1001",
    change: { kind: "property", name: "hs_pipeline_stage", value: String(number) },
    changeSource: "CRM_UI",
    sourceId: "userId:1",
    ...changes,
  };
}

export function eventsOf(count: number, changes: (n: number) => Partial<LedgerEvent> = () => ({})) {
  return Array.from({ length: count }, (_, n) => eventOf(n, changes(n)));
}

let deliveries = 0;

/** A delivery that holds these events as they come out of `readBody`. */
export function deliveryOf(
  events: readonly OpenedEvent[],
  changes: Partial<Delivery> = {},
): Delivery {
  deliveries += 1;
  return {
    portalId: PORTAL,
    deliveryId: `delivery-${deliveries}`,
    receivedAt: TEST_NOW,
    body: JSON.stringify(events),
    eventCount: events.length,
    ...changes,
  };
}

export function readBody(delivery: Delivery): readonly OpenedEvent[] {
  return JSON.parse(delivery.body);
}
