-- Entries that were sealed before what they tell was a salted digest get one later, once, so that a person
-- can be taken out of them too. `reseal_hash` covers the old hash, the digest and all else that stays; an
-- entry of the log (`log_resealed`) covers all of these. See docs/decisions/0009.
alter table audit add column reseal_hash text collate "C";
create index audit_resealed on audit (portal_id, seal_position) where reseal_hash is not null;
create index audit_fixed on audit (portal_id, seal_position)
  where seal_position is not null and content_digest is null;

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
  if tg_op = 'UPDATE' and old.content_digest is null and old.reseal_hash is null
    and new.content_digest is not null and new.content_salt is not null
    and new.reseal_hash is not null
    and to_jsonb(new) - array['content_digest', 'content_salt', 'reseal_hash']
      = to_jsonb(old) - array['content_digest', 'content_salt', 'reseal_hash'] then
    return new;
  end if;
  raise exception 'entry % of the audit log of portal % is sealed: expected it to stay as it is',
    old.seal_position, old.portal_id using errcode = 'integrity_constraint_violation';
end $$;
