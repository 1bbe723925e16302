import { z } from "zod";
import {
  AppliesTo,
  SettingsLanguage,
  SettingsRole,
  SettingsTag,
  wordsOf,
} from "./settings-parts.ts";
import { SettingsJob } from "./settings-work.ts";

/** What the settings page shows when it is opened; texts of documents are asked for one by one. */

/** Null: the viewer may. Else why not, and who may. */
const Refusal = z.string().nullable();

export const SettingsViewer = z.strictObject({
  name: z.string(),
  role: SettingsRole,
  /** Who you are here, and what you may do. */
  text: z.string(),
  refusals: z.strictObject({
    edit: Refusal,
    replay: Refusal,
    people: Refusal,
    audit: Refusal,
  }),
});
export type SettingsViewer = z.infer<typeof SettingsViewer>;

export const SettingsVersion = z.strictObject({
  version: z.int().positive(),
  label: z.string(),
  status: SettingsTag,
  author: z.string(),
  approvedBy: z.string(),
  since: z.string(),
  appliesTo: z.string(),
  /** How many open tickets are under it. */
  openTickets: z.string(),
  isInForce: z.boolean(),
});
export type SettingsVersion = z.infer<typeof SettingsVersion>;

export const DraftAct = z.enum(["submit", "approve", "refuse", "withdraw"]);
export type DraftAct = z.infer<typeof DraftAct>;

export const SettingsDraft = z.strictObject({
  draftId: z.string(),
  revision: z.int().positive(),
  title: z.string(),
  status: SettingsTag,
  /** Who wrote, submitted, approved or refused it and when; a sentence each. */
  facts: z.array(z.string()),
  /** What has to be done first, e.g. as another version is in force by now. */
  notice: z.string().nullable(),
  /** What the viewer may do with it now. */
  acts: z.array(DraftAct),
  /** What the viewer may not do, why not, and who may. */
  hints: z.array(z.string()),
  /** What its author wished, for whoever approves it. */
  wish: z.strictObject({ appliesTo: AppliesTo, effectiveDate: z.string().nullable() }),
  isOpen: z.boolean(),
});
export type SettingsDraft = z.infer<typeof SettingsDraft>;

export const SettingsPerson = z.strictObject({
  userId: z.string(),
  name: z.string(),
  email: z.string(),
  role: SettingsRole,
  given: z.string(),
  isViewer: z.boolean(),
});
export type SettingsPerson = z.infer<typeof SettingsPerson>;

export const SettingsWords = z.strictObject({
  groups: wordsOf(["policies", "service", "health", "admin"]),
  tabs: wordsOf([
    ...(["policies", "check", "replay", "departments", "tiers", "calendars", "visits"] as const),
    ...(["health", "setup", "people", "audit", "privacy"] as const),
  ]),
  policies: wordsOf([
    ...(["inForce", "drafts", "noDrafts", "noDraftsText", "earlierDrafts", "versions"] as const),
    ...(["version", "state", "author", "approvedBy", "since", "appliesTo", "openTickets"] as const),
    ...(["open", "restore", "write"] as const),
  ]),
  act: wordsOf([
    ...(["submit", "approve", "refuse", "withdraw", "appliesTo", "effectiveDate"] as const),
    ...(["effectiveDateHelp", "approver", "anybody", "reason", "missing", "failed"] as const),
    "submitHelp",
    "approveHelp",
    "cancel",
  ]),
  editor: wordsOf([
    ...(["none", "noneText", "startFromInForce", "text", "textHelp", "note", "noteHelp"] as const),
    ...(["check", "save", "saveAsNew", "unsaved", "tooLong", "readFailed"] as const),
    ...(["stale", "loadTheirs", "keepMine", "notChecked", "differences"] as const),
    ...(["code", "place", "finding", "proposal", "retry", "readOnly"] as const),
  ]),
  effect: wordsOf(["title", "text", "start", "again", "ticket", "change"]),
  replay: wordsOf([
    ...(["text", "days", "start", "again", "noDocument", "noDocumentText"] as const),
    ...(["coverage", "before", "after", "met", "breached", "change", "chart"] as const),
    ...(["breaches", "ticket", "clock", "was", "would"] as const),
  ]),
  job: wordsOf(["cancel", "cancelling", "failed", "cancelled"]),
  people: wordsOf([
    ...(["title", "name", "role", "given", "rightsTitle", "add", "addText"] as const),
    ...(["person", "save", "remove", "choose", "nobodyElse", "you"] as const),
  ]),
  audit: wordsOf([
    ...(["when", "who", "what", "where", "older", "newest", "none", "noneText"] as const),
    ...(["loading", "failed", "retry", "detail"] as const),
  ]),
});
export type SettingsWords = z.infer<typeof SettingsWords>;

