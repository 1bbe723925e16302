-- Since when the CRM does not have a customer any more: deleted, or merged into another one.
alter table customer add column gone_at timestamptz;
