-- As of when and under which rules the grade follows from what is kept, and when time alone changes it.
alter table customer add column evaluated_at timestamptz;
update customer set evaluated_at = greatest(graded_at, data_at);
alter table customer alter column evaluated_at set not null;
alter table customer add column policy_version int;
update customer c set policy_version = coalesce(
  (select max(version) from portal_policy p where p.portal_id = c.portal_id), 1);
alter table customer alter column policy_version set not null;
alter table customer add column next_at timestamptz;
alter table customer add column deals_read_at timestamptz;
create index customer_next on customer (portal_id, next_at) where next_at is not null;
create index customer_deals_unread on customer (portal_id, kind, customer_id)
  where deals_read_at is null;
create index contact_company on customer
  (portal_id, (properties ->> 'associatedcompanyid'), customer_id) where kind = 'contact';

-- What the CRM told newest. A deal that was deleted there stays, so that older news do not bring it back.
create table deal (
  portal_id bigint not null,
  deal_id text collate "C" not null,
  name text not null,
  state text not null check (state in ('open', 'won', 'lost')),
  amount numeric,
  product text,
  created_at timestamptz not null,
  closed_at timestamptz,
  properties jsonb not null,
  data_at timestamptz not null,
  is_gone boolean not null default false,
  primary key (portal_id, deal_id)
);

-- A copy of what is counted of the deal, so that a customer's history is one stretch of this table: a join
-- for each deal of a million customers costs six times as much. Without state: nothing is known of it.
create table deal_customer (
  portal_id bigint not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  deal_id text collate "C" not null,
  is_linked boolean not null,
  told_at timestamptz not null,
  state text,
  amount numeric,
  product text,
  created_at timestamptz,
  closed_at timestamptz,
  primary key (portal_id, kind, customer_id, deal_id)
);
create index deal_customer_deal on deal_customer (portal_id, deal_id);

create table deal_stage (
  portal_id bigint not null,
  stage_id text collate "C" not null,
  state text not null check (state in ('open', 'won', 'lost')),
  primary key (portal_id, stage_id)
);

create table deal_access (
  portal_id bigint primary key,
  access text not null check (access in ('granted', 'missing')),
  checked_at timestamptz not null
);

-- The customers that a ticket has now, for what is counted and shown of one customer.
create table ticket_customer (
  portal_id bigint not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  created_at timestamptz not null,
  ticket_id text collate "C" not null,
  primary key (portal_id, kind, customer_id, created_at, ticket_id)
);
create index ticket_customer_ticket on ticket_customer (portal_id, ticket_id);

insert into ticket_customer (portal_id, kind, customer_id, created_at, ticket_id)
select distinct t.portal_id, c ->> 'kind', c ->> 'id',
  to_timestamp((t.state ->> 'createdAt')::float8 / 1000), t.ticket_id
from ticket t cross join lateral jsonb_array_elements(t.state -> 'customers') as c
where t.state ->> 'createdAt' is not null and jsonb_typeof(t.state -> 'gone') is distinct from 'object';

-- Append-only.
create table tier_change (
  portal_id bigint not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  at timestamptz not null,
  from_tier text,
  to_tier text not null,
  cause text not null,
  score float8 not null,
  by_id text,
  by_name text,
  reason text,
  inherited_kind text,
  inherited_id text,
  primary key (portal_id, kind, customer_id, at)
);

-- Whoever was graded before there was a history begins it with the tier that it has.
insert into tier_change (portal_id, kind, customer_id, at, to_tier, cause, score)
select portal_id, kind, customer_id, graded_at, grade ->> 'tier', 'first', (grade ->> 'score')::float8
from customer;

create table tier_cut (
  portal_id bigint not null,
  input_id text collate "C" not null,
  starts float8[] not null,
  counted_at timestamptz not null,
  primary key (portal_id, input_id)
);

create table regrade_run (
  portal_id bigint not null,
  slot text collate "C" not null,
  policy_version int not null,
  as_of timestamptz not null,
  after_kind text,
  after_id text,
  customers int not null,
  changed int not null,
  finished_at timestamptz,
  primary key (portal_id, slot)
);

create table benefit_grant (
  portal_id bigint not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  grant_id text collate "C" not null,
  benefit_id text not null,
  granted_at timestamptz not null,
  expires_at timestamptz not null,
  quota int not null,
  -- Null: it came with the tier.
  by_id text,
  by_name text,
  primary key (portal_id, kind, customer_id, grant_id)
);
create index benefit_grant_expiry on benefit_grant (portal_id, expires_at);

create table benefit_use (
  portal_id bigint not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  use_key text collate "C" not null,
  grant_id text collate "C" not null,
  used_at timestamptz not null,
  by_id text not null,
  by_name text not null,
  note text not null,
  primary key (portal_id, kind, customer_id, use_key)
);
create index benefit_use_grant on benefit_use (portal_id, kind, customer_id, grant_id);

-- What is no number or no instant counts as not known, as when one customer is graded.
create function number_of(value text) returns float8
  language sql immutable strict parallel safe
  as $$ select case when btrim(value) ~ '^[+-]?(\d{1,200}(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?$'
    and length(value) < 200 then btrim(value)::float8 end $$;

create function instant_of(value text) returns timestamptz
  language plpgsql stable strict parallel safe
  as $$
begin
  if value ~ '^\d{10,16}$' then return to_timestamp(value::float8 / 1000); end if;
  if value ~ '^\d{4}-\d{2}-\d{2}$' then return (value || 'T00:00:00Z')::timestamptz; end if;
  if value ~ '^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}.*([Zz]|[+-]\d{2}(:?\d{2})?)$' then
    return value::timestamptz;
  end if;
  return null;
exception when others then return null;
end $$;
