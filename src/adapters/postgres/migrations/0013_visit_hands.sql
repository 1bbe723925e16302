-- What came of each attempt of a visit; told_at is null while it is only asked for.
create table visit_outcome (
  portal_id bigint not null,
  visit_id text collate "C" not null,
  attempt int not null,
  customer_kind text collate "C",
  customer_id text collate "C",
  owner_id text,
  ended_at timestamptz not null,
  told_at timestamptz,
  form jsonb,
  by_id text,
  by_name text,
  act_key text,
  primary key (portal_id, visit_id, attempt)
);
create index visit_outcome_customer on visit_outcome
  (portal_id, customer_kind, customer_id, ended_at desc);
create index visit_outcome_asked on visit_outcome (portal_id, owner_id, ended_at)
  where told_at is null;
create index visit_outcome_suggestion on visit_outcome (portal_id, told_at)
  where form ->> 'suggestion' <> '';

-- The tasks that were made for visits, as they were read or written last. writing is what a write whose
-- end was not noted makes of one.
create table visit_task (
  portal_id bigint not null,
  task_id text collate "C" not null,
  visit_id text collate "C" not null,
  attempt int not null,
  seen jsonb not null,
  writing jsonb,
  state text not null check (state in ('open', 'closed', 'gone')),
  primary key (portal_id, task_id)
);
create index visit_task_visit on visit_task (portal_id, visit_id);
create index visit_task_open on visit_task (portal_id, task_id) where state = 'open';
insert into visit_task (portal_id, task_id, visit_id, attempt, seen, state)
select portal_id, task_id, visit_id, attempt, jsonb_build_object(
    'dueAt', (extract(epoch from due_at) * 1000)::bigint, 'ownerId', owner_id, 'isDone', false),
  case when state = 'planned' then 'open' else 'closed' end
from visit where task_id is not null on conflict do nothing;

-- Which planned visits are past their red limit.
create index visit_red on visit (portal_id, latest_date) where state = 'planned';
