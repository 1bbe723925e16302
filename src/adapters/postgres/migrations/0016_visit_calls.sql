-- Who was to be told of a red visit by which level of the ladder, each call once, and in which message: that
-- of one reader and one day.
create table visit_call (
  portal_id bigint not null,
  visit_id text collate "C" not null,
  latest_date date not null,
  level int not null,
  target text collate "C" not null,
  reader text collate "C" not null,
  told_date date not null,
  primary key (portal_id, visit_id, latest_date, level, target)
);
create index visit_call_message on visit_call (portal_id, told_date, reader, visit_id);
create index visit_call_told on visit_call (told_date);
