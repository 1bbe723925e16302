import type { Delivery, OpenedEvent } from "../../src/ports/event-ledger.ts";
import { readDelivery } from "../../webhooks/events.ts";

export const receivedAt = 1_800_000_000_000;
export const occurredAt = 1_790_000_000_123;
export const ticketEvent = {
  eventId: 7,
  subscriptionId: 11,
  portalId: 62515,
  appId: 54321,
  occurredAt,
  subscriptionType: "ticket.propertyChange",
  attemptNumber: 0,
  objectId: 901,
  propertyName: "hs_pipeline_stage",
  propertyValue: "2",
  changeSource: "CRM_UI",
  sourceId: "userId:3",
};

export function deliveryOf(body: unknown, portalId = "62515"): Delivery {
  return {
    portalId,
    deliveryId: "d1",
    receivedAt,
    body: typeof body === "string" ? body : JSON.stringify(body),
    eventCount: Array.isArray(body) ? body.length : 1,
  };
}

export function readOne(event: unknown, portalId?: string): OpenedEvent | undefined {
  return readDelivery(deliveryOf([event], portalId))[0];
}
