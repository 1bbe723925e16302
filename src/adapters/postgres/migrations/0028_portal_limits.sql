-- The processes that answer requests now, so that each keeps to its share of what one account may ask at once.
-- They are of no portal, so their portal is 0.
create table web_process (
  portal_id bigint not null,
  process_id text collate "C" not null,
  seen_at timestamptz not null,
  primary key (portal_id, process_id)
);
select raise_wall('web_process');

-- How much each account holds, by kind of data, as it was estimated last.
create table portal_storage (
  portal_id bigint not null,
  kind text collate "C" not null,
  row_count bigint not null,
  byte_count bigint not null,
  measured_at timestamptz not null,
  primary key (portal_id, kind)
);
select raise_wall('portal_storage');
