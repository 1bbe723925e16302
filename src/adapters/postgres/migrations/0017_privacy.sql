-- Persons who were erased, or are about to be. Whom it was cannot be told from a finished row: it keeps a
-- digest of the id with the portal's own salt, by which events that come later are known, until it expires.
alter table portal add column erasure_salt text not null default gen_random_uuid()::text;

create table erasure (
  portal_id bigint not null,
  erasure_id text collate "C" not null,
  person_hash text collate "C" not null,
  -- Null once it is done.
  contact_id text,
  terms jsonb,
  asked_at timestamptz not null,
  finished_at timestamptz,
  expires_at timestamptz not null,
  -- How many rows of which table were deleted or rewritten.
  removed jsonb not null default '{}',
  primary key (portal_id, erasure_id),
  unique (portal_id, person_hash)
);
create index erasure_open on erasure (portal_id) where finished_at is null;
create index erasure_expiry on erasure (expires_at);

create function person_hash(portal bigint, salt text, contact text) returns text
  language sql immutable strict parallel safe
  as $$ select encode(sha256(convert_to(portal::text || ' ' || salt || ' ' || contact, 'UTF8')), 'hex') $$;

-- Whoever read a person before the erasure must not write them back after it.
create function refuse_erased() returns trigger language plpgsql set search_path from current as $$
begin
  if new.kind = 'contact' and exists (select from erasure where portal_id = new.portal_id)
    and exists (
      select from portal p join erasure e on e.portal_id = p.portal_id
      where p.portal_id = new.portal_id
        and e.person_hash = person_hash(p.portal_id, p.erasure_salt, new.customer_id)) then
    return null;
  end if;
  return new;
end $$;
create trigger customer_erased before insert on customer
  for each row execute function refuse_erased();
create trigger customer_activity_erased before insert on customer_activity
  for each row execute function refuse_erased();

-- What an entry tells is in its hash as a salted digest, so that a customer can be taken out of it and the
-- chain is still proved. Entries that were sealed before have none.
alter table audit add column content_digest text;
alter table audit add column content_salt text;

create or replace function guard_audit() returns trigger language plpgsql
  set search_path from current as $$
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
  if tg_op = 'UPDATE' and old.content_digest is not null and new.content_salt is null
    and new.subject in ('erased', old.subject) and new.before is null and new.after is null
    and new.detail = old.detail - (
      select coalesce(array_agg(key), '{}') from jsonb_object_keys(old.detail) as key
      where key not in ('name', 'email', 'by'))
    and to_jsonb(new) - array['subject', 'detail', 'before', 'after', 'content_salt']
      = to_jsonb(old) - array['subject', 'detail', 'before', 'after', 'content_salt'] then
    return new;
  end if;
  raise exception 'entry % of the audit log of portal % is sealed: expected it to stay as it is',
    old.seal_position, old.portal_id using errcode = 'integrity_constraint_violation';
end $$;

-- What becomes of an account's data after it went, since when it is gone, and since when they are deleted.
alter table portal add column farewell text not null default 'keep' check (farewell in ('keep', 'purge'));
alter table portal add column disconnected_at timestamptz;
alter table portal add column purging_since timestamptz;
update portal set disconnected_at = now() where state = 'disconnected';

create function note_portal_state() returns trigger language plpgsql as $$
begin
  if new.state = 'connected' then
    if old.purging_since is not null then
      raise exception 'the data of portal % are being deleted: connect it again when that has ended',
        old.portal_id using errcode = 'object_in_use';
    end if;
    new.disconnected_at := null;
  elsif old.state = 'connected' then
    new.disconnected_at := now();
  end if;
  return new;
end $$;
create trigger portal_state before update on portal
  for each row when (old.state is distinct from new.state) execute function note_portal_state();

-- That an account's data were deleted, when, why and how many rows: nothing of the account itself.
create table purged_portal (
  portal_id bigint not null,
  purged_at timestamptz not null,
  cause text not null check (cause in ('asked', 'retention')),
  removed jsonb not null,
  primary key (portal_id, purged_at)
);
