import type { ShownCalendarDay, ShownCalendars } from "../../src/contract/settings-calendars.ts";
import type { ShownHealth } from "../../src/contract/settings-health.ts";
import type {
  ShownDepartments,
  ShownTiers,
  ShownVisitPlan,
} from "../../src/contract/settings-plans.ts";
import type { ShownPrivacy } from "../../src/contract/settings-privacy.ts";
import type { ShownSetUp } from "../../src/contract/settings-set-up.ts";
import { enSettingsCalendars } from "../../src/messages/en-settings-calendars.ts";
import { enSettingsHealth } from "../../src/messages/en-settings-health.ts";
import { enSettingsPlans } from "../../src/messages/en-settings-plans.ts";
import { enSettingsPrivacy } from "../../src/messages/en-settings-privacy.ts";
import { enSettingsSetUp } from "../../src/messages/en-settings-set-up.ts";

const shown = { state: "shown", serverNow: 1_780_992_000_000, language: "en" } as const;

/** Somebody who may not see a tab. */
export const refusedTab = {
  ...{ ...shown, state: "refused" },
  headline: "Only department leads may see how well Aftercare runs: Lea.",
} as const;

const counts = ["received", "applied"].map((id) => ({
  ...{ id, label: id, count: "3", text: "…" },
  variant: "default" as const,
}));

export const shownHealth: ShownHealth = {
  ...shown,
  headline: { label: "2 need somebody to look at them", variant: "warning" },
  equation: "3 received = 2 applied + 0 ignored + 0 waiting + 1 dead",
  ledger: counts,
  firstImport: {
    status: { label: "Running", variant: "info" },
    lines: ["Tickets: 1,200 of 50,000", "312 calls to HubSpot so far"],
    turn: "paused",
    refusal: null,
  },
  lostEvents: {
    status: { label: "All found", variant: "success" },
    lines: ["Last look Tue 10:00"],
  },
  queueAge: "No event waits.",
  outbox: counts,
  outboxAge: "Nothing waits to be sent.",
  waits: ["1 × Message of a case: quiet hours"],
  connections: [
    { name: "HubSpot", status: { label: "Connected", variant: "success" }, facts: ["Account 1"] },
    { name: "Slack", status: { label: "Not connected", variant: "warning" }, facts: [] },
  ],
  limits: [{ label: "HubSpot", text: "9 calls a second" }],
  storage: {
    status: { label: "7 MB of 20,000 MB", variant: "default" },
    measured: "Estimated at Tue 10:00",
    counts: [
      {
        ...{ id: "facts", label: "Facts about tickets", count: "7 MB" },
        text: "12 rows",
        variant: "default",
      },
    ],
  },
  deadEvents: [
    {
      ...{ eventKey: "e1", occurredAt: 5, happened: "Tue 10:00", given: "Tue 10:01" },
      reason: "it names no type",
    },
  ],
  moreDeadEvents: "… and 3 older ones",
  stuckSends: [
    {
      ...{ kind: "case_message", subjectId: "7-1", what: "Message of a case" },
      record: { label: "Ticket 7", url: "https://crm.example/7" },
      status: { label: "Dead", variant: "danger" },
      ...{ reason: "The channel is gone", asked: "Tue 10:00" },
    },
    {
      ...{ kind: "policy_notice", subjectId: "d1 approved", what: "Notice of a policy" },
      ...{ record: null, status: { label: "Unknown", variant: "warning" } },
      ...{ reason: "timeout", asked: "Tue 10:00" },
    },
  ],
  moreStuckSends: null,
  retries: [{ text: "Message of a case, by Max", status: { label: "Sent", variant: "success" } }],
  retryRefusal: null,
  words: enSettingsHealth.words,
};

const cell = {
  ...{ date: "2026-06-04", day: "4", isToday: false, hours: [], names: ["Corpus Christi"] },
  tag: { label: "Holiday", variant: "danger" },
} as const;
export const shownCalendars: ShownCalendars = {
  ...shown,
  calendars: [
    { value: "office", label: "office (Berlin)" },
    { value: "always", label: "always (Taipei)" },
  ],
  calendarId: "office",
  facts: ["Times are those of Berlin."],
  ...{ title: "June 2026", month: "2026-06", previous: "2026-05", next: null },
  weekdays: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
  weeks: [
    [
      { ...cell, date: "2026-06-01", day: "1", tag: null, hours: ["09:00–12:00"], names: [] },
      { ...cell, date: "2026-06-02", day: "2", tag: null, names: [], isToday: true },
      null,
      { ...cell, hours: [], names: ["Corpus Christi"] },
      ...[null, null, null],
    ],
  ],
  words: enSettingsCalendars.words,
};

export const shownDay: ShownCalendarDay = {
  ...shown,
  title: "Thu 4 Jun: Holiday",
  verdict: { label: "Holiday", variant: "danger" },
  text: "Closed all day: Corpus Christi",
  rows: [
    { time: "00:00–24:00", what: { label: "Holiday", variant: "danger" }, why: "Corpus Christi" },
  ],
};

