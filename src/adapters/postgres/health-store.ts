import { z } from "zod";
import type { LedgerEvent, LedgerKey } from "../../ports/event-ledger.ts";
import type {
  DeadEvent,
  HealthStore,
  Revival,
  StuckSend,
  WaitingSends,
} from "../../ports/health-store.ts";
import type { Database } from "./database.ts";
import { DELIVERY_COLUMNS, DeliveryRow } from "./delivery-row.ts";
import { OutboxKindColumn } from "./outbox-kind-column.ts";
import { Count, Instant, instant, json } from "./values.ts";

export function createHealthStore(db: Database): HealthStore {
  const at = async (sql: string, portalId: string) =>
    (await db.rows(OneInstant, sql, [portalId]))[0]?.at ?? null;
  return {
    oldestEventAt: (portalId) => at(OLDEST_EVENT, portalId),
    deadEvents: (portalId, limit) => db.rows(DeadRow, DEAD_EVENTS, [portalId, limit]),
    deadEvent: async (key) => (await db.rows(DeadRow, DEAD_EVENT, keyValues(key)))[0] ?? null,
    delivery: async (portalId, deliveryId) =>
      (await db.rows(DeliveryRow, DELIVERY, [portalId, deliveryId]))[0] ?? null,
    revive: (key, event, now) => revive(db, key, { event, now }),
    eventState: async (key) =>
      (await db.rows(EventStateRow, EVENT_STATE, keyValues(key)))[0]?.state ?? null,
    oldestSendAt: (portalId) => at(OLDEST_SEND, portalId),
    waitingSends: (portalId, limit) => db.rows(WaitingRow, WAITING_SENDS, [portalId, limit]),
    stuckSends: (portalId, limit) => db.rows(StuckRow, STUCK_SENDS, [portalId, limit]),
    namedSend: async (portalId, { kind, subjectId }) =>
      (await db.rows(NamedSend, SEND, [portalId, kind, subjectId]))[0] ?? null,
    retrySend: async (portalId, { kind, subjectId }, now) => {
      const values = [portalId, kind, subjectId, instant(now)];
      return (await db.rows(RetriedSend, RETRY_SEND, values)).length > 0;
    },
    tokenExpiresAt: (portalId) => at(TOKEN_EXPIRES, portalId),
  };
}

const OneInstant = z.object({ at: Instant.nullable() });
const RetriedSend = z.object({ kind: z.string() });

function keyValues({ portalId, occurredAt, eventKey }: LedgerKey) {
  return [portalId, instant(occurredAt), eventKey];
}

const OLDEST_EVENT = `
  select least(
    (select min(received_at) from delivery where portal_id = $1 and opened_at is null),
    (select min(occurred_at) from ledger where portal_id = $1 and state = 'waiting')) as at`;

const DEAD = `
  select portal_id, occurred_at, event_key, delivery_id, coalesce(reason, '') as reason, settled_at
  from ledger where portal_id = $1 and state = 'dead'`;
const DEAD_EVENTS = `${DEAD} order by settled_at desc, event_key limit $2`;
const DEAD_EVENT = `${DEAD} and occurred_at = $2 and event_key = $3`;

const DeadRow = z
  .object({
    portal_id: z.string(),
    occurred_at: Instant,
    event_key: z.string(),
    delivery_id: z.string(),
    reason: z.string(),
    settled_at: Instant,
  })
  .transform(
    (row): DeadEvent => ({
      portalId: row.portal_id,
      occurredAt: row.occurred_at,
      eventKey: row.event_key,
      deliveryId: row.delivery_id,
      reason: row.reason,
      deadAt: row.settled_at,
    }),
  );

const DELIVERY = `
  select ${DELIVERY_COLUMNS} from delivery
  where portal_id = $1 and delivery_id = $2`;

