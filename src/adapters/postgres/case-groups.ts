import { z } from "zod";
import type { CaseGroup, CaseGroups } from "../../ports/case-store.ts";
import type { Database } from "./database.ts";
import { CASE_COLUMNS, StoredCase } from "./escalations.ts";
import { Instant, instant } from "./values.ts";

export function createCaseGroups(db: Database): CaseGroups {
  return {
    find: async (portalId, groupId) =>
      (await db.rows(StoredGroup, FIND, [portalId, groupId]))[0] ?? null,
    lock: async (portalId, department) => {
      await db.query(LOCK, [`case_group ${portalId} ${department}`]);
    },
    untold: (portalId, department, limit) =>
      db.rows(StoredCase, UNTOLD, [portalId, department, limit]),
    standAlone: async (portalId, caseId, standsAlone) => {
      await db.run(STAND_ALONE, [portalId, caseId, standsAlone]);
    },
    current: async (portalId, department, sinceAt) =>
      (await db.rows(StoredGroup, CURRENT, [portalId, department, instant(sinceAt)]))[0] ?? null,
    join: (portalId, { groupId, department, kind, startedAt }, caseIds) =>
      db.transaction(async () => {
        await db.run(INSERT, [portalId, groupId, department, kind, instant(startedAt)]);
        await db.run(JOIN, [portalId, groupId, caseIds]);
      }),
    setMessage: async (portalId, groupId, message) => {
      await db.run(SET_MESSAGE, [portalId, groupId, message.channelId, message.messageTs]);
    },
    forgetMessage: async (portalId, groupId, message) => {
      await db.run(FORGET_MESSAGE, [portalId, groupId, message.channelId, message.messageTs]);
    },
    cases: (portalId, groupId) => db.rows(StoredCase, CASES, [portalId, groupId]),
    show: async (portalId, caseId) => {
      await db.run(SHOW, [portalId, caseId]);
    },
  };
}

const GroupColumns = z.object({
  group_id: z.string(),
  department: z.string(),
  kind: z.enum(["storm", "opening"]),
  started_at: Instant,
  channel_id: z.string().nullable(),
  message_ts: z.string().nullable(),
});

const StoredGroup = GroupColumns.transform(
  (row): CaseGroup => ({
    groupId: row.group_id,
    department: row.department,
    kind: row.kind,
    startedAt: row.started_at,
    message:
      row.channel_id === null || row.message_ts === null
        ? null
        : { channelId: row.channel_id, messageTs: row.message_ts },
  }),
);

const COLUMNS = Object.keys(GroupColumns.shape).join(", ");

const FIND = `select ${COLUMNS} from case_group where portal_id = $1 and group_id = $2`;

/** A group has no row to lock before there is one. */
const LOCK = "select pg_advisory_xact_lock(hashtextextended($1, 0))";

const UNTOLD = `
  select ${CASE_COLUMNS} from escalation e
  where portal_id = $1 and department = $2 and ended_at is null and state <> 'handed_over'
    and message_ts is null and not stands_alone and (group_id is null or exists (
      select from case_group g
      where g.portal_id = $1 and g.group_id = e.group_id and g.message_ts is null
    ))
  order by opened_at, case_id limit $3`;

const STAND_ALONE = `
  update escalation set stands_alone = $3
  where portal_id = $1 and case_id = $2 and group_id is null`;

const CURRENT = `
  select ${COLUMNS} from case_group g
  where portal_id = $1 and department = $2 and (started_at >= $3 or exists (
    select from escalation e
    where e.portal_id = $1 and e.group_id = g.group_id
      and (e.opened_at >= $3 or (g.message_ts is null and e.ended_at is null))
  ))
  order by started_at desc, group_id limit 1`;

const INSERT = `
  insert into case_group (portal_id, group_id, department, kind, started_at)
  values ($1, $2, $3, $4, $5) on conflict do nothing`;

/** In the order of their keys, as other writers of cases lock them. */
const JOIN = `
  with joining as (
    select case_id from escalation
    where portal_id = $1 and case_id = any($3::text[]) and group_id is null
      and message_ts is null and not stands_alone
    order by case_id for update
  )
  update escalation e set group_id = $2 from joining j
  where e.portal_id = $1 and e.case_id = j.case_id`;

const SET_MESSAGE = `
  update case_group set channel_id = $3, message_ts = $4 where portal_id = $1 and group_id = $2`;

const FORGET_MESSAGE = `
  update case_group set channel_id = null, message_ts = null
  where portal_id = $1 and group_id = $2 and channel_id = $3 and message_ts = $4`;

const CASES = `
  select ${CASE_COLUMNS} from escalation where portal_id = $1 and group_id = $2
  order by opened_at, case_id`;

const SHOW = `
  update escalation set is_shown = true
  where portal_id = $1 and case_id = $2 and group_id is not null`;
