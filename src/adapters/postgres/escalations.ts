import { z } from "zod";
import type { EscalationCase } from "../../domain/escalation/case.ts";
import { type CaseAct, CaseActDetail } from "../../domain/escalation/case-act.ts";
import type { CaseOutline, CaseRow, Escalations } from "../../ports/case-store.ts";
import type { Database } from "./database.ts";
import { LadderDocument, StepsDocument, TakenByDocument, TriggersDocument } from "./documents.ts";
import { Count, Instant, instant, json } from "./values.ts";

export function createEscalations(db: Database): Escalations {
  return {
    outlines: (portalId, ticketIds) => db.rows(Outline, OUTLINES, [portalId, ticketIds]),
    ofTickets: (portalId, ticketIds) => db.rows(StoredCase, OF_TICKETS, [portalId, ticketIds]),
    find: async (portalId, caseId) =>
      (await db.rows(StoredCase, FIND, [portalId, caseId]))[0] ?? null,
    save: (portalId, cases) => save(db, portalId, cases),
    setMessage: async (portalId, caseId, message) => {
      await db.run(SET_MESSAGE, [portalId, caseId, message.channelId, message.messageTs]);
    },
    forgetMessage: async (portalId, caseId, message) => {
      await db.run(FORGET_MESSAGE, [portalId, caseId, message.channelId, message.messageTs]);
    },
    acts: (portalId, ticketIds) => db.rows(StoredAct, ACTS, [portalId, ticketIds]),
    appendAct: (portalId, act) => appendAct(db, portalId, act),
    ofMessage: async (portalId, { channelId, messageTs }) =>
      (await db.rows(StoredCase, OF_MESSAGE, [portalId, channelId, messageTs]))[0] ?? null,
    liveOfPeople: (portalId, actorIds, limit) =>
      db.rows(StoredCase, LIVE_OF_PEOPLE, [portalId, actorIds, limit]),
    liveOf: (portalId, department, limit) =>
      db.rows(StoredCase, LIVE_OF, [portalId, department, limit]),
    live: (portalId, limit) => db.rows(StoredCase, LIVE, [portalId, limit]),
    endedSince: (portalId, department, { fromAt, limit }) =>
      db.rows(StoredCase, ENDED_SINCE, [portalId, department, instant(fromAt), limit]),
    openedAfter: async (portalId, department, afterAt) => {
      const values = [portalId, department, instant(afterAt)];
      return (await db.rows(OpenedRow, OPENED_AFTER, values))[0]?.opened ?? 0;
    },
    openIds: async (portalId, { after, limit }) => {
      const values = [portalId, after ?? "", limit];
      return (await db.rows(CaseId, OPEN_IDS, values)).map((row) => row.case_id);
    },
    exhausted: (portalId, limit) => db.rows(StoredCase, EXHAUSTED, [portalId, limit]),
  };
}

const CaseId = z.object({ case_id: z.string() });
const OpenedRow = z.object({ opened: Count });

const OPEN_IDS = `
  select case_id from escalation
  where portal_id = $1 and ended_at is null and case_id > $2 order by case_id limit $3`;

const CaseColumns = z.object({
  case_id: z.string(),
  ticket_id: z.string(),
  department: z.string(),
  state: z.enum(["open", "acknowledged", "handed_over", "resolved", "withdrawn"]),
  opened_at: Instant,
  ended_at: Instant.nullable(),
  triggers: TriggersDocument,
  steps: StepsDocument,
  taken_by: TakenByDocument,
  snoozed_until: Instant.nullable(),
  ladder: LadderDocument,
  handed_from: z.string().nullable(),
  handed_to: z.string().nullable(),
  group_id: z.string().nullable(),
  is_shown: z.boolean(),
  stands_alone: z.boolean(),
  revision: z.int(),
  channel_id: z.string().nullable(),
  message_ts: z.string().nullable(),
});

export const StoredCase = CaseColumns.transform(
  (row): CaseRow => ({
    caseId: row.case_id,
    ticketId: row.ticket_id,
    department: row.department,
    state: row.state,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    triggers: row.triggers,
    steps: row.steps,
    takenBy: row.taken_by,
    snoozedUntil: row.snoozed_until,
    ladder: row.ladder,
    handedFrom: row.handed_from,
    handedTo: row.handed_to,
    groupId: row.group_id,
    isShown: row.is_shown,
    standsAlone: row.stands_alone,
    revision: row.revision,
    message:
      row.channel_id === null || row.message_ts === null
        ? null
        : { channelId: row.channel_id, messageTs: row.message_ts },
  }),
);

export const CASE_COLUMNS = Object.keys(CaseColumns.shape).join(", ");

/** `offset 0` leaves the planner one way: each ticket by the index. */
const OF_TICKETS = {
  name: "find_cases_of_tickets",
  text: `
    select e.* from (select distinct id from unnest($2::text[]) as id) r
    cross join lateral (
      select ${CASE_COLUMNS} from escalation where portal_id = $1 and ticket_id = r.id offset 0
    ) e
    order by e.ticket_id, e.opened_at, e.case_id`,
};

const OutlineColumns = CaseColumns.pick({
  case_id: true,
  ticket_id: true,
  department: true,
  state: true,
  opened_at: true,
  ended_at: true,
  taken_by: true,
});
const Outline = OutlineColumns.transform(
  (row): CaseOutline => ({
    caseId: row.case_id,
    ticketId: row.ticket_id,
    department: row.department,
    state: row.state,
    openedAt: row.opened_at,
    endedAt: row.ended_at,
    takenBy: row.taken_by,
  }),
);

