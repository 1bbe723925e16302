-- What customers answered, each answer once, with the scale that it was given on.
create table survey_answer (
  portal_id bigint not null,
  answer_key text collate "C" not null,
  kind text not null check (kind in ('csat', 'nps', 'ces')),
  score float8 not null,
  scale_from int not null,
  scale_to int not null,
  at timestamptz not null,
  customer_kind text collate "C",
  customer_id text collate "C",
  ticket_id text collate "C",
  comment text not null,
  source text not null
    check (source in ('submission', 'ticket_property', 'contact_property', 'rating_link')),
  -- Null: nobody has looked whether something has to be done about it.
  followed_at timestamptz,
  primary key (portal_id, answer_key)
);
create index survey_answer_customer on survey_answer (portal_id, customer_kind, customer_id, at)
  where customer_id is not null;
create index survey_answer_ticket on survey_answer (portal_id, ticket_id)
  where ticket_id is not null;
create index survey_answer_unfollowed on survey_answer (portal_id, at) where followed_at is null;

-- One question about one ticket.
create table survey_request (
  portal_id bigint not null,
  ticket_id text collate "C" not null,
  request_id text collate "C" not null,
  customer_kind text collate "C" not null,
  customer_id text collate "C" not null,
  kind text not null check (kind in ('csat', 'nps', 'ces')),
  scale_from int not null,
  scale_to int not null,
  language text not null,
  asked_at timestamptz not null,
  expires_at timestamptz not null,
  answered_at timestamptz,
  primary key (portal_id, ticket_id)
);
create unique index survey_request_id on survey_request (portal_id, request_id);
create index survey_request_customer
  on survey_request (portal_id, customer_kind, customer_id, asked_at);

create table survey_access (
  portal_id bigint primary key,
  access text not null check (access in ('granted', 'missing')),
  checked_at timestamptz not null,
  read_until timestamptz
);

-- A cause that came back, and the tickets that tell of it.
create table recurrence (
  portal_id bigint not null,
  recurrence_key text collate "C" not null,
  category text,
  product text,
  terms jsonb not null,
  opened_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (portal_id, recurrence_key)
);
create table recurrence_ticket (
  portal_id bigint not null,
  ticket_id text collate "C" not null,
  recurrence_key text collate "C" not null,
  added_at timestamptz not null,
  primary key (portal_id, ticket_id)
);
create index recurrence_ticket_key on recurrence_ticket (portal_id, recurrence_key, ticket_id);
