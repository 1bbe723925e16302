import { z } from "zod";
import { ClockKind } from "../../domain/governance/clock-rules.ts";
import type { Board, DepartmentClocks, UrgentClock } from "../../ports/board-store.ts";
import type { Database } from "./database.ts";
import { CASE_COLUMNS, StoredCase } from "./escalations.ts";
import { Count, Instant, instant } from "./values.ts";

export function createBoard(db: Database): Board {
  return {
    clocks: (portalId, now) => db.rows(StoredCounts, CLOCKS, [portalId, instant(now)]),
    untaken: async (portalId) => {
      const rows = await db.rows(StoredUntaken, UNTAKEN, [portalId]);
      return new Map(rows.map((row) => [row.department, row.cases]));
    },
    urgent: (portalId, { now, ownerIds, limit }) =>
      ownerIds === null
        ? db.rows(StoredUrgent, URGENT, [portalId, instant(now), limit])
        : db.rows(StoredUrgent, URGENT_OF, [portalId, instant(now), limit, ownerIds]),
    toTake: (portalId, departments, limit) =>
      db.rows(StoredCase, TO_TAKE, [portalId, departments, limit]),
  };
}

const StoredCounts = z
  .object({
    department: z.string().nullable(),
    on_track: Count,
    paused: Count,
    at_risk: Count,
    overdue: Count,
  })
  .transform(
    (row): DepartmentClocks => ({
      department: row.department,
      onTrack: row.on_track,
      paused: row.paused,
      atRisk: row.at_risk,
      overdue: row.overdue,
    }),
  );

/** A promise whose time went by is broken, whether the sweep has come by yet or not. */
const IS_OVERDUE = "(state = 'breached' or (state = 'running' and due_at < $2))";
const IS_AT_RISK = "(state = 'running' and due_at >= $2 and warned_at is not null)";

const CLOCKS = {
  name: "count_open_clocks",
  text: `
    select department,
      count(*) filter (where state = 'paused') as paused,
      count(*) filter (where ${IS_OVERDUE}) as overdue,
      count(*) filter (where ${IS_AT_RISK}) as at_risk,
      count(*) filter (where state = 'running'
        and (due_at is null or (due_at >= $2 and warned_at is null))) as on_track
    from clock where portal_id = $1 and ended_at is null
    group by department order by department`,
};

const StoredUntaken = z.object({ department: z.string(), cases: Count });

const UNTAKEN = `
  select department, count(*) as cases from escalation
  where portal_id = $1 and ended_at is null and state = 'open' group by department`;

const StoredUrgent = z
  .object({
    ticket_id: z.string(),
    kind: ClockKind,
    cycle: z.int(),
    department: z.string().nullable(),
    owner_id: z.string().nullable(),
    due_at: Instant,
  })
  .transform(
    (row): UrgentClock => ({
      ticketId: row.ticket_id,
      kind: row.kind,
      cycle: row.cycle,
      department: row.department,
      ownerId: row.owner_id,
      dueAt: row.due_at,
    }),
  );

const URGENT_COLUMNS = "ticket_id, kind, cycle, department, owner_id, due_at";
const URGENT_ORDER = "order by due_at, ticket_id, kind, cycle limit $3";

/** In the order of the index, so that it ends with the first ones. */
const URGENT = `
  select ${URGENT_COLUMNS} from clock
  where portal_id = $1 and ended_at is null and due_at is not null
    and (${IS_OVERDUE} or ${IS_AT_RISK})
  ${URGENT_ORDER}`;

const URGENT_OF = `
  select ${URGENT_COLUMNS} from clock
  where portal_id = $1 and ended_at is null and owner_id = any($4::text[]) and due_at is not null
    and (${IS_OVERDUE} or ${IS_AT_RISK})
  ${URGENT_ORDER}`;

const TO_TAKE = `
  select ${CASE_COLUMNS} from escalation
  where portal_id = $1 and department = any($2::text[]) and ended_at is null and state = 'open'
  order by opened_at, case_id limit $3`;