const { departments, bundle, visits } = enSettingsPlans;
export const shownDepartments: ShownDepartments = {
  ...shown,
  headline: "2 departments",
  departments: [
    {
      ...{ id: "support", name: "Support", kind: "Technical support" },
      status: { label: "Open now", variant: "success" },
      facts: [{ label: "Channel", text: "C1" }],
      onCall: [
        { when: "Now, until 20:00", who: "Ada", isNow: true },
        { when: "20:00 to 08:00", who: "Max", isNow: false },
      ],
      noRota: null,
      ladders: [{ title: "For Urgent", levels: ["Tell the lead"], notes: ["Once more"] }],
    },
    {
      ...{ id: "relations", name: "Relations", kind: "Customer relations", facts: [] },
      status: { label: "No quiet hours", variant: "info" },
      ...{ onCall: [], noRota: "There is no rota.", ladders: [] },
    },
  ],
  words: departments.words,
};

export const shownTiers: ShownTiers = {
  ...shown,
  headline: "Version 1 in force, 3 customers graded",
  tiers: [
    { id: "key", name: "Key" },
    { id: "standard", name: "Standard" },
  ],
  rows: [{ label: "First response", cells: [["Urgent: 15 min", "Otherwise: 1 h"], []] }],
  chart: [{ tier: "Key", kind: "Companies", customers: 3 }],
  colors: { Companies: "blue" },
  words: bundle.words,
};

export const shownVisitPlan: ShownVisitPlan = {
  ...shown,
  headline: "Visit plan of version 1",
  cadences: [
    {
      ...{ tier: "Key", afterClose: "3 days", ideal: "30 days", maximum: "45 days" },
      ...{ channel: "On site", duration: "45 min", script: "Return visit" },
    },
  ],
  facts: [{ label: "Contact cap", text: "3 contacts within 30 days" }],
  people: [{ name: "Jonas Weck", capacity: "4 a day", away: "" }],
  care: [{ name: "Anniversary", kind: "Greeting", tiers: "Every tier", when: "Each year" }],
  words: visits.words,
};

export const shownSetUp: ShownSetUp = {
  ...shown,
  headline: "Set up Aftercare",
  facts: ["Version 1 is in force."],
  steps: ["Language and trade", "Stages", "Departments", "Seen", "Switch on"],
  step: 1,
  draft: { draftId: "set-up-1", revision: 2 },
  refusals: { edit: null, mode: null },
  languages: [
    { value: "en", label: "English" },
    { value: "zh-TW", label: "Traditional Chinese" },
  ],
  presets: [
    { value: "general", label: "General", text: "Half an hour" },
    { value: "software", label: "Software", text: "Two days" },
  ],
  pipelines: [
    {
      label: "Support",
      stages: [
        { ...{ stageId: "1", label: "New", isClosed: false }, role: "open", guess: null },
        {
          ...{ stageId: "2", label: "Waiting on contact", isClosed: false, role: "open" },
          guess: "By its name: the customer",
        },
        { ...{ stageId: "4", label: "Closed", isClosed: true }, role: "open", guess: null },
      ],
    },
  ],
  roles: [
    { value: "open", label: "We do" },
    { value: "waiting_customer", label: "The customer" },
  ],
  channels: [
    { departmentId: "support", name: "Support", people: "Ada", channelId: "C0SUPPORT01" },
    { departmentId: null, name: "Service managers", people: "Max", channelId: "C0MANAGERS1" },
  ],
  observed: {
    headline: "3 warnings, 1 clock overdue, 2 cases",
    clocks: [{ clock: "First response", started: "9", warned: "3", breached: "1" }],
    cases: [{ department: "Support", trigger: "overdue", cases: 2 }],
    tiers: [{ tier: "Key", customers: "4" }],
    visits: [{ kind: "Return visit", tasks: "6" }],
    colors: { overdue: "orange" },
    examples: [
      { ticket: { label: "Leak", url: "https://crm.example/7" }, what: "Support", when: "Tue" },
    ],
  },
  mode: { label: "Observing", variant: "info" },
  isLive: false,
  modeText: "Nothing is written.",
  parts: [
    {
      ...{ part: "tiers", label: "Tiers", text: "On customers.", isOn: true },
      status: { label: "On", variant: "success" },
    },
    {
      ...{ part: "escalation", label: "Escalation", text: "In Slack.", isOn: false },
      status: { label: "Off", variant: "default" },
    },
  ],
  words: enSettingsSetUp.words,
};

export const shownPrivacy: ShownPrivacy = {
  ...shown,
  headline: "Kept on the server.",
  accountLanguage: "en",
  languages: shownSetUp.languages,
  languageRefusal: null,
  farewell: "keep",
  farewells: [
    { value: "keep", label: "Keep for 60 days" },
    { value: "purge", label: "Delete at once" },
  ],
  farewellRefusal: null,
  stored: [{ what: "Events", holds: "As they came", kept: "90 days" }],
  uninstall: ["Messages stay in Slack."],
  secrets: ["Tokens are encrypted."],
  words: enSettingsPrivacy.words,
};
