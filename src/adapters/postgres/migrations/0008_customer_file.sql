-- What the CRM had of a customer when it was read last: calls, meetings, e-mails and notes. A copy that
-- may be deleted at any time; it is read anew.
create table customer_activity (
  portal_id bigint not null,
  kind text collate "C" not null,
  customer_id text collate "C" not null,
  read_at timestamptz not null,
  reading jsonb not null,
  primary key (portal_id, kind, customer_id)
);
create index customer_activity_age on customer_activity (read_at);
