-- What each input was when a customer was graded: {"input id": [value, points]}. By it a nightly turn finds
-- those whose grade may be another, without reading all of them. Null: not known, so it is looked at.
alter table customer add column seen jsonb;

update customer set seen = coalesce((
  select jsonb_object_agg(r ->> 'inputId',
    jsonb_build_array(r -> 'value', coalesce(r -> 'rawPoints', r -> 'points')))
  from jsonb_array_elements(grade -> 'reasons') as r
), '{}'::jsonb);

-- Customers that a turn still has to look at, when it does not look at all.
create table regrade_queue (
  portal_id bigint not null,
  slot text collate "C" not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  primary key (portal_id, slot, kind, customer_id)
);

-- Whether a turn looks at all customers of its portal, or at those in the queue.
alter table regrade_run add column is_whole boolean not null default true;
