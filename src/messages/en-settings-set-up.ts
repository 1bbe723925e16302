/** The settings page: the first set-up. */
export const enSettingsSetUp = {
  words: {
    language: "Language of the departments",
    preset: "Preset of your trade",
    presetText:
      "A preset is a whole policy. You fit it to your account in the next steps, and later in every detail.",
    begin: "Begin with this preset",
    beginAgain: "Begin anew with this preset",
    stages: "Stages of your pipelines",
    stagesText:
      "Say in which stages somebody else has to act: clocks stand still there. Closed stages are those that HubSpot calls closed.",
    stage: "Stage",
    role: "Who has to act",
    closed: "Closed",
    channels: "Channels of the departments",
    channelsText:
      "The id of a Slack channel stands at the end of its details, e.g. C0123456789. Invite Aftercare to each of them.",
    department: "Department",
    channel: "Slack channel id",
    save: "Save and go on",
    next: "Next",
    back: "Back",
    approve: "Put it in force",
    approveText:
      "What you have set up is a draft. Submit it and have it approved in “Versions and drafts”, as any other change.",
    noDraft: "Begin with a preset first: what you set here belongs to its draft.",
    observed: "What Aftercare would have done",
    clock: "Clock",
    started: "Started",
    warned: "Warnings",
    breached: "Overdue",
    trigger: "Called for by",
    cases: "Cases",
    examples: "Examples",
    nothingSeen: "Nothing has been seen yet",
    nothingSeenText:
      "As soon as tickets change in HubSpot, their clocks and cases are counted here. Nothing is written or posted meanwhile.",
    chart: "Cases by department",
    tier: "Tier",
    customers: "Customers",
    visit: "Contact",
    tasks: "Tasks",
    switchOn: "Switch on",
    switchOff: "Switch off",
    allOn: "Switch everything on",
    allOff: "Back to observing",
    missing: "Fill this in",
  },
  headline: {
    observe: "Set up Aftercare: nothing is written or posted before you switch it on",
    partly: "Aftercare is switched on in part",
    live: "Aftercare is switched on",
  },
  step: {
    preset: "Language and trade",
    stages: "Stages",
    channels: "Departments",
    observe: "What it would have done",
    live: "Switch on",
  },
  inForce: "Version {{version}} is in force.",
  noDraft: "No set-up is on its way.",
  draft: "“{{title}}” is on its way: {{state}}.",
  slack: "Slack is connected.",
  noSlack: "Slack is not connected yet: cases wait until it is.",
  preset: {
    "after-sales": {
      label: "After-sales service",
      text: "First response in 15 minutes to 4 hours by tier and priority; two departments.",
    },
    "standard-company": {
      label: "Standard company",
      text: "Every customer is answered within 24 hours, on any day.",
    },
    "field-service": {
      label: "Field service",
      text: "An answer within 30 minutes of desk time, somebody on site within 24 hours.",
    },
    "device-repair": {
      label: "Device repair",
      text: "An answer within 24 hours, repaired within 48 hours of the request.",
    },
    "telecom-operator": {
      label: "Telecom operator",
      text: "An answer within 10 minutes, around the clock.",
    },
    software: {
      label: "Software",
      text: "Solved within 2 working days.",
    },
    manufacturing: {
      label: "Manufacturing",
      text: "A major fault is answered within 1 hour, around the clock.",
    },
    general: {
      label: "General",
      text: "An answer within 30 minutes of office time, to a major fault within 1 hour.",
    },
  },
  role: {
    open: "We do: clocks run",
    waiting_customer: "The customer: clocks stand still",
    waiting_parts: "Spare parts are awaited",
    waiting_partner: "A partner",
    agreed_date: "Nobody before the agreed date",
  },
  guess: "By its name: {{role}}",
  managers: "Service managers",
  trigger: {
    warning: "at risk",
    breach: "overdue",
    low_rating: "low score",
    complaint: "complaint",
    manual: "called by hand",
  },
  observed:
    "Since {{time}}: {{warned}} warnings, {{breached}} clocks overdue, {{cases}} cases for departments; {{customers}} customers with a tier, {{tasks}} tasks for visits",
  example: "{{department}}, {{trigger}}",
  note: "Set-up: {{trade}}",
  mode: {
    observe: "Observing",
    partly: "Partly live",
    live: "Live",
  },
  modeText: {
    observe:
      "Everything is computed and shown, nothing is written to HubSpot or posted to Slack. Switch on the parts that you trust, one at a time or all together: before the first one HubSpot gets the properties of Aftercare.",
    partly:
      "For what is switched on Aftercare writes to HubSpot and posts to Slack; the rest is computed and shown only. What you switch on is brought up to date within a quarter of an hour; what is over by then is not told any more.",
    live: "Aftercare writes to HubSpot and posts to Slack. What you switch off is computed and shown only: nothing more is written or posted for it, and what was written stays as it is.",
  },
  part: {
    tiers: "Tier, score and reason on contacts and companies, and the tier on tickets.",
    clocks: "State and due time of each clock, and the worst state, on tickets.",
    escalation:
      "Messages, digests and calls in Slack, the state of escalation and complaint on tickets, and notes on tickets.",
    visits:
      "Tasks and reminders for return visits, the next visit on contacts and companies, and rating links on tickets.",
  },
  state: { on: "On", off: "Off" },
  did: {
    saved: "Saved. Nothing is in force before it is approved.",
    all: {
      on: "Aftercare is switched on: what is true now goes out within a quarter of an hour.",
      off: "Aftercare only observes now: nothing is written or posted.",
    },
    parts: {
      on: "Switched on: {{parts}}. What is true now goes out within a quarter of an hour.",
      off: "Switched off: {{parts}}. Nothing more is written or posted for it.",
    },
    language: "The language of the account is {{language}} now.",
  },
  not: {
    no_such_preset: "There is no such preset.",
    unknown_stage: "HubSpot has no such stage any more: look at the stages again.",
    crm_failed: "HubSpot could not be prepared, so nothing was switched: {{why}}.",
  },
};
