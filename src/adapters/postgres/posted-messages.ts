import { z } from "zod";
import type { MessageRef } from "../../ports/notifier.ts";
import type { PostedMessage, PostedMessages } from "../../ports/posted-messages.ts";
import type { Database } from "./database.ts";
import { instant, json } from "./values.ts";

export function createPostedMessages(db: Database): PostedMessages {
  const run = async (sql: string, values: readonly string[]) => {
    await db.run(sql, values);
  };
  return {
    remember: (portalId, post) => db.transaction(() => remember(db, portalId, post)),
    mark: async (portalId, { erasureId, contactId, ticketIds, now }) => {
      await db.run(NOTE_TICKETS, [portalId, erasureId, ticketIds, instant(now)]);
      return db.run(MARK, [portalId, erasureId, contactId, ticketIds]);
    },
    marked: (portalId, erasureId, { after, limit }) => {
      const place = [after?.channelId ?? "", after?.messageTs ?? ""];
      return db.rows(StoredErased, MARKED, [portalId, erasureId, ...place, limit]);
    },
    find: async (portalId, ref) => {
      return (await db.rows(StoredMessage, FIND, placeOf(portalId, ref)))[0] ?? null;
    },
    living: async (portalId, ref) => {
      const rows = await db.rows(StateRow, LIVING, placeOf(portalId, ref));
      if (rows.some(({ state }) => state === "waiting")) return "due";
      return rows.some(({ state }) => state === "sent") ? "done" : null;
    },
    unmark: (portalId, ref) => run(UNMARK, placeOf(portalId, ref)),
    forget: (portalId, ref) => run(FORGET, placeOf(portalId, ref)),
    leave: (portalId, ref, reason) => run(LEAVE, [...placeOf(portalId, ref), reason]),
  };
}

async function remember(
  db: Database,
  portalId: string,
  post: Parameters<PostedMessages["remember"]>[1],
): Promise<string | null> {
  const { teamId, about, now } = post;
  const place = placeOf(portalId, post);
  const records = json(about.map(({ object, id }) => ({ object, object_id: id })));
  await db.run(REMEMBER, [...place, teamId, instant(now), records]);
  const composedAfter = instant(now - COMPOSING_MS);
  const [erased] = await db.rows(ErasedRow, ERASED, [...place, composedAfter]);
  if (erased === undefined) return null;
  await db.run(MARK_ONE, [...place, erased.erasure_id]);
  return erased.erasure_id;
}

const StateRow = z.object({ state: z.string() });
const ErasedRow = z.object({ erasure_id: z.string() });

/** What a message says was read from the store this much before its instant at most. */
const COMPOSING_MS = 30_000;

function placeOf(portalId: string, { channelId, messageTs }: MessageRef): readonly string[] {
  return [portalId, channelId, messageTs];
}

const REMEMBER = `
  with known as (
    insert into posted_message (portal_id, channel_id, message_ts, team_id, posted_at)
    values ($1, $2, $3, $4, $5) on conflict do nothing
  )
  insert into posted_about (portal_id, object, object_id, channel_id, message_ts)
  select distinct $1::bigint, a.object, a.object_id, $2, $3
  from jsonb_to_recordset($6::jsonb) as a(object text collate "C", object_id text collate "C")
  order by 2, 3 on conflict do nothing`;

const NOTE_TICKETS = `
  insert into erased_ticket (portal_id, ticket_id, erasure_id, erased_at)
  select $1::bigint, ticket_id, $2, $4::timestamptz from unnest($3::text[]) as t(ticket_id)
  order by ticket_id
  on conflict (portal_id, ticket_id) do update
    set erasure_id = excluded.erasure_id, erased_at = excluded.erased_at`;

/** For whose sake this message must not keep its words. */
const ERASED = `
  with about as (
    select object, object_id from posted_about
    where portal_id = $1 and channel_id = $2 and message_ts = $3
  )
  select e.erasure_id from about a
  join portal p on p.portal_id = $1
  join erasure e on e.portal_id = $1
    and e.person_hash = person_hash(p.portal_id, p.erasure_salt, a.object_id)
  where a.object = 'contact'
  union all
  select t.erasure_id from erased_ticket t
  where t.portal_id = $1 and t.erased_at >= $4 and (
    t.ticket_id in (select object_id from about where object = 'ticket')
    or t.ticket_id in (
      select c.ticket_id from about a join escalation c
        on c.portal_id = $1 and c.case_id = a.object_id where a.object = 'case'))
  limit 1`;