const OUTLINES = {
  name: "find_case_outlines",
  text: `
    select ${Object.keys(OutlineColumns.shape).join(", ")} from escalation
    where portal_id = $1 and ticket_id = any($2::text[])
    order by ticket_id, opened_at, case_id`,
};

const FIND = `select ${CASE_COLUMNS} from escalation where portal_id = $1 and case_id = $2`;

const OF_MESSAGE = `
  select ${CASE_COLUMNS} from escalation
  where portal_id = $1 and channel_id = $2 and message_ts = $3`;

const LIVE_OF_PEOPLE = `
  select ${CASE_COLUMNS} from escalation
  where portal_id = $1 and ended_at is null and state <> 'handed_over' and exists (
    select from jsonb_array_elements(taken_by) t where t ->> 'id' = any($2::text[])
  )
  order by opened_at, case_id limit $3`;

const LIVE_OF = `
  select ${CASE_COLUMNS} from escalation
  where portal_id = $1 and department = $2 and ended_at is null and state <> 'handed_over'
  order by opened_at, case_id limit $3`;

const LIVE = `
  select ${CASE_COLUMNS} from escalation
  where portal_id = $1 and ended_at is null and state <> 'handed_over'
  order by opened_at, case_id limit $2`;

const ENDED_SINCE = `
  select ${CASE_COLUMNS} from escalation
  where portal_id = $1 and department = $2 and ended_at >= $3
  order by ended_at desc, case_id limit $4`;

const OPENED_AFTER = `
  select count(*) as opened from escalation
  where portal_id = $1 and department = $2 and opened_at > $3`;

const EXHAUSTED = `
  select ${CASE_COLUMNS} from escalation
  where portal_id = $1 and ended_at is null and (ladder ->> 'isExhausted') = 'true'
    and state = 'open'
  order by opened_at, case_id limit $2`;

const UPSERT = `
  insert into escalation as e (portal_id, case_id, ticket_id, department, state, opened_at, ended_at,
    triggers, steps, taken_by, snoozed_until, ladder, handed_from, handed_to, revision)
  select $1, c.*, 1 from jsonb_to_recordset($2::jsonb) as c(case_id text, ticket_id text,
    department text, state text, opened_at timestamptz, ended_at timestamptz, triggers jsonb,
    steps jsonb, taken_by jsonb, snoozed_until timestamptz, ladder jsonb, handed_from text,
    handed_to text)
  order by c.case_id collate "C"
  on conflict (portal_id, case_id) do update set ticket_id = excluded.ticket_id,
    department = excluded.department, state = excluded.state, opened_at = excluded.opened_at,
    ended_at = excluded.ended_at, triggers = excluded.triggers, steps = excluded.steps,
    taken_by = excluded.taken_by, snoozed_until = excluded.snoozed_until,
    ladder = excluded.ladder, handed_from = excluded.handed_from,
    handed_to = excluded.handed_to, revision = e.revision + 1
  where (e.ticket_id, e.department, e.state, e.opened_at, e.ended_at, e.triggers, e.steps,
      e.taken_by, e.snoozed_until, e.ladder, e.handed_from, e.handed_to)
    is distinct from (excluded.ticket_id, excluded.department, excluded.state, excluded.opened_at,
      excluded.ended_at, excluded.triggers, excluded.steps, excluded.taken_by,
      excluded.snoozed_until, excluded.ladder, excluded.handed_from, excluded.handed_to)
  returning case_id, revision`;

const SavedRow = z.object({ case_id: z.string(), revision: z.int() });

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
    taken_by: one.takenBy,
    snoozed_until: instant(one.snoozedUntil),
    ladder: one.ladder,
    handed_from: one.handedFrom,
    handed_to: one.handedTo,
  }));
  const changed = await db.rows(SavedRow, UPSERT, [portalId, json(records)]);
  return new Map(changed.map((row) => [row.case_id, row.revision]));
}

const SET_MESSAGE = `
  update escalation set channel_id = $3, message_ts = $4 where portal_id = $1 and case_id = $2`;

const FORGET_MESSAGE = `
  update escalation set channel_id = null, message_ts = null
  where portal_id = $1 and case_id = $2 and channel_id = $3 and message_ts = $4`;

const ActColumns = z.object({
  case_id: z.string(),
  ticket_id: z.string(),
  act_key: z.string(),
  act: z.string(),
  detail: z.record(z.string(), z.unknown()),
  by_id: z.string(),
  by_name: z.string(),
  acted_at: Instant,
});

const StoredAct = ActColumns.transform(
  (row): CaseAct => ({
    ...CaseActDetail.parse({ ...row.detail, act: row.act }),
    caseId: row.case_id,
    ticketId: row.ticket_id,
    actKey: row.act_key,
    by: { id: row.by_id, name: row.by_name },
    at: row.acted_at,
  }),
);

const ACTS = `
  select ${Object.keys(ActColumns.shape).join(", ")} from escalation_act
  where portal_id = $1 and ticket_id = any($2::text[]) order by ticket_id, acted_at, act_key`;

const APPEND_ACT = `
  insert into escalation_act (portal_id, act_key, case_id, ticket_id, act, by_id, by_name, acted_at,
    detail)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb) on conflict do nothing`;

async function appendAct(db: Database, portalId: string, act: CaseAct): Promise<boolean> {
  const { actKey, caseId, ticketId, act: kind, by, at, ...detail } = act;
  const added = await db.run(APPEND_ACT, [
    portalId,
    actKey,
    caseId,
    ticketId,
    kind,
    by.id,
    by.name.toWellFormed(),
    instant(at),
    json(detail),
  ]);
  return added === 1;
}
