-- Where events came from: HubSpot's webhooks; a sweep that found what never arrived (recovered); a look at
-- values of which HubSpot tells nothing (reread).
alter table delivery add column origin text not null default 'webhook'
  check (origin in ('webhook', 'recovered', 'reread'));
create index delivery_found on delivery (portal_id, received_at) include (origin, event_count)
  where origin <> 'webhook';
alter table ledger_day add column recovered bigint not null default 0;
alter table ledger_day add column reread bigint not null default 0;

-- The first import of a portal, and when it was connected: for the first time, since which every change has
-- to be known, and last. calls and done are sums over all runs.
create table portal_import (
  portal_id bigint primary key,
  connected_at timestamptz not null,
  last_connected_at timestamptz not null,
  state text not null check (state in ('running', 'paused', 'done', 'failed')),
  started_at timestamptz not null,
  finished_at timestamptz,
  beat_at timestamptz not null,
  leased_until timestamptz not null,
  history text not null check (history in ('rebuild', 'since_install')),
  closed_since timestamptz not null,
  way text check (way in ('list', 'search')),
  trouble text
);
create table portal_import_kind (
  portal_id bigint not null,
  kind text collate "C" not null,
  -- The last record that is stored, or what the CRM gave as the place to go on from.
  after text,
  is_done boolean not null,
  done bigint not null,
  total bigint,
  calls bigint not null,
  primary key (portal_id, kind)
);

-- How far the sweep for lost events is: all changes before this place are known. A place is an instant of
-- last change, and within one instant that very many records share the id after which to go on.
create table gap_sweep (
  portal_id bigint not null,
  object text collate "C" not null,
  from_at timestamptz not null,
  after_id text,
  swept_at timestamptz not null,
  looked int not null,
  found int not null,
  alerted_at timestamptz,
  primary key (portal_id, object)
);

-- What HubSpot tells of the app itself is read from a journal; it is of no portal, so its portal is 0.
create table app_journal (
  portal_id bigint primary key,
  journal_offset text not null,
  read_at timestamptz not null
);
