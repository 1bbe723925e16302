-- The wall between portals: a session that says for which portal it works sees and writes rows of that portal
-- alone, whatever its statements ask for. A session that says nothing works for all of them. Superusers and
-- the owner of the tables are not held up: who works for a portal takes the role of wall.ts first.

-- Null while the session has not said it; what is no number fails.
create function portal_of_session() returns bigint language sql stable parallel safe
  return nullif(current_setting('aftercare.portal_id', true), '')::bigint;

-- For every table with a portal_id, also of later migrations. The sub-select is answered once a statement.
create function raise_wall(named regclass) returns void language plpgsql set search_path from current as $$
begin
  execute format('alter table %s enable row level security', named);
  execute format('create policy one_portal on %s using (coalesce(portal_id = (select portal_of_session()), true))',
    named);
end $$;

do $$
declare named regclass;
begin
  for named in select c.oid::regclass from pg_class c
    where c.relnamespace = current_schema::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'portal_id')
  loop perform raise_wall(named); end loop;
end $$;

-- Behind the wall no condition goes by an index on an expression that may leak, as ->> of jsonb may.
alter table customer add column company_id text collate "C"
  generated always as (properties ->> 'associatedcompanyid') stored;
drop index contact_company;
create index contact_company on customer (portal_id, company_id, customer_id) where kind = 'contact';
