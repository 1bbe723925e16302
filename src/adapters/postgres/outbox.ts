import { z } from "zod";
import type { Outbox, OutboxResult, OutboxRow, OutboxTarget } from "../../ports/outbox-store.ts";
import type { Database } from "./database.ts";
import { OutboxKindColumn } from "./outbox-kind-column.ts";
import { createPortalTurns } from "./portal-turns.ts";
import { Count, Instant, instant, json } from "./values.ts";

export function createOutbox(db: Database): Outbox {
  const turns = createPortalTurns(db, {
    table: "outbox",
    waiting: "kind = $3::text and state = 'waiting'",
  });
  return {
    request: (portalId, targets, now) => request(db, portalId, { targets, now, sql: REQUEST }),
    requestOnce: (portalId, targets, now) =>
      request(db, portalId, { targets, now, sql: REQUEST_ONCE }),
    requestAgain: (portalId, targets, now) =>
      request(db, portalId, { targets, now, sql: REQUEST_AGAIN }),
    claim: async ({ kind, limit, now, leaseMs }) => {
      const { portalIds, share } = await turns.next(limit, [kind]);
      if (portalIds.length === 0) return [];
      const values = [portalIds, kind, instant(now), share, instant(now + leaseMs)];
      return db.rows(StoredRow, CLAIM, values);
    },
    finish: (results, now) => finish(db, results, now),
    counts: (portalId) => counts(db, `${COUNTS} and portal_id = $1`, [portalId]),
    totals: () => counts(db, COUNTS, []),
    unknownByKind: async () => {
      const found = await db.rows(UnknownRow, UNKNOWN_BY_KIND, []);
      return Object.fromEntries(found.map(({ kind, rows }) => [kind, rows]));
    },
    underWay: async () => {
      const [found] = await db.rows(UnderWayRow, UNDER_WAY, []);
      return found?.rows ?? 0;
    },
    endLeases: async () => {
      await db.run(END_LEASES);
    },
  };
}

/**
 * A row that waits already keeps its turn, its pause and its lease, and after a failure goes on waiting. One that waits for its department's opening is looked
 * at again, as the ticket may have become one that disturbs all the same.
 */
const GOES_ON_WAITING = `
  o.state = 'waiting' and (o.is_leased or o.reason is distinct from 'quiet_hours')`;

const NEW_ROWS = newRows();

/** Rows are locked in the order of their keys, here as everywhere. */
function newRows(where = ""): string {
  return `
  insert into outbox as o (portal_id, kind, subject_id, revision, state, available_at, requested_at)
  select distinct on (t.kind, t.subject_id) $1::bigint, t.kind, t.subject_id, 1, 'waiting',
    $3::timestamptz, $3::timestamptz
  from jsonb_to_recordset($2::jsonb) as t(kind text collate "C", subject_id text collate "C")
  ${where}
  order by t.kind, t.subject_id`;
}

const KNOWN_ROWS = newRows(`where exists (select 1 from outbox k
    where k.portal_id = $1 and k.kind = t.kind and k.subject_id = t.subject_id)`);

const REQUEST_ONCE = `${NEW_ROWS}
  on conflict (portal_id, kind, subject_id) do nothing`;

const RAISE = `
  on conflict (portal_id, kind, subject_id) do update set revision = o.revision + 1,
    requested_at = excluded.requested_at, state = 'waiting',
    available_at = case when ${GOES_ON_WAITING} then o.available_at else excluded.available_at end,
    attempts = case when ${GOES_ON_WAITING} then o.attempts else 0 end,
    reason = case when ${GOES_ON_WAITING} then o.reason end`;

const REQUEST = `${NEW_ROWS}${RAISE}`;
const REQUEST_AGAIN = `${KNOWN_ROWS}${RAISE}`;

async function request(
  db: Database,
  portalId: string,
  wanted: { readonly targets: readonly OutboxTarget[]; readonly now: number; readonly sql: string },
): Promise<void> {
  if (wanted.targets.length === 0) return;
  const rows = wanted.targets.map(({ kind, subjectId }) => ({ kind, subject_id: subjectId }));
  await db.run(wanted.sql, [portalId, json(rows), instant(wanted.now)]);
}

/**
 * A row whose lease ran out while its outcome was open comes back with the time at which that send
 * began, and counts as tried.
 */
