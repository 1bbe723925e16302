-- Where every message of Aftercare stands that tells of a record, and of which: never a word of what it
-- says. By it the messages about an erased person are found again, however long ago they were posted.
create table posted_message (
  portal_id bigint not null,
  channel_id text collate "C" not null,
  message_ts text collate "C" not null,
  team_id text collate "C" not null,
  posted_at timestamptz not null,
  -- For whose sake its words are to go; why they could not is said once that is known.
  erasure_id text collate "C",
  left_reason text,
  primary key (portal_id, channel_id, message_ts)
);
create index posted_message_erased on posted_message (portal_id, erasure_id)
  where erasure_id is not null;
create index posted_message_age on posted_message (portal_id, posted_at);

create table posted_about (
  portal_id bigint not null,
  object text collate "C" not null check (object in ('ticket', 'case', 'group', 'contact', 'company')),
  object_id text collate "C" not null,
  channel_id text collate "C" not null,
  message_ts text collate "C" not null,
  primary key (portal_id, object, object_id, channel_id, message_ts)
);
create index posted_about_message on posted_about (portal_id, channel_id, message_ts);

-- Tickets that lost their words, and when: a message that was composed before and posted after tells them
-- once more. Of use for as long as a send may be under way.
create table erased_ticket (
  portal_id bigint not null,
  ticket_id text collate "C" not null,
  erasure_id text collate "C" not null,
  erased_at timestamptz not null,
  primary key (portal_id, ticket_id)
);
create index erased_ticket_age on erased_ticket (erased_at);

-- What stands by now and is kept up to date. Of what was posted once before, nobody knows where it stands.
insert into posted_message (portal_id, channel_id, message_ts, team_id, posted_at)
select m.portal_id, m.channel_id, m.message_ts, l.team_id,
  to_timestamp(split_part(m.message_ts, '.', 1)::double precision)
from (
  select portal_id, channel_id, message_ts from escalation
  union select portal_id, channel_id, message_ts from case_group
) m join slack_link l on l.portal_id = m.portal_id
where m.channel_id is not null and m.message_ts ~ '^[0-9]{1,11}([.][0-9]+)?$'
on conflict do nothing;

insert into posted_about (portal_id, object, object_id, channel_id, message_ts)
select s.portal_id, s.object, s.object_id, s.channel_id, s.message_ts
from (
  select portal_id, 'case' as object, case_id as object_id, channel_id, message_ts from escalation
  union all select portal_id, 'group', group_id, channel_id, message_ts from case_group
  union all select e.portal_id, 'case', e.case_id, g.channel_id, g.message_ts
  from case_group g join escalation e on e.portal_id = g.portal_id and e.group_id = g.group_id
) s join posted_message m on (m.portal_id, m.channel_id, m.message_ts)
  = (s.portal_id, s.channel_id, s.message_ts)
on conflict do nothing;
