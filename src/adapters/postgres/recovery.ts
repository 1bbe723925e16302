import { z } from "zod";
import type { Recovery } from "../../ports/recovery.ts";
import type { Database } from "./database.ts";
import { EventRow } from "./event-rows.ts";
import { insertEvents } from "./open-deliveries.ts";
import { instant } from "./values.ts";

export function createRecovery(db: Database): Recovery {
  return {
    add: (portalId, found, now) => add(db, portalId, { ...found, now }),
    waiting: (portalId, object, objectIds) =>
      objectIds.length === 0
        ? Promise.resolve([])
        : db.rows(EventRow, WAITING, [portalId, object, [...objectIds]]),
    hasUnopened: async (portalId) =>
      (await db.rows(UnopenedRow, UNOPENED, [portalId]))[0]?.is_there === true,
  };
}

const UnopenedRow = z.object({ is_there: z.boolean() });
const InsertedRow = z.object({ delivery_id: z.string() });

const INSERT_DELIVERY = `
  insert into delivery (portal_id, received_at, delivery_id, event_count, opened_at, origin, body)
  values ($1, $2, $3, $4, $2, $5, '[]') on conflict do nothing returning delivery_id`;

const NOTE_DUPLICATES = `
  update delivery set duplicate_count = $4
  where portal_id = $1 and received_at = $2 and delivery_id = $3`;

/** It has been opened already, and what it says stands in the ledger alone, where a person can be erased. */
async function add(
  db: Database,
  portalId: string,
  found: Parameters<Recovery["add"]>[1] & { readonly now: number },
): Promise<number> {
  const { by, deliveryId, events, now } = found;
  if (events.length === 0) return 0;
  return db.transaction(async () => {
    const values = [portalId, instant(now), deliveryId, events.length, by];
    const made = await db.rows(InsertedRow, INSERT_DELIVERY, values);
    if (made.length === 0) return 0;
    const delivery = { portalId, deliveryId, receivedAt: now, body: "", eventCount: events.length };
    const counts = await insertEvents(db, [{ delivery, events }], now);
    const added = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const duplicates = events.length - added;
    if (duplicates > 0) {
      await db.run(NOTE_DUPLICATES, [portalId, instant(now), deliveryId, duplicates]);
    }
    return added;
  });
}

const WAITING = `
  select portal_id, event_key, occurred_at, object, object_id, change, change_source, source_id
  from ledger
  where portal_id = $1 and object = $2 and object_id = any($3::text[]) and state = 'waiting'`;

const UNOPENED = `
  select exists (
    select from delivery
    where bucket = portal_bucket($1::bigint) and portal_id = $1 and opened_at is null
  ) as is_there`;
