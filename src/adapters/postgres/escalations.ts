import { z } from "zod";
import type { CaseAct, EscalationCase } from "../../domain/escalation/case.ts";
import type { CaseRow, Escalations } from "../../ports/store.ts";
import type { Database } from "./database.ts";
import { StepsDocument, TriggersDocument } from "./documents.ts";
import { Instant, instant, json } from "./values.ts";

export function createEscalations(db: Database): Escalations {
  return {
    ofTickets: (portalId, ticketIds) => db.rows(StoredCase, OF_TICKETS, [portalId, ticketIds]),
    find: async (portalId, caseId) =>
      (await db.rows(StoredCase, FIND, [portalId, caseId]))[0] ?? null,
    save: (portalId, cases) => save(db, portalId, cases),
    setMessage: async (portalId, caseId, message) => {
      await db.run(SET_MESSAGE, [portalId, caseId, message.channelId, message.messageTs]);
    },
    acts: (portalId, ticketIds) => db.rows(StoredAct, ACTS, [portalId, ticketIds]),
    appendAct: (portalId, act) => appendAct(db, portalId, act),
  };
}

const CaseColumns = z.object({
  case_id: z.string(),
  ticket_id: z.string(),
  department: z.string(),
  state: z.enum(["open", "acknowledged", "handed_over", "resolved", "withdrawn"]),
  opened_at: Instant,
  ended_at: Instant.nullable(),
  triggers: TriggersDocument,
  steps: StepsDocument,
  revision: z.int(),
  channel_id: z.string().nullable(),
  message_ts: z.string().nullable(),
});

const StoredCase = CaseColumns.transform(
  (row): CaseRow => ({
    caseId: row.case_id,
    ticketId: row.ticket_id,
    department: row.department,
    state: row.state,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    triggers: row.triggers,
    steps: row.steps,
    revision: row.revision,
    message:
      row.channel_id === null || row.message_ts === null
        ? null
        : { channelId: row.channel_id, messageTs: row.message_ts },
  }),
);

const COLUMNS = Object.keys(CaseColumns.shape).join(", ");

/** `offset 0` leaves the planner one way: each ticket by the index. */
const OF_TICKETS = {
  name: "find_cases_of_tickets",
  text: `
    select e.* from (select distinct id from unnest($2::text[]) as id) r
    cross join lateral (
      select ${COLUMNS} from escalation where portal_id = $1 and ticket_id = r.id offset 0
    ) e
    order by e.ticket_id, e.opened_at, e.case_id`,
};

const FIND = `select ${COLUMNS} from escalation where portal_id = $1 and case_id = $2`;

const UPSERT = `
  insert into escalation as e (portal_id, case_id, ticket_id, department, state, opened_at, ended_at,
    triggers, steps, revision)
  select $1, c.*, 1 from jsonb_to_recordset($2::jsonb) as c(case_id text, ticket_id text,
    department text, state text, opened_at timestamptz, ended_at timestamptz, triggers jsonb,
    steps jsonb)
  order by c.case_id collate "C"
  on conflict (portal_id, case_id) do update set ticket_id = excluded.ticket_id,
    department = excluded.department, state = excluded.state, opened_at = excluded.opened_at,
    ended_at = excluded.ended_at, triggers = excluded.triggers, steps = excluded.steps,
    revision = e.revision + 1
  where (e.ticket_id, e.department, e.state, e.opened_at, e.ended_at, e.triggers, e.steps)
    is distinct from (excluded.ticket_id, excluded.department, excluded.state, excluded.opened_at,
      excluded.ended_at, excluded.triggers, excluded.steps)
  returning case_id, revision`;

/** Only cases that are new or differ from what is stored are in the answer. */
async function save(
  db: Database,
  portalId: string,
  cases: readonly EscalationCase[],
): Promise<ReadonlyMap<string, number>> {
  if (cases.length === 0) return new Map();
  const records = cases.map((one) => ({
    case_id: one.caseId,
    ticket_id: one.ticketId,
    department: one.department,
    state: one.state,
    opened_at: instant(one.openedAt),
    ended_at: instant(one.endedAt),
    triggers: one.triggers,
    steps: one.steps,
  }));
  const Saved = z.object({ case_id: z.string(), revision: z.int() });
  const changed = await db.rows(Saved, UPSERT, [portalId, json(records)]);
  return new Map(changed.map((row) => [row.case_id, row.revision]));
}

const SET_MESSAGE = `
  update escalation set channel_id = $3, message_ts = $4 where portal_id = $1 and case_id = $2`;

const StoredAct = z
  .object({
    case_id: z.string(),
    ticket_id: z.string(),
    act_key: z.string(),
    act: z.enum(["acknowledged", "resolved"]),
    by_id: z.string(),
    by_name: z.string(),
    acted_at: Instant,
  })
  .transform(
    (row): CaseAct => ({
      caseId: row.case_id,
      ticketId: row.ticket_id,
      actKey: row.act_key,
      act: row.act,
      by: { id: row.by_id, name: row.by_name },
      at: row.acted_at,
    }),
  );

const ACTS = `
  select case_id, ticket_id, act_key, act, by_id, by_name, acted_at from escalation_act
  where portal_id = $1 and ticket_id = any($2::text[]) order by ticket_id, acted_at, act_key`;

const APPEND_ACT = `
  insert into escalation_act (portal_id, act_key, case_id, ticket_id, act, by_id, by_name, acted_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing`;

async function appendAct(db: Database, portalId: string, act: CaseAct): Promise<boolean> {
  const added = await db.run(APPEND_ACT, [
    portalId,
    act.actKey,
    act.caseId,
    act.ticketId,
    act.act,
    act.by.id,
    act.by.name.toWellFormed(),
    instant(act.at),
  ]);
  return added === 1;
}
