import { z } from "zod";
import type { Delivery, EventLedger, OpenedEvent } from "../../ports/event-ledger.ts";
import type { Database } from "./database.ts";
import { DELIVERY_COLUMNS, DeliveryRow } from "./delivery-row.ts";
import { withoutErased } from "./erased-events.ts";
import type { PortalTurns } from "./portal-turns.ts";
import { instant, json } from "./values.ts";

/** Of each portal its share: no more is locked than is taken. */
const TAKE_UNOPENED = `
  select d.* from unnest($1::bigint[]) as p(portal_id)
  cross join lateral (
    select ${DELIVERY_COLUMNS} from delivery
    where portal_id = p.portal_id and opened_at is null
    order by received_at limit $2 for update skip locked
  ) d`;

/** Counts what it inserted for each delivery; what is missing there was told before. */
const INSERT_EVENTS = `
  with inserted as (
    insert into ledger (portal_id, occurred_at, event_key, object, object_id, change, change_source,
      source_id, delivery_id, state, reason, available_at, settled_at)
    select e.portal_id, e.occurred_at, e.event_key, coalesce(e.object, 'unknown'),
      coalesce(e.object_id, ''), e.change, e.change_source, e.source_id, e.delivery_id,
      case when e.dead is not null then 'dead' when e.erased then 'ignored' else 'waiting' end,
      case when e.erased then 'person_erased' else e.dead end, $2::timestamptz,
      case when e.dead is null and e.erased is null then null else $2::timestamptz end
    from jsonb_to_recordset($1::jsonb) as e(portal_id bigint, occurred_at timestamptz, event_key text,
      object text, object_id text, change jsonb, change_source text, source_id text,
      delivery_id text, dead text, erased boolean)
    order by e.portal_id, e.occurred_at, e.event_key
    on conflict do nothing
    returning portal_id, delivery_id
  )
  select portal_id, delivery_id, count(*)::int as count from inserted group by 1, 2`;

const MARK_OPENED = `
  update delivery d set opened_at = $2::timestamptz, duplicate_count = o.duplicates
  from jsonb_to_recordset($1::jsonb)
    as o(portal_id bigint, received_at timestamptz, delivery_id text, duplicates int)
  where d.portal_id = o.portal_id and d.received_at = o.received_at
    and d.delivery_id = o.delivery_id`;

/** As it goes into the ledger: what is about an erased person is there, and says nothing. */
export type Opened = {
  readonly delivery: Delivery;
  readonly events: readonly (OpenedEvent & { readonly isErased?: true })[];
};

/** Opens stored deliveries into one ledger row an event. */
export async function openDeliveries(
  db: Database,
  options: {
    readonly turns: PortalTurns;
    readonly limit: number;
    readonly now: number;
    readonly read: (delivery: Delivery) => readonly OpenedEvent[];
  },
): Promise<Awaited<ReturnType<EventLedger["open"]>>> {
  return db.transaction(async () => {
    const { portalIds, share } = await options.turns.next(options.limit);
    const taken =
      portalIds.length === 0 ? [] : await db.rows(DeliveryRow, TAKE_UNOPENED, [portalIds, share]);
    if (taken.length === 0) return { deliveries: 0, events: 0, duplicates: 0 };
    const read = taken.map((delivery) => ({ delivery, events: options.read(delivery) }));
    const opened = await withoutErased(db, read);
    const inserted = await insertEvents(db, opened, options.now);
    const marks = opened.map((one) => markOf(one, inserted));
    await db.run(MARK_OPENED, [json(marks), instant(options.now)]);
    const duplicates = marks.reduce((sum, mark) => sum + mark.duplicates, 0);
    const events = opened.reduce((sum, one) => sum + one.events.length, 0);
    return { deliveries: taken.length, events, duplicates };
  });
}

type InsertedCounts = Map<string, number>;

const InsertedRow = z.object({ portal_id: z.string(), delivery_id: z.string(), count: z.int() });

/** Puts events into the ledger; says for each delivery how many were new. */
export async function insertEvents(
  db: Database,
  opened: readonly Opened[],
  now: number,
): Promise<InsertedCounts> {
  const rows = opened.flatMap(({ delivery, events }) =>
    events.map((event) => ({
      portal_id: delivery.portalId,
      occurred_at: instant(event.occurredAt),
      event_key: event.eventKey,
      delivery_id: delivery.deliveryId,
      ...("dead" in event
        ? { dead: event.dead }
        : {
            object: event.object,
            object_id: event.objectId,
            change: event.change,
            change_source: event.changeSource,
            source_id: event.sourceId,
            ...(event.isErased && { erased: true }),
          }),
    })),
  );
  if (rows.length === 0) return new Map();
  const counts = await db.rows(InsertedRow, INSERT_EVENTS, [json(rows), instant(now)]);
  return new Map(counts.map((row) => [`${row.portal_id} ${row.delivery_id}`, row.count]));
}

/** Two deliveries with one id share a count: the first takes its part, the next what is left. */
function markOf({ delivery, events }: Opened, inserted: InsertedCounts) {
  const key = `${delivery.portalId} ${delivery.deliveryId}`;
  const left = inserted.get(key) ?? 0;
  const own = Math.min(left, events.length);
  inserted.set(key, left - own);
  return {
    portal_id: delivery.portalId,
    received_at: instant(delivery.receivedAt),
    delivery_id: delivery.deliveryId,
    duplicates: events.length - own,
  };
}
