/** What a replay found. */
export const enPolicyReplay = {
  title: "Replay of the last {{days}} days",
  coverage: "Events since {{date}}",
  noEvents: "No events are kept",
  tickets_one: "{{count}} ticket compared",
  tickets_other: "{{count}} tickets compared",
  progress: "{{tickets}} tickets looked at",
  cancelled: "The replay was cancelled; nothing was written.",
  same: "The draft changes no promise of these tickets.",
  added: "Breaches added: {{count}}",
  avoided: "Breaches avoided: {{count}}",
  example: "{{ticket}} {{clock}}: due {{before}} → {{after}}",
  noDue: "none",
  departmentClocks:
    "Department response is left out ({{count}}): it follows from what people did in the cases of that time.",
  side: {
    before: "Recorded",
    after: "With the draft",
  },
  standing: {
    met: "Met",
    breached: "Breached",
    open: "Open",
  },
  table: {
    total: "All",
    byClock: "By clock",
    byTier: "By tier",
    byDepartment: "By department",
    byWeekday: "By weekday",
    byHour: "By hour",
  },
  leftOut: {
    opened_before: "opened before",
    without_facts: "events no longer kept",
    without_creation: "creation not known",
  },
  weekday: {
    mon: "Monday",
    tue: "Tuesday",
    wed: "Wednesday",
    thu: "Thursday",
    fri: "Friday",
    sat: "Saturday",
    sun: "Sunday",
  },
};
