-- What people may do, by HubSpot user id.
create table portal_role (
  portal_id bigint not null,
  user_id text collate "C" not null,
  email text not null,
  name text not null,
  role text not null check (role in ('viewer', 'rep', 'lead', 'manager', 'admin')),
  given_by text not null,
  given_at timestamptz not null,
  primary key (portal_id, user_id)
);

-- Policies on their way to be in force. Every step is a row of its own; the newest one is how it stands.
create table policy_draft (
  portal_id bigint not null,
  draft_id text collate "C" not null,
  revision int not null,
  state text not null,
  version int,
  effective_at timestamptz,
  is_to_be_applied boolean not null,
  changed_at timestamptz not null,
  document text not null,
  policy jsonb not null,
  head jsonb not null,
  primary key (portal_id, draft_id, revision)
);
create index policy_draft_due on policy_draft (portal_id)
  where state = 'approved' or is_to_be_applied;
create index policy_draft_version on policy_draft (portal_id, version) where version is not null;

-- Entries of one millisecond keep the order in which they were written.
alter table audit add column written_order bigint generated always as identity;

-- Where something was done, and what was so before and after it.
alter table audit add column origin text;
alter table audit add column before jsonb;
alter table audit add column after jsonb;

-- Entries are sealed soon after they are written: each carries the hash of the one before it.
alter table audit add column seal_position bigint;
alter table audit add column sealed_at timestamptz;
alter table audit add column previous_hash text;
alter table audit add column hash text;
alter table audit add column person_digest text;
-- Goes when the person is erased; without it nobody can try names against the digest.
alter table audit add column person_salt text;
create unique index audit_sealed on audit (portal_id, seal_position)
  where seal_position is not null;
create index audit_unsealed on audit (portal_id, at) where seal_position is null;

-- The end of each chain, so that entries missing at the end are missed.
create table audit_chain (
  portal_id bigint primary key,
  position bigint not null,
  hash text not null
);

-- A sealed entry stays as it is, but for the person, who may be erased. To delete the whole log of a
-- portal, its row in audit_chain goes first.
create function guard_audit() returns trigger language plpgsql set search_path from current as $$
begin
  if not exists (select from audit_chain where portal_id = old.portal_id) then
    return coalesce(new, old);
  end if;
  if tg_op = 'UPDATE' and new.actor = 'erased' and new.person_salt is null
    and new.detail = old.detail - array['name', 'email', 'by']
    and to_jsonb(new) - array['actor', 'detail', 'person_salt']
      = to_jsonb(old) - array['actor', 'detail', 'person_salt'] then
    return new;
  end if;
  raise exception 'entry % of the audit log of portal % is sealed: expected it to stay as it is',
    old.seal_position, old.portal_id using errcode = 'integrity_constraint_violation';
end $$;
create trigger audit_guard before update or delete on audit
  for each row when (old.seal_position is not null) execute function guard_audit();
