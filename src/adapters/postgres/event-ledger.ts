import { z } from "zod";
import { invariant } from "../../domain/invariant.ts";
import type {
  EventLedger,
  LedgerEquation,
  LedgerKey,
  Settlement,
} from "../../ports/event-ledger.ts";
import type { Database } from "./database.ts";
import { EventRow } from "./event-rows.ts";
import { openDeliveries } from "./open-deliveries.ts";
import { createPortalTurns } from "./portal-turns.ts";
import { createDeliveryStore } from "./store-deliveries.ts";
import { Count, instant, json } from "./values.ts";

/** A burst brings several events of one record; so many heads are looked at for each record wanted. */
const HEADS_PER_RECORD = 4;
/** Events of one claim; what is over it stays for the next, which harms nobody, as order does not matter. */
const MAX_EVENTS_PER_CLAIM = 20_000;

export function createEventLedger(db: Database): EventLedger {
  const unopened = createPortalTurns(db, { table: "delivery", waiting: "opened_at is null" });
  const waiting = createPortalTurns(db, { table: "ledger", waiting: "state = 'waiting'" });
  return {
    store: createDeliveryStore(db),
    open: (limit, now, read) => openDeliveries(db, { turns: unopened, limit, now, read }),
    claim: async ({ records, now, leaseMs }) => {
      const { portalIds, share } = await waiting.next(records);
      if (portalIds.length === 0) return [];
      return db.rows(EventRow, CLAIM, [
        portalIds,
        instant(now),
        share * HEADS_PER_RECORD,
        share,
        MAX_EVENTS_PER_CLAIM,
        instant(now + leaseMs),
      ]);
    },
    settle: (settlements, now) => settle(db, settlements, now),
    release: (keys, notBeforeAt, reason) => release(db, keys, { notBeforeAt, reason }),
    equation: (portalId) => equation(db, portalId),
    totals: () => totals(db),
    endLeases: async () => {
      await db.run(END_LEASES);
    },
  };
}

/** Locked rows are skipped twice, as heads and as events, so two workers never get the same event. */
const CLAIM = `
  with heads as (
    select h.* from unnest($1::bigint[]) as p(portal_id)
    cross join lateral (
      select portal_id, object, object_id from ledger
      where portal_id = p.portal_id and state = 'waiting' and available_at <= $2
      order by available_at limit $3 for update skip locked
    ) h
  ), records as (
    select portal_id, object, object_id from (
      select portal_id, object, object_id,
        row_number() over (partition by portal_id order by object, object_id) as number
      from heads group by portal_id, object, object_id
    ) numbered where number <= $4
  ), free as (
    select l.* from records r cross join lateral (
      select portal_id, occurred_at, event_key from ledger
      where portal_id = r.portal_id and object_id = r.object_id and object = r.object
        and state = 'waiting' and available_at <= $2
      limit $5 for update skip locked
    ) l
    limit $5
  ), leased as (
    update ledger l set is_leased = true, available_at = $6
    from free f
    where l.portal_id = f.portal_id and l.occurred_at = f.occurred_at and l.event_key = f.event_key
    returning l.portal_id, l.occurred_at, l.event_key, l.object, l.object_id, l.change,
      l.change_source, l.source_id
  )
  select * from leased order by portal_id, object, object_id, occurred_at, event_key`;

/**
 * The first to settle an event decides; a worker whose lease had run out changes nothing. It asks for
 * `settled_at` because `state = 'waiting'` would lead the planner to read the whole backlog.
 */
const SETTLE = `
  update ledger l set state = s.state, reason = s.reason, settled_at = $2, is_leased = false
  from jsonb_to_recordset($1::jsonb)
    as s(portal_id bigint, occurred_at timestamptz, event_key text, state text, reason text)
  where l.portal_id = s.portal_id and l.occurred_at = s.occurred_at and l.event_key = s.event_key
    and l.settled_at is null`;

