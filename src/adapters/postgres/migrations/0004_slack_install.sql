-- How a workspace came to be connected, and what it granted when somebody installed the app by a link.
alter table slack_installation add column made_by text not null default 'settings';
alter table slack_installation alter column made_by drop default;
alter table slack_installation add column team_name text;
alter table slack_installation add column enterprise_id text;
-- As Slack names them, separated by commas.
alter table slack_installation add column scopes text;
alter table slack_installation add column installed_by text;

-- Whoever names one workspace for several portals in the settings knows them; a link connects strangers.
create unique index slack_installation_by_link on slack_installation (team_id) where made_by = 'link';

-- Links by which a person connects a portal with a workspace, and the visits to Slack that begin at them.
-- Their secrets are kept as hashes.
create table slack_install_state (
  portal_id bigint not null,
  secret_hash text collate "C" not null,
  -- The link at which a visit began; null for a link.
  link_hash text collate "C",
  asked_by text not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (portal_id, secret_hash)
);
