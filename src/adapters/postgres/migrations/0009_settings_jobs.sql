-- Long work that somebody started on the settings page; each person has one at a time, and its result
-- stays until the next one.
create table settings_job (
  portal_id bigint not null,
  user_id text collate "C" not null,
  job_id text collate "C" not null,
  kind text not null check (kind in ('effect', 'replay')),
  title text not null,
  document text not null,
  since_days int,
  state text not null check (state in ('running', 'done', 'failed', 'cancelled')),
  started_at timestamptz not null,
  beat_at timestamptz not null,
  tickets int not null,
  is_stopping boolean not null,
  result jsonb,
  primary key (portal_id, user_id)
);
create unique index settings_job_id on settings_job (portal_id, job_id);
