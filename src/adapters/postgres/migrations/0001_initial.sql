-- Every primary key begins with portal_id, no foreign key crosses portals and no sequence is a business
-- key, so that the tables can be distributed by portal. Names are found by search_path.

-- Spreads portals over 16 buckets. Queue-like tables carry the bucket before the time in their index, so
-- that processes can share the buckets. Generated columns rest on it: it must never change.
create function portal_bucket(portal bigint) returns smallint
  language sql immutable strict parallel safe
  as $$ select ((portal # (portal >> 4) # (portal >> 8)) & 15)::smallint $$;

create table portal (
  portal_id bigint primary key,
  state text not null check (state in ('connected', 'disconnected')),
  mode text not null check (mode in ('observe', 'live')),
  installed_at timestamptz not null,
  time_zone text not null,
  language text not null,
  ui_domain text not null
);

create table portal_policy (
  portal_id bigint not null,
  version int not null,
  policy jsonb not null,
  effective_at timestamptz not null,
  primary key (portal_id, version)
);

create table pipeline (
  portal_id bigint not null,
  pipeline_id text not null,
  position int not null,
  label text not null,
  stages jsonb not null,
  updated_at timestamptz not null,
  primary key (portal_id, pipeline_id)
);

create table owner (
  portal_id bigint not null,
  owner_id text not null,
  user_id text,
  email text,
  name text not null,
  updated_at timestamptz not null,
  primary key (portal_id, owner_id)
);

create table slack_link (
  portal_id bigint primary key,
  team_id text not null
);
create index slack_link_team on slack_link (team_id);

create table slack_installation (
  portal_id bigint primary key,
  team_id text not null,
  sealed_bot_token text not null,
  bot_user_id text not null,
  app_id text not null,
  installed_at timestamptz not null default now()
);
create index slack_installation_team on slack_installation (team_id, installed_at desc);

create table portal_token (
  portal_id bigint primary key,
  sealed_access_token text not null,
  sealed_refresh_token text not null,
  expires_at timestamptz not null,
  updated_at timestamptz not null default now()
);

-- What HubSpot sent, as it came. The body stays in the row (see partitions.ts for toast_tuple_target).
create table delivery (
  portal_id bigint not null,
  received_at timestamptz not null,
  delivery_id text collate "C" not null,
  bucket smallint not null generated always as (portal_bucket(portal_id)) stored,
  event_count int not null check (event_count >= 0),
  duplicate_count int not null default 0,
  opened_at timestamptz,
  body text not null,
  primary key (portal_id, received_at, delivery_id)
) partition by range (received_at);
create index delivery_unopened on delivery (bucket, received_at) where opened_at is null;

-- PGlite is built without lz4; the body is then compressed by the default method.
do $$
begin
  alter table delivery alter column body set compression lz4;
exception when feature_not_supported or invalid_parameter_value then
  raise notice 'lz4 is not available: deliveries are kept as they came, the default compression is slow';
  alter table delivery alter column body set storage external;
end $$;

create table delivery_default partition of delivery default with (toast_tuple_target = 8160);

-- One row an event. available_at is when a waiting event may be given out: at once, after its lease, or
-- after a pause between two attempts.
create table ledger (
  portal_id bigint not null,
  occurred_at timestamptz not null,
  event_key text collate "C" not null,
  bucket smallint not null generated always as (portal_bucket(portal_id)) stored,
  object text collate "C" not null,
  object_id text collate "C" not null,
  change jsonb,
  change_source text,
  source_id text,
  delivery_id text not null,
  state text not null check (state in ('waiting', 'applied', 'ignored', 'dead')),
  available_at timestamptz not null,
  is_leased boolean not null default false,
  attempts int not null default 0,
  reason text,
  settled_at timestamptz,
  primary key (portal_id, occurred_at, event_key)
) partition by range (occurred_at);
create index ledger_waiting on ledger (bucket, available_at) where state = 'waiting';
create index ledger_waiting_record on ledger (portal_id, object_id, object) where state = 'waiting';
-- Few rows ever get here; the figures count them at every look.
create index ledger_dead on ledger (portal_id) where state = 'dead';
create table ledger_default partition of ledger default;

-- What dropped partitions held, so that the equation still holds.
create table ledger_day (
  portal_id bigint not null,
  day date not null,
  received bigint not null default 0,
  duplicates bigint not null default 0,
  applied bigint not null default 0,
  ignored bigint not null default 0,
  dead bigint not null default 0,
  primary key (portal_id, day)
);

create table ticket_event (
  portal_id bigint not null,
  ticket_id text collate "C" not null,
  occurred_at timestamptz not null,
  event_key text collate "C" not null,
  detail jsonb not null,
  primary key (portal_id, ticket_id, occurred_at, event_key)
) partition by range (occurred_at);
create table ticket_event_default partition of ticket_event default;

-- A row without state is a placeholder that only serves as a lock.
create table ticket (
  portal_id bigint not null,
  ticket_id text collate "C" not null,
  bucket smallint not null generated always as (portal_bucket(portal_id)) stored,
  state jsonb,
  clocks jsonb,
  policy_version int,
  next_due_at timestamptz,
  data_at timestamptz,
  evaluated_at timestamptz,
  primary key (portal_id, ticket_id)
);
create index ticket_due on ticket (bucket, next_due_at) where next_due_at is not null;

-- A row a clock, for reports; the ticket row carries the same clocks for the hot path.
create table clock (
  portal_id bigint not null,
  ticket_id text collate "C" not null,
  kind text collate "C" not null,
  state text not null,
  target_minutes int not null,
  used_ms bigint not null,
  calendar_id text not null,
  started_at timestamptz not null,
  due_at timestamptz,
  warned_at timestamptz,
  breached_at timestamptz,
  ended_at timestamptz,
  pause_reason text,
  paused_since timestamptz,
  primary key (portal_id, ticket_id, kind)
);

create table customer (
  portal_id bigint not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  properties jsonb not null,
  grade jsonb not null,
  graded_at timestamptz not null,
  data_at timestamptz not null,
  primary key (portal_id, kind, customer_id)
);

create table escalation (
  portal_id bigint not null,
  case_id text collate "C" not null,
  ticket_id text collate "C" not null,
  department text not null,
  state text not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  triggers jsonb not null,
  steps jsonb not null,
  revision int not null,
  channel_id text,
  message_ts text,
  primary key (portal_id, case_id)
);
create index escalation_ticket on escalation (portal_id, ticket_id);

create table escalation_act (
  portal_id bigint not null,
  act_key text collate "C" not null,
  case_id text collate "C" not null,
  ticket_id text collate "C" not null,
  act text not null,
  by_id text not null,
  by_name text not null,
  acted_at timestamptz not null,
  primary key (portal_id, act_key)
);
create index escalation_act_ticket on escalation_act (portal_id, ticket_id);

create table visit (
  portal_id bigint not null,
  visit_id text collate "C" not null,
  customer_kind text collate "C",
  customer_id text collate "C",
  ticket_id text collate "C",
  tier text not null,
  due_date date not null,
  due_at timestamptz not null,
  owner_id text,
  state text not null,
  reason text not null,
  task_id text,
  primary key (portal_id, visit_id)
);
create index visit_customer on visit (portal_id, customer_kind, customer_id);
create index visit_without_task on visit (portal_id, due_date)
  where state = 'planned' and task_id is null;

-- What has to be brought up to date outside. available_at as in ledger; sending_since is set while the
-- outcome of a send is open.
create table outbox (
  portal_id bigint not null,
  kind text collate "C" not null,
  subject_id text collate "C" not null,
  bucket smallint not null generated always as (portal_bucket(portal_id)) stored,
  revision int not null,
  sent_revision int not null default 0,
  state text not null check (state in ('waiting', 'sent', 'unknown', 'dead')),
  available_at timestamptz not null,
  is_leased boolean not null default false,
  sending_since timestamptz,
  attempts int not null default 0,
  sent_fingerprint text,
  reason text,
  requested_at timestamptz not null,
  primary key (portal_id, kind, subject_id)
);
create index outbox_waiting on outbox (kind, bucket, available_at) where state = 'waiting';
create index outbox_unsent on outbox (portal_id) where state <> 'sent';

create table audit (
  portal_id bigint not null,
  subject text collate "C" not null,
  at timestamptz not null,
  entry_id uuid not null default gen_random_uuid(),
  position int not null,
  actor text not null,
  action text not null,
  detail jsonb not null,
  primary key (portal_id, subject, at, position, entry_id)
);
