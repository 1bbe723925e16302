import { warnedAtOf } from "../../domain/sla/clock.ts";
import type { SavedTicket } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { instant, json } from "./values.ts";

const MINUTE_MS = 60_000;

/** A clock that its ticket no longer has is removed; one that did not change is not written again. */
const SAVE = `
  with wanted as materialized (
    select * from jsonb_to_recordset($3::jsonb) as c(ticket_id text, kind text, cycle int,
      state text, target_minutes int, used_ms bigint, calendar_id text, unit text,
      policy_version int, started_at timestamptz, due_at timestamptz, warned_at timestamptz,
      breached_at timestamptz, ended_at timestamptz, over_ms bigint, pause_reason text,
      paused_by text, paused_since timestamptz, department text, owner_id text)
  ), gone as (
    delete from clock c where c.portal_id = $1 and c.ticket_id = any($2::text[])
      and not exists (
        select from wanted w
        where w.ticket_id = c.ticket_id and w.kind = c.kind and w.cycle = c.cycle
      )
  )
  insert into clock (portal_id, ticket_id, kind, cycle, state, target_minutes, used_ms,
    calendar_id, unit, policy_version, started_at, due_at, warned_at, breached_at, ended_at,
    over_ms, pause_reason, paused_by, paused_since, department, owner_id)
  select $1, w.* from wanted w order by w.ticket_id collate "C", w.kind collate "C", w.cycle
  on conflict (portal_id, ticket_id, kind, cycle) do update set state = excluded.state,
    target_minutes = excluded.target_minutes, used_ms = excluded.used_ms,
    calendar_id = excluded.calendar_id, unit = excluded.unit,
    policy_version = excluded.policy_version, started_at = excluded.started_at,
    due_at = excluded.due_at, warned_at = excluded.warned_at,
    breached_at = excluded.breached_at, ended_at = excluded.ended_at,
    over_ms = excluded.over_ms, pause_reason = excluded.pause_reason,
    paused_by = excluded.paused_by, paused_since = excluded.paused_since,
    department = excluded.department, owner_id = excluded.owner_id
  where row(clock.*) is distinct from row(excluded.*)`;

/** One row a cycle of a clock, for reports. */
export async function saveClocks(
  db: Database,
  portalId: string,
  rows: readonly SavedTicket[],
): Promise<void> {
  const records = rows.flatMap((row) =>
    row.clocks.map((clock, index) => ({
      ticket_id: row.ticket.ticketId,
      kind: clock.kind,
      cycle: clock.cycle,
      state: clock.state,
      target_minutes: Math.round(clock.targetMs / MINUTE_MS),
      used_ms: Math.round(clock.usedMs),
      calendar_id: clock.calendarId,
      unit: clock.unit,
      policy_version: clock.policyVersion,
      started_at: instant(clock.startedAt),
      due_at: instant(clock.dueAt),
      warned_at: instant(warnedAtOf(clock)),
      breached_at: instant(clock.breachedAt),
      ended_at: instant(clock.endedAt),
      over_ms: Math.round(clock.overMs),
      pause_reason: clock.pauseReason,
      paused_by: clock.pausedBy,
      paused_since: instant(clock.pausedSince),
      department: row.departments?.[index] ?? null,
      owner_id: row.ticket.ownerId,
    })),
  );
  const ticketIds = rows.map((row) => row.ticket.ticketId);
  await db.run(SAVE, [portalId, ticketIds, json(records)]);
}