/** The row stays one row, so that the equation holds. */
const REVIVE = `
  update ledger l set occurred_at = e.occurred_at, event_key = e.event_key, object = e.object,
    object_id = e.object_id, change = e.change, change_source = e.change_source,
    source_id = e.source_id, state = 'waiting', available_at = $4, settled_at = null, reason = null
  from jsonb_to_record($5::jsonb) as e(occurred_at timestamptz, event_key text, object text,
    object_id text, change jsonb, change_source text, source_id text)
  where l.portal_id = $1 and l.occurred_at = $2 and l.event_key = $3 and l.state = 'dead'
    and not exists (select from ledger k where k.portal_id = $1
      and k.occurred_at = e.occurred_at and k.event_key = e.event_key)
  returning l.state`;

const TOLD_AGAIN = `
  update ledger set state = 'ignored', reason = 'told_again', settled_at = $4
  where portal_id = $1 and occurred_at = $2 and event_key = $3 and state = 'dead'
  returning state`;

const RevivedRow = z.object({ state: z.string() });

async function revive(
  db: Database,
  key: LedgerKey,
  { event, now }: { readonly event: LedgerEvent; readonly now: number },
): Promise<Revival> {
  const values = [...keyValues(key), instant(now)];
  const row = json({
    occurred_at: instant(event.occurredAt),
    event_key: event.eventKey,
    object: event.object,
    object_id: event.objectId,
    change: event.change,
    change_source: event.changeSource,
    source_id: event.sourceId,
  });
  if ((await db.rows(RevivedRow, REVIVE, [...values, row])).length > 0) return "revived";
  return (await db.rows(RevivedRow, TOLD_AGAIN, values)).length > 0 ? "told_again" : "not_dead";
}

const EVENT_STATE = `
  select state from ledger where portal_id = $1 and occurred_at = $2 and event_key = $3`;
const EventStateRow = z.object({ state: z.enum(["waiting", "applied", "ignored", "dead"]) });

const OLDEST_SEND = `
  select min(requested_at) as at from outbox where portal_id = $1 and state = 'waiting'`;

const WAITING_SENDS = `
  select kind, reason, count(*) as count from outbox where portal_id = $1 and state = 'waiting'
  group by kind, reason order by count desc, kind, reason limit $2`;
const WaitingRow: z.ZodType<WaitingSends> = z.object({
  kind: OutboxKindColumn,
  reason: z.string().nullable(),
  count: Count,
});

const STUCK_SENDS = `
  select kind, subject_id, state, coalesce(reason, '') as reason, requested_at from outbox
  where portal_id = $1 and state in ('unknown', 'dead')
  order by requested_at desc, kind, subject_id limit $2`;
const StuckRow = z
  .object({
    kind: OutboxKindColumn,
    subject_id: z.string(),
    state: z.enum(["unknown", "dead"]),
    reason: z.string(),
    requested_at: Instant,
  })
  .transform(
    ({ subject_id, requested_at, ...row }): StuckSend => ({
      ...row,
      subjectId: subject_id,
      requestedAt: requested_at,
    }),
  );

const SEND = `
  select kind, subject_id, state from outbox
  where portal_id = $1 and kind = $2 and subject_id = $3`;
const NamedSend = z
  .object({
    kind: OutboxKindColumn,
    subject_id: z.string(),
    state: z.enum(["waiting", "sent", "unknown", "dead"]),
  })
  .transform(({ kind, subject_id, state }) => ({
    target: { kind, subjectId: subject_id },
    state,
  }));

/** `sending_since` stays: where the outcome is open the sender looks before it sends. */
const RETRY_SEND = `
  update outbox set state = 'waiting', revision = revision + 1, available_at = $4, attempts = 0,
    reason = null, requested_at = $4
  where portal_id = $1 and kind = $2 and subject_id = $3 and state in ('unknown', 'dead')
  returning kind`;

const TOKEN_EXPIRES = "select expires_at as at from portal_token where portal_id = $1";
