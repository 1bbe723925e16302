-- Who has a case, where it stands on its ladder, which case it came from and which it became.
alter table escalation add column taken_by jsonb not null default '[]';
alter table escalation add column snoozed_until timestamptz;
alter table escalation add column ladder jsonb not null
  default '{"id": null, "level": 0, "round": 0, "isExhausted": false, "nextAt": null}';
alter table escalation add column handed_from text;
alter table escalation add column handed_to text;
-- A case in a group has no message of its own unless somebody asked to see it.
alter table escalation add column group_id text;
alter table escalation add column is_shown boolean not null default false;
create index escalation_department on escalation (portal_id, department, opened_at);
create index escalation_live on escalation (portal_id, department) where ended_at is null;
create index escalation_message on escalation (portal_id, channel_id, message_ts)
  where message_ts is not null;
create index escalation_group on escalation (portal_id, group_id) where group_id is not null;

alter table escalation_act add column detail jsonb not null default '{}';

-- One message for many cases of a department: a storm, or what waited for its opening.
create table case_group (
  portal_id bigint not null,
  group_id text collate "C" not null,
  department text not null,
  kind text not null check (kind in ('storm', 'opening')),
  started_at timestamptz not null,
  channel_id text,
  message_ts text,
  primary key (portal_id, group_id)
);
create index case_group_department on case_group (portal_id, department, started_at desc);

-- Whose account in the chat a person of the policy has. Without user_id: looked for and not found.
create table chat_person (
  portal_id bigint not null,
  team_id text collate "C" not null,
  email text collate "C" not null,
  user_id text,
  -- 'connected': the person said so, and nothing but the person takes it back.
  source text not null check (source in ('email', 'connected')),
  checked_at timestamptz not null,
  primary key (portal_id, team_id, email)
);
create index chat_person_user on chat_person (portal_id, team_id, user_id);

-- A code that a person was shown in the CRM, to be told in the chat once.
create table connect_code (
  portal_id bigint not null,
  code_hash text collate "C" not null,
  email text not null,
  name text not null,
  expires_at timestamptz not null,
  primary key (portal_id, code_hash)
);

-- What an account in the chat wants to read, and until when it wants no direct messages.
create table chat_preference (
  portal_id bigint not null,
  team_id text collate "C" not null,
  user_id text collate "C" not null,
  language text,
  notices_paused_until timestamptz,
  primary key (portal_id, team_id, user_id)
);

-- What a department said in the chat and wants on the ticket.
create table ticket_note (
  portal_id bigint not null,
  note_id text collate "C" not null,
  ticket_id text collate "C" not null,
  case_id text collate "C" not null,
  author text not null,
  body text not null,
  said_at timestamptz not null,
  crm_note_id text,
  primary key (portal_id, note_id)
);

create index visit_owner on visit (portal_id, owner_id, due_date) where state = 'planned';
