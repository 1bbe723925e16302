-- A portal is switched on part by part: its mode is none of them, all of them, or those that are on.
alter table portal drop constraint portal_mode_check;
alter table portal add constraint portal_mode_check check (mode in ('observe', 'live')
  or mode ~ '^(tiers|clocks|escalation|visits)(,(tiers|clocks|escalation|visits)){0,2}$');
-- When each part was switched on last: what is true then is told once.
alter table portal add column switched_on jsonb;
