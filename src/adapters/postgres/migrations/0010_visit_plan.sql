-- What a visit is for, its window and why it was moved. Visits of before were all return visits, and
-- their window was their day.
alter table visit
  add column kind text not null default 'visit',
  add column care_id text collate "C",
  add column channel text not null default 'phone',
  add column duration_minutes int not null default 20,
  add column anchor_date date,
  add column earliest_date date,
  add column wanted_date date,
  add column latest_date date,
  add column suppressed jsonb,
  add column shifts jsonb not null default '[]',
  add column attempt int not null default 1,
  add column is_pinned boolean not null default false;
update visit set earliest_date = due_date, wanted_date = due_date, latest_date = due_date,
  anchor_date = case when reason = 'cadence' then right(visit_id, 10)::date end;
alter table visit
  alter column kind drop default,
  alter column channel drop default,
  alter column duration_minutes drop default,
  alter column earliest_date set not null,
  alter column wanted_date set not null,
  alter column latest_date set not null,
  alter column shifts drop default,
  alter column attempt drop default,
  alter column is_pinned drop default;
-- How much each owner has to do on each day.
create index visit_load on visit (portal_id, due_date) where state = 'planned';

-- What reached a customer, or tried to: intervals and the contact cap count it.
create table touch (
  portal_id bigint not null,
  customer_kind text collate "C" not null,
  customer_id text collate "C" not null,
  touch_id text collate "C" not null,
  touched_at timestamptz not null,
  kind text not null,
  is_real boolean not null,
  owner_id text,
  source text not null,
  primary key (portal_id, customer_kind, customer_id, touch_id)
);
create index touch_newest on touch (portal_id, customer_kind, customer_id, touched_at desc);
create index touch_real on touch (portal_id, customer_kind, customer_id, touched_at desc)
  where is_real;
create index touch_by_id on touch (portal_id, touch_id);

-- Why visits of the plan are red: of the last turn only.
create table visit_shortage (
  portal_id bigint not null,
  position int not null,
  shortage jsonb not null,
  planned_at timestamptz not null,
  primary key (portal_id, position)
);