const CLAIM = `
  with due as (
    select d.* from unnest($1::bigint[]) as p(portal_id)
    cross join lateral (
      select portal_id, kind, subject_id, sending_since from outbox
      where kind = $2 and portal_id = p.portal_id and state = 'waiting' and available_at <= $3
      order by available_at limit $4 for update skip locked
    ) d
  ), leased as (
    update outbox o set is_leased = true, available_at = $5,
      sending_since = coalesce(o.sending_since, $3),
      attempts = o.attempts + case when due.sending_since is not null and o.is_leased then 1 else 0 end
    from due
    where o.portal_id = due.portal_id and o.kind = due.kind and o.subject_id = due.subject_id
    returning o.portal_id, o.kind, o.subject_id, o.revision, o.sent_revision, o.attempts,
      due.sending_since, o.sent_fingerprint, o.requested_at
  )
  select * from leased order by requested_at, portal_id, subject_id`;

const StoredRow = z
  .object({
    portal_id: z.string(),
    kind: OutboxKindColumn,
    subject_id: z.string(),
    revision: z.int(),
    sent_revision: z.int(),
    attempts: z.int(),
    sending_since: Instant.nullable(),
    sent_fingerprint: z.string().nullable(),
  })
  .transform(
    (row): OutboxRow => ({
      portalId: row.portal_id,
      kind: row.kind,
      subjectId: row.subject_id,
      revision: row.revision,
      sentRevision: row.sent_revision,
      attempts: row.attempts,
      sendingSince: row.sending_since,
      sentFingerprint: row.sent_fingerprint,
    }),
  );

/**
 * What was requested while the send ran is not in it: such a row waits again, whatever the result. Rows
 * are locked in the order of their keys, as requests lock them.
 */
const FINISH = `
  with results as (
    select r.*, o.revision > r.revision as is_outdated
    from jsonb_to_recordset($1::jsonb) as r(portal_id bigint, kind text, subject_id text,
      revision int, state text, fingerprint text, reason text, not_before_at timestamptz,
      outcome_open boolean, is_counted boolean)
    join outbox o on o.portal_id = r.portal_id and o.kind = r.kind and o.subject_id = r.subject_id
    order by o.portal_id, o.kind, o.subject_id for update of o
  )
  update outbox o set is_leased = false,
    state = case when r.state = 'retry' or r.is_outdated then 'waiting' else r.state end,
    available_at = case r.state when 'retry' then r.not_before_at else $2 end,
    attempts = case r.state when 'retry' then o.attempts + r.is_counted::int else 0 end,
    sending_since = case when r.outcome_open then o.sending_since end,
    sent_revision = case r.state
      when 'sent' then greatest(o.sent_revision, r.revision) else o.sent_revision end,
    sent_fingerprint = case r.state when 'sent' then r.fingerprint else o.sent_fingerprint end,
    reason = r.reason
  from results r
  where o.portal_id = r.portal_id and o.kind = r.kind and o.subject_id = r.subject_id`;

async function finish(db: Database, results: readonly OutboxResult[], now: number): Promise<void> {
  if (results.length === 0) return;
  await db.run(FINISH, [json(results.map(resultRow)), instant(now)]);
}

function resultRow({ portalId, kind, subjectId, revision, result }: OutboxResult) {
  return {
    portal_id: portalId,
    kind,
    subject_id: subjectId,
    revision,
    state: result.state,
    fingerprint: result.state === "sent" ? result.fingerprint : null,
    reason: result.state === "sent" ? null : result.reason,
    not_before_at: result.state === "retry" ? instant(result.notBeforeAt) : null,
    is_counted: result.state === "retry" && result.isCounted,
    // Asked again one day, a send whose outcome nobody knows is still looked for first.
    outcome_open: result.state === "unknown" || (result.state === "retry" && result.outcomeOpen),
  };
}

const COUNTS = `
  select count(*) filter (where state = 'waiting') as waiting,
    count(*) filter (where state = 'unknown') as unknown,
    count(*) filter (where state = 'dead') as dead
  from outbox where state <> 'sent'`;

const UNKNOWN_BY_KIND = `
  select kind, count(*) as rows from outbox where state = 'unknown' group by kind order by kind`;

const UNDER_WAY = `
  select count(*) as rows from outbox where state = 'waiting' and is_leased`;

const CountsRow = z.object({ waiting: Count, unknown: Count, dead: Count });
const UnknownRow = z.object({ kind: z.string(), rows: Count });
const UnderWayRow = z.object({ rows: Count });

async function counts(
  db: Database,
  text: string,
  values: readonly string[],
): ReturnType<Outbox["counts"]> {
  const [found] = await db.rows(CountsRow, text, values);
  return found ?? { waiting: 0, unknown: 0, dead: 0 };
}

/** The outcome of what was being sent stays open: the sender looks before it sends again. */
const END_LEASES = `
  update outbox set available_at = to_timestamp(0), is_leased = false
  where state = 'waiting' and is_leased`;
