import type { SettingsDraft, ShownSettings } from "../../src/contract/settings-page.ts";
import type { SettingsCheck, SettingsJob } from "../../src/contract/settings-work.ts";
import { enSettings } from "../../src/messages/en-settings.ts";

const draft: SettingsDraft = {
  draftId: "d1",
  revision: 3,
  title: "Sooner",
  status: { label: "Draft", variant: "default" },
  facts: ["Written by Max, from version 2; last changed by Max, Tue 9 Jun, 10:00 (Berlin)"],
  notice: null,
  acts: ["submit", "withdraw"],
  hints: [],
  wish: { appliesTo: "new", effectiveDate: null },
  isOpen: true,
};
const version = {
  version: 2,
  label: "Version 2",
  status: { label: "In force", variant: "success" },
  author: "Max",
  approvedBy: "Ada",
  since: "Tue 9 Jun, 10:00 (Berlin)",
  appliesTo: "New tickets",
  openTickets: "12",
  isInForce: true,
} as const;
const ada = { userId: "1", email: "ada@example.com", name: "Ada", role: "admin" } as const;
const max = { userId: "2", email: "max@example.com", name: "Max", role: "manager" } as const;

/** As an admin sees it: a draft of a manager's, two versions, nobody's job. */
export const shownPage: ShownSettings = {
  state: "shown",
  serverNow: 1_780_992_000_000,
  language: "en",
  viewer: {
    name: "Ada",
    role: "admin",
    text: "You are Ada, Admin. You may do everything.",
    refusals: { edit: null, replay: null, people: null, audit: null },
  },
  isSetUpWanted: false,
  observeNotice: null,
  notice: null,
  versions: [
    version,
    {
      ...{ ...version, version: 1, label: "Version 1", openTickets: "0", isInForce: false },
      status: { label: "Earlier", variant: "default" },
    },
  ],
  moreVersions: null,
  inForceVersion: 2,
  drafts: [draft],
  approvers: [
    { value: "1", label: "Ada" },
    { value: "2", label: "Max" },
  ],
  appliesTo: [
    { value: "new", label: "New tickets" },
    { value: "open", label: "New and open tickets" },
  ],
  people: [
    { ...ada, given: "Tue 9 Jun by Aftercare", isViewer: true },
    { ...max, given: "Tue 9 Jun by Ada", isViewer: false },
  ],
  others: [{ value: "3", label: "Lea" }],
  roles: (["viewer", "rep", "lead", "manager", "admin"] as const).map((value) => ({
    ...{ value, label: value, rights: "read policies" },
  })),
  job: null,
  limits: { textLength: 300_000, replayDays: 400, defaultReplayDays: 30 },
  words: enSettings.words,
};

/** As somebody sees it who may only read. */
export const viewersPage: ShownSettings = {
  ...shownPage,
  viewer: {
    name: "Vic",
    role: "viewer",
    text: "You are Vic, Viewer.",
    refusals: {
      edit: "Only department leads, service managers and admins may write drafts.",
      replay: "Only department leads may look at effects and replays.",
      people: "Only admins may give roles: Ada.",
      audit: "Only service managers and admins may read the audit log.",
    },
  },
  drafts: [{ ...draft, acts: [], hints: ["Only service managers and admins may write drafts."] }],
};

export const submittedPage: ShownSettings = {
  ...shownPage,
  drafts: [
    {
      ...draft,
      status: { label: "Submitted", variant: "warning" },
      acts: ["approve", "refuse", "withdraw"],
      wish: { appliesTo: "open", effectiveDate: "2026-07-01" },
    },
  ],
};

export const cleanCheck: SettingsCheck = {
  isValid: true,
  headline: "Nothing is wrong in it.",
  variant: "success",
  findings: [],
  moreFindings: null,
  difference: {
    headline: "1 change from version 2:",
    areas: [
      {
        area: "Targets",
        changes: ["30 min → 20 min"],
      },
    ],
    more: null,
  },
};

export const brokenCheck: SettingsCheck = {
  isValid: false,
  headline: "1 problem has to be mended before it can be saved.",
  variant: "danger",
  findings: [
    {
      code: "unknown_name",
      severity: { label: "Error", variant: "danger" },
      place: "targets[0].calendarId",
      finding: "names “offices”",
      proposal: "One of office, always",
    },
  ],
  moreFindings: null,
  difference: null,
};

export const runningJob: SettingsJob = {
  ...{ jobId: "1-act", kind: "replay", state: "running", title: "“Sooner” over 30 days" },
  ...{ text: "250 tickets looked at", isStopping: false, effect: null, replay: null },
};

const row = {
  ...{ metBefore: "74", metAfter: "63", breachedBefore: "6", breachedAfter: "17" },
  change: { label: "+11", variant: "danger" },
} as const;
const ticket = { label: "Pump leaks", url: "https://crm.example/contacts/1/record/0-5/7" };
export const replayedJob: SettingsJob = {
  ...runningJob,
  state: "done",
  replay: {
    headline: "11 clocks more would have been overdue: 6 → 17.",
    variant: "warning",
    coverage: ["42 tickets were replayed."],
    totals: [
      { label: "Met", before: "74", after: "63", change: { label: "−11", variant: "warning" } },
    ],
    tables: [
      { id: "tier", title: "Tier", rows: [{ label: "Key", ...row }] },
      { id: "hour", title: "Hour", rows: [{ label: "09:00–10:00", ...row }] },
    ],
    chart: [
      { label: "Key", side: "before", breaches: 6 },
      { label: "Key", side: "after", breaches: 17 },
    ],
    added: {
      headline: "11 clocks would have been overdue that were not",
      examples: [
        {
          ...{ ticket, clock: "Resolution" },
          was: { label: "Met", variant: "success" },
          would: { label: "Overdue", variant: "danger" },
        },
      ],
      more: "The first 1 of 11 are shown.",
    },
    avoided: { headline: "None.", examples: [], more: null },
  },
};

export const effectJob: SettingsJob = {
  ...runningJob,
  kind: "effect",
  state: "done",
  effect: {
    headline: "It would govern 20 open tickets from now on.",
    moves: [{ label: "due earlier", count: "1", variant: "warning" }],
    affected: ["Key, resolution: 12 h → 11 h; affects 3 open tickets"],
    examples: [
      {
        ...{ ticket, change: "Resolution: 12:00 → 11:00" },
        status: { label: "due earlier", variant: "warning" },
      },
    ],
    notes: ["Open tickets tell of region only when it changes."],
  },
};
