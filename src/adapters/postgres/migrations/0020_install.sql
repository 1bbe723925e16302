-- Visits of browsers that come to install the app. Which account it will be is known only when the browser
-- has come back from the CRM, so they stand under no account (0); they are forgotten within hours.
create table install_visit (
  portal_id bigint not null default 0 check (portal_id = 0),
  secret_hash text collate "C" not null,
  browser_hash text collate "C" not null,
  language text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (portal_id, secret_hash)
);
create index install_visit_made on install_visit (portal_id, made_at);

-- What an account granted when somebody installed the app there. One that the settings name has no row.
create table portal_grant (
  portal_id bigint primary key,
  scopes text not null,
  currency text,
  granted_by text collate "C" not null,
  granted_at timestamptz not null
);