const Option = z.strictObject({ value: z.string(), label: z.string() });

const Shown = z.strictObject({
  state: z.literal("shown"),
  serverNow: z.number(),
  language: SettingsLanguage,
  viewer: SettingsViewer,
  /** Nothing but the policy of the installation was ever in force, or the account is observed: begin there. */
  isSetUpWanted: z.boolean(),
  /** In observe mode: one sentence that says that nothing is written or posted. */
  observeNotice: z.string().nullable(),
  /** Something that everybody should know of policies now, e.g. what was approved and is not in force yet. */
  notice: z.string().nullable(),
  /** Newest first. */
  versions: z.array(SettingsVersion),
  moreVersions: z.string().nullable(),
  inForceVersion: z.int().positive(),
  /** Those that can still come into force, then the others; the last changed one first. */
  drafts: z.array(SettingsDraft),
  /** Those who may approve, to be chosen. */
  approvers: z.array(Option),
  appliesTo: z.array(z.strictObject({ value: AppliesTo, label: z.string() })),
  people: z.array(SettingsPerson),
  /** People of the CRM who have no role yet. */
  others: z.array(Option),
  roles: z.array(z.strictObject({ value: SettingsRole, label: z.string(), rights: z.string() })),
  /** The viewer's own, whose document the page may have forgotten. */
  job: SettingsJob.nullable(),
  limits: z.strictObject({
    textLength: z.int(),
    replayDays: z.int(),
    defaultReplayDays: z.int(),
  }),
  words: SettingsWords,
});
export type ShownSettings = z.infer<typeof Shown>;

/** `not_connected`: Aftercare does not know this account, or it has no policy. */
const Closed = z.strictObject({
  state: z.literal("not_connected"),
  serverNow: z.number(),
  language: SettingsLanguage,
  headline: z.string(),
  text: z.string(),
});

export const SettingsPage = z.discriminatedUnion("state", [Shown, Closed]);
export type SettingsPage = z.infer<typeof SettingsPage>;

/** A document to be read or edited: a draft, or a version. */
export const SettingsDocument = z.strictObject({
  /** `not_found`: there is none, or the viewer may not read it; `title` says so. */
  state: z.enum(["shown", "not_found"]),
  title: z.string(),
  text: z.string(),
  note: z.string(),
  /** Null for a version: what is written is saved as a new draft. */
  draft: z.strictObject({ draftId: z.string(), revision: z.int().positive() }).nullable(),
});
export type SettingsDocument = z.infer<typeof SettingsDocument>;

export const SettingsAudit = z.strictObject({
  state: z.enum(["shown", "refused"]),
  /** How many entries are sealed; or who may read them. */
  headline: z.string(),
  /** Newest first. */
  entries: z.array(
    z.strictObject({
      id: z.string(),
      when: z.string(),
      who: z.string(),
      what: z.string(),
      where: z.string(),
      /** What was so before and after, and what was told with it; a line each. */
      detail: z.array(z.string()),
    }),
  ),
  /** What the next older page is asked with; null on the last one. */
  olderThan: z.string().nullable(),
});
export type SettingsAudit = z.infer<typeof SettingsAudit>;
