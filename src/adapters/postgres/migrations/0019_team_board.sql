-- Whose an open clock is: the department that the ticket is with, and its owner in the CRM. What is not
-- known here is known with the ticket's next change.
alter table clock add column department text collate "C";
alter table clock add column owner_id text collate "C";
update clock c set owner_id = t.state ->> 'ownerId'
from ticket t
where c.ended_at is null and t.portal_id = c.portal_id and t.ticket_id = c.ticket_id;
update clock c set department = e.department
from escalation e
where c.ended_at is null and e.ended_at is null and e.state <> 'handed_over'
  and e.portal_id = c.portal_id and e.ticket_id = c.ticket_id;
-- All that the team's board asks for is in the index.
create index clock_open on clock (portal_id, due_at)
  include (state, warned_at, department, owner_id) where ended_at is null;
create index clock_owner on clock (portal_id, owner_id) where ended_at is null and owner_id is not null;
-- Promises by when they were kept or broken.
create index clock_settled on clock (portal_id, kind, coalesce(breached_at, ended_at))
  include (breached_at, ended_at)
  where breached_at is not null or state = 'met';
create index escalation_opened on escalation (portal_id, opened_at);
create index visit_latest on visit (portal_id, latest_date);