/** The id of who was erased does not stay either. */
const MARK_ONE = `
  with gone as (
    delete from posted_about
    where portal_id = $1 and channel_id = $2 and message_ts = $3 and object = 'contact'
  )
  update posted_message set erasure_id = $4, left_reason = null
  where portal_id = $1 and channel_id = $2 and message_ts = $3`;

/** What stands already without words, or cannot be reached, is not asked for again by another person. */
const MARK = `
  update posted_message m set erasure_id = $2
  from (
    select channel_id, message_ts from posted_about
    where portal_id = $1 and object = 'contact' and object_id = $3
    union
    select channel_id, message_ts from posted_about
    where portal_id = $1 and object = 'ticket' and object_id = any($4::text[])
    union
    select a.channel_id, a.message_ts from posted_about a
    join escalation e on e.portal_id = a.portal_id and e.case_id = a.object_id
    where a.portal_id = $1 and a.object = 'case' and e.ticket_id = any($4::text[])
  ) found
  where m.portal_id = $1 and m.channel_id = found.channel_id and m.message_ts = found.message_ts
    and m.erasure_id is null`;

const MARKED = `
  select m.channel_id, m.message_ts,
    array(select case_id from escalation e where e.portal_id = m.portal_id
      and e.channel_id = m.channel_id and e.message_ts = m.message_ts) as case_ids,
    array(select g.group_id from posted_about a
      join case_group g on g.portal_id = a.portal_id and g.group_id = a.object_id
      where a.portal_id = m.portal_id and a.channel_id = m.channel_id
        and a.message_ts = m.message_ts and a.object = 'group' and g.channel_id = m.channel_id
        and g.message_ts = m.message_ts) as group_ids
  from posted_message m
  where m.portal_id = $1 and m.erasure_id = $2 and m.left_reason is null
    and (m.channel_id, m.message_ts) > ($3, $4)
  order by m.channel_id, m.message_ts limit $5`;

const FIND = `
  select channel_id, message_ts, team_id, erasure_id from posted_message
  where portal_id = $1 and channel_id = $2 and message_ts = $3`;

const LIVING = `
  select o.state from escalation e
  join outbox o on o.portal_id = e.portal_id and o.kind = 'case_message' and o.subject_id = e.case_id
  where e.portal_id = $1 and e.channel_id = $2 and e.message_ts = $3
  union all
  select o.state from posted_about a
  join case_group g on g.portal_id = a.portal_id and g.group_id = a.object_id
    and g.channel_id = a.channel_id and g.message_ts = a.message_ts
  join outbox o on o.portal_id = g.portal_id and o.kind = 'case_group' and o.subject_id = g.group_id
  where a.portal_id = $1 and a.channel_id = $2 and a.message_ts = $3 and a.object = 'group'`;

const THIS = "where portal_id = $1 and channel_id = $2 and message_ts = $3";
const UNMARK = `update posted_message set erasure_id = null ${THIS}`;
const FORGET = `
  with gone as (delete from posted_about ${THIS})
  delete from posted_message ${THIS}`;
/** Of what it told is of no more use, and names who was erased. */
const LEAVE = `
  with gone as (delete from posted_about ${THIS})
  update posted_message set left_reason = $4 ${THIS}`;

const StoredErased = z
  .object({
    channel_id: z.string(),
    message_ts: z.string(),
    case_ids: z.array(z.string()),
    group_ids: z.array(z.string()),
  })
  .transform((row) => ({
    channelId: row.channel_id,
    messageTs: row.message_ts,
    caseIds: row.case_ids,
    groupIds: row.group_ids,
  }));

const StoredMessage = z
  .object({
    channel_id: z.string(),
    message_ts: z.string(),
    team_id: z.string(),
    erasure_id: z.string().nullable(),
  })
  .transform(
    (row): PostedMessage => ({
      channelId: row.channel_id,
      messageTs: row.message_ts,
      teamId: row.team_id,
      erasureId: row.erasure_id,
    }),
  );

/** Whatever was under way then has been posted long since; called by the upkeep. */
export async function forgetErasedTickets(
  db: Database,
  { before, limit }: { readonly before: number; readonly limit: number },
): Promise<number> {
  return db.run(
    `delete from erased_ticket where ctid = any(array(
       select ctid from erased_ticket where erased_at < $1 limit $2))`,
    [instant(before), limit],
  );
}
