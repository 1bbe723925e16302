-- It was decided that the case gets a message of its own: no group takes it any more, posted or not yet.
alter table escalation add column stands_alone boolean not null default false;
create index escalation_untold on escalation (portal_id, department)
  where ended_at is null and message_ts is null;
create index escalation_exhausted on escalation (portal_id)
  where ended_at is null and (ladder ->> 'isExhausted') = 'true';
