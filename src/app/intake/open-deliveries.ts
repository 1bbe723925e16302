import type { Delivery, EventLedger, OpenedEvent } from "../../ports/event-ledger.ts";
import type { Logger } from "../../ports/logger.ts";
import type { TimeSource } from "../../ports/time-source.ts";

/** Deliveries opened in one transaction; a hundred hold up to 10,000 events. */
const DELIVERIES_AT_ONCE = 100;

export type OpenDeps = {
  readonly ledger: EventLedger;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  /** How a delivery is read; what it cannot read it names dead. */
  readonly readDelivery: (delivery: Delivery) => readonly OpenedEvent[];
};

/** Opens stored deliveries into the ledger; says how many. */
export async function openDeliveries(deps: OpenDeps): Promise<number> {
  const read = (delivery: Delivery): readonly OpenedEvent[] => {
    const events = deps.readDelivery(delivery);
    for (const event of events) logOpened(deps.logger, delivery, event);
    return events;
  };
  const opened = await deps.ledger.open(DELIVERIES_AT_ONCE, deps.timeSource.now(), read);
  return opened.deliveries;
}

function logOpened(logger: Logger, { portalId, deliveryId }: Delivery, event: OpenedEvent): void {
  const { eventKey } = event;
  const found =
    "dead" in event
      ? { state: "dead", reason: event.dead }
      : { object: event.object, objectId: event.objectId, change: event.change.kind };
  logger.debug({ portalId, deliveryId, eventKey, ...found }, "an event is opened");
}
