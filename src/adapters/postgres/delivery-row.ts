import { z } from "zod";
import type { Delivery } from "../../ports/event-ledger.ts";
import { Instant } from "./values.ts";

export const DELIVERY_COLUMNS = "portal_id, received_at, delivery_id, event_count, body";

export const DeliveryRow = z
  .object({
    portal_id: z.string(),
    received_at: Instant,
    delivery_id: z.string(),
    event_count: z.int(),
    body: z.string(),
  })
  .transform(
    (row): Delivery => ({
      portalId: row.portal_id,
      receivedAt: row.received_at,
      deliveryId: row.delivery_id,
      eventCount: row.event_count,
      body: row.body,
    }),
  );
