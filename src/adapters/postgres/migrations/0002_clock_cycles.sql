-- A clock may run several times on one ticket: each cycle is a row.
alter table clock add column cycle int not null default 1;
alter table clock alter column cycle drop default;
alter table clock drop constraint clock_pkey;
alter table clock add primary key (portal_id, ticket_id, kind, cycle);

alter table clock add column unit text not null default 'business';
alter table clock alter column unit drop default;
alter table clock add column policy_version int not null default 1;
alter table clock alter column policy_version drop default;
-- Counted after the breach, until the clock ended.
alter table clock add column over_ms bigint not null default 0;
alter table clock alter column over_ms drop default;
alter table clock add column paused_by text;
