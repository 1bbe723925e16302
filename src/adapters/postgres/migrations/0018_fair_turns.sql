-- Waiting rows are given out portal by portal, so that what one portal has waiting is not in front of all
-- others; within a portal the oldest first. Portals with something waiting are found by the same index.
drop index delivery_unopened;
create index delivery_unopened on delivery (portal_id, received_at) where opened_at is null;
drop index ledger_waiting;
create index ledger_waiting on ledger (portal_id, available_at) where state = 'waiting';
drop index outbox_waiting;
create index outbox_waiting on outbox (kind, portal_id, available_at) where state = 'waiting';
