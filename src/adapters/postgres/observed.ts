import { z } from "zod";
import { CareKind } from "../../domain/governance/care.ts";
import { ClockKind } from "../../domain/governance/clock-rules.ts";
import { TriggerKind } from "../../domain/governance/ladder.ts";
import type {
  Observed,
  ObservedCase,
  ObservedCases,
  ObservedClocks,
  ObservedTier,
  ObservedVisits,
} from "../../ports/observed.ts";
import type { Database } from "./database.ts";
import { Count, Instant, instant } from "./values.ts";

export function createObserved(db: Database): Observed {
  return {
    clocks: (portalId, sinceAt) => db.rows(ClocksRow, CLOCKS, [portalId, instant(sinceAt)]),
    cases: (portalId, sinceAt) => db.rows(CasesRow, CASES, [portalId, instant(sinceAt)]),
    tiers: (portalId) => db.rows(TierRow, TIERS, [portalId]),
    visits: (portalId, { fromDate, untilDate }) =>
      db.rows(VisitsRow, VISITS, [portalId, fromDate, untilDate]),
    newestCases: (portalId, sinceAt, limit) =>
      db.rows(CaseRow, NEWEST_CASES, [portalId, instant(sinceAt), limit]),
  };
}

const CLOCKS = `
  select kind, count(*) filter (where started_at >= $2) as started,
    count(*) filter (where warned_at >= $2) as warned,
    count(*) filter (where breached_at >= $2) as breached
  from clock where portal_id = $1 and state <> 'cancelled'
    and (started_at >= $2 or warned_at >= $2 or breached_at >= $2)
  group by kind order by kind`;

const ClocksRow: z.ZodType<ObservedClocks> = z.object({
  kind: ClockKind,
  started: Count,
  warned: Count,
  breached: Count,
});

const CASES = `
  select department, triggers -> 0 ->> 'kind' as trigger, count(*) as cases from escalation
  where portal_id = $1 and opened_at >= $2 group by 1, 2 order by 1, 2`;

const CasesRow: z.ZodType<ObservedCases> = z.object({
  department: z.string(),
  trigger: TriggerKind,
  cases: Count,
});

const TIERS = `
  select grade ->> 'tier' as tier, count(*) as customers from customer
  where portal_id = $1 and gone_at is null group by 1 order by 1`;

const TierRow: z.ZodType<ObservedTier> = z.object({ tier: z.string(), customers: Count });

const VISITS = `
  select kind, count(*) as tasks from visit
  where portal_id = $1 and due_date between $2::date and $3::date
    and (task_id is not null or (state in ('planned', 'skipped') and suppressed is null))
  group by kind order by kind`;

const VisitsRow: z.ZodType<ObservedVisits> = z.object({ kind: CareKind, tasks: Count });

const NEWEST_CASES = `
  select case_id, ticket_id, department, triggers -> 0 ->> 'kind' as trigger, opened_at
  from escalation where portal_id = $1 and opened_at >= $2
  order by opened_at desc, case_id limit $3`;

const CaseRow = z
  .object({
    case_id: z.string(),
    ticket_id: z.string(),
    department: z.string(),
    trigger: TriggerKind,
    opened_at: Instant,
  })
  .transform(
    (row): ObservedCase => ({
      caseId: row.case_id,
      ticketId: row.ticket_id,
      department: row.department,
      trigger: row.trigger,
      openedAt: row.opened_at,
    }),
  );
