-- What a ticket is as a complaint; null for one that nothing says of.
alter table ticket add column complaint jsonb;

-- The complaints of a portal, to be found by customer and by what is still open.
create table complaint (
  portal_id bigint not null,
  ticket_id text collate "C" not null,
  state text not null,
  is_open boolean not null,
  owner_id text collate "C",
  opened_at timestamptz,
  primary key (portal_id, ticket_id)
);
create index complaint_open on complaint (portal_id, opened_at) where is_open;

-- Corrective actions: their events are only ever added, the other two tables follow from them.
create table action_event (
  portal_id bigint not null,
  action_id text collate "C" not null,
  position int not null,
  -- The same press told twice has the same key.
  event_key text collate "C" not null,
  at timestamptz not null,
  event jsonb not null,
  primary key (portal_id, action_id, position),
  unique (portal_id, action_id, event_key)
);

create table corrective_action (
  portal_id bigint not null,
  action_id text collate "C" not null,
  state jsonb not null,
  is_open boolean not null,
  ticket_id text collate "C",
  opened_at timestamptz not null,
  due_date date,
  primary key (portal_id, action_id)
);
create index corrective_action_open on corrective_action (portal_id, opened_at, action_id) where is_open;
create index corrective_action_due on corrective_action (portal_id, due_date, action_id) where is_open;
create index corrective_action_ticket on corrective_action (portal_id, ticket_id) where ticket_id is not null;

create table action_customer (
  portal_id bigint not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  action_id text collate "C" not null,
  primary key (portal_id, kind, customer_id, action_id)
);
create index action_customer_action on action_customer (portal_id, action_id);
