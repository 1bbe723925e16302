import { z } from "zod";
import type { EventChange, LedgerEvent } from "../../ports/event-ledger.ts";
import { Instant } from "./values.ts";

/** What the ledger keeps of an event as jsonb. */
const Change: z.ZodType<EventChange> = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.enum(["created", "deleted", "restored"]) }),
  z.strictObject({ kind: z.literal("property"), name: z.string(), value: z.string() }),
  z.strictObject({
    kind: z.literal("merged"),
    intoId: z.string(),
    loserIds: z.array(z.string()).readonly(),
  }),
  z.strictObject({
    kind: z.enum(["associated", "dissociated"]),
    toObject: z.string(),
    toId: z.string(),
    isPrimary: z.boolean(),
  }),
  z.strictObject({ kind: z.literal("erased") }),
  z.strictObject({ kind: z.literal("other"), type: z.string() }),
]);

export const EventRow = z
  .object({
    portal_id: z.string(),
    event_key: z.string(),
    occurred_at: Instant,
    object: z.string(),
    object_id: z.string(),
    change: Change,
    change_source: z.string().nullable(),
    source_id: z.string().nullable(),
  })
  .transform(
    (row): LedgerEvent => ({
      portalId: row.portal_id,
      eventKey: row.event_key,
      occurredAt: row.occurred_at,
      object: row.object,
      objectId: row.object_id,
      change: row.change,
      changeSource: row.change_source,
      sourceId: row.source_id,
    }),
  );