async function settle(
  db: Database,
  settlements: readonly Settlement[],
  now: number,
): Promise<void> {
  if (settlements.length === 0) return;
  const rows = settlements.map((one) => ({
    ...keyOf(one),
    state: one.state,
    reason: one.reason,
  }));
  await db.run(SETTLE, [json(rows), instant(now)]);
}

const RELEASE = `
  update ledger l set available_at = $2, attempts = attempts + 1, reason = $3, is_leased = false
  from jsonb_to_recordset($1::jsonb)
    as k(portal_id bigint, occurred_at timestamptz, event_key text)
  where l.portal_id = k.portal_id and l.occurred_at = k.occurred_at and l.event_key = k.event_key
    and l.settled_at is null`;

async function release(
  db: Database,
  keys: readonly LedgerKey[],
  pause: { readonly notBeforeAt: number; readonly reason: string },
): Promise<void> {
  if (keys.length === 0) return;
  await db.run(RELEASE, [json(keys.map(keyOf)), instant(pause.notBeforeAt), pause.reason]);
}

function keyOf(key: LedgerKey) {
  return {
    portal_id: key.portalId,
    occurred_at: instant(key.occurredAt),
    event_key: key.eventKey,
  };
}

/** Every part is counted by itself; a part computed from the others would hide what was lost. */
const EQUATION = `
  with told as (
    select coalesce(sum(event_count), 0) as received, coalesce(sum(duplicate_count), 0) as duplicates,
      coalesce(sum(event_count) filter (where opened_at is null), 0) as unopened,
      coalesce(sum(event_count) filter (where origin = 'recovered'), 0) as recovered,
      coalesce(sum(event_count) filter (where origin = 'reread'), 0) as reread
    from delivery where portal_id = $1
  ), kept as (
    select count(*) filter (where state = 'applied') as applied,
      count(*) filter (where state = 'ignored') as ignored,
      count(*) filter (where state = 'waiting') as waiting,
      count(*) filter (where state = 'dead') as dead
    from ledger where portal_id = $1
  ), dropped as (
    select coalesce(sum(received), 0) as received, coalesce(sum(duplicates), 0) as duplicates,
      coalesce(sum(applied), 0) as applied, coalesce(sum(ignored), 0) as ignored,
      coalesce(sum(dead), 0) as dead, coalesce(sum(recovered), 0) as recovered,
      coalesce(sum(reread), 0) as reread
    from ledger_day where portal_id = $1
  )
  select (told.received + dropped.received)::bigint as received,
    (kept.applied + dropped.applied)::bigint as applied,
    (kept.ignored + dropped.ignored + told.duplicates + dropped.duplicates)::bigint as ignored,
    (told.duplicates + dropped.duplicates)::bigint as duplicates,
    (told.unopened + kept.waiting)::bigint as waiting,
    (kept.dead + dropped.dead)::bigint as dead,
    (told.recovered + dropped.recovered)::bigint as recovered,
    (told.reread + dropped.reread)::bigint as reread
  from told, kept, dropped`;

const EquationRow = z.object({
  received: Count,
  applied: Count,
  ignored: Count,
  duplicates: Count,
  waiting: Count,
  dead: Count,
  recovered: Count,
  reread: Count,
});

async function equation(db: Database, portalId: string): Promise<LedgerEquation> {
  const [sums] = await db.rows(EquationRow, EQUATION, [portalId]);
  invariant(sums !== undefined, "an aggregate without groups has one row");
  return { portalId, ...sums };
}

/** Each part is an index of what is left, however long the history behind it is. */
const TOTALS = `
  select (
      (select coalesce(sum(event_count), 0) from delivery where opened_at is null)
      + (select count(*) from ledger where state = 'waiting')
    )::bigint as waiting,
    (select count(*) from ledger where state = 'dead') as dead`;

const TotalsRow = z.object({ waiting: Count, dead: Count });

async function totals(db: Database): ReturnType<EventLedger["totals"]> {
  const [sums] = await db.rows(TotalsRow, TOTALS);
  invariant(sums !== undefined, "a select without a table has one row");
  return sums;
}

const END_LEASES = `
  update ledger set available_at = to_timestamp(0), is_leased = false
  where state = 'waiting' and is_leased`;
