import { z } from "zod";
import { ActKey } from "./card-parts.ts";
import { AppliesTo, MAX_NOTE_LENGTH, MAX_REPLAY_DAYS, SettingsRole } from "./settings-parts.ts";
import { SettingsCheck, SettingsJob } from "./settings-work.ts";

/** What the settings page sends. A press that is told twice is done once. */

const MAX_REASON_LENGTH = 1_000;
const MAX_TITLE_LENGTH = 200;

const UserId = z.string().regex(/^\d{1,19}$/, "expected a user id, in digits");
const DraftId = z.string().min(1).max(100);
const Revision = z.int().positive();
/** How long a text may be is said in words, so it is looked at later. */
const Text = z.string();
const Seen = { actKey: ActKey, draftId: DraftId, revision: Revision };
/** A day of the account's zone, from its first instant; null is as soon as it is approved. */
const EffectiveDate = z.iso.date().nullable();

export const CheckRequest = z.strictObject({ text: Text });
export type CheckRequest = z.infer<typeof CheckRequest>;

export const SaveDraftRequest = z.strictObject({
  actKey: ActKey,
  /** What it goes on from; null makes a new draft. */
  draft: z.strictObject({ draftId: DraftId, revision: Revision }).nullable(),
  text: Text,
  note: z.string().trim().max(MAX_NOTE_LENGTH),
});
export type SaveDraftRequest = z.infer<typeof SaveDraftRequest>;

export const SubmitDraftRequest = z.strictObject({
  ...Seen,
  /** The version whose differences the page has shown. */
  comparedWith: z.int().positive(),
  appliesTo: AppliesTo,
  effectiveDate: EffectiveDate,
  /** Null: whoever may. */
  approverId: UserId.nullable(),
});
export type SubmitDraftRequest = z.infer<typeof SubmitDraftRequest>;

export const ApproveDraftRequest = z.strictObject({
  ...Seen,
  appliesTo: AppliesTo,
  effectiveDate: EffectiveDate,
});
export type ApproveDraftRequest = z.infer<typeof ApproveDraftRequest>;

/** To refuse or to withdraw a draft. */
export const DraftReasonRequest = z.strictObject({
  ...Seen,
  reason: z.string().trim().min(1).max(MAX_REASON_LENGTH),
});
export type DraftReasonRequest = z.infer<typeof DraftReasonRequest>;

export const RestoreVersionRequest = z.strictObject({
  actKey: ActKey,
  version: z.int().positive(),
});
export type RestoreVersionRequest = z.infer<typeof RestoreVersionRequest>;

export const ChangeRoleRequest = z.strictObject({
  actKey: ActKey,
  userId: UserId,
  /** Null takes it away. */
  role: SettingsRole.nullable(),
});
export type ChangeRoleRequest = z.infer<typeof ChangeRoleRequest>;

const JobOf = { actKey: ActKey, text: Text, title: z.string().trim().max(MAX_TITLE_LENGTH) };

export const StartJobRequest = z.discriminatedUnion("kind", [
  z.strictObject({ ...JobOf, kind: z.literal("effect") }),
  z.strictObject({
    ...JobOf,
    kind: z.literal("replay"),
    sinceDays: z.int().min(1).max(MAX_REPLAY_DAYS),
  }),
]);
export type StartJobRequest = z.infer<typeof StartJobRequest>;

export const CancelJobRequest = z.strictObject({ actKey: ActKey, jobId: z.string().max(100) });
export type CancelJobRequest = z.infer<typeof CancelJobRequest>;

/** What became of a press. */
export const SettingsActAnswer = z.strictObject({
  /** False: nothing was changed, `message` says why. */
  isDone: z.boolean(),
  message: z.string(),
  /** Somebody else took a step on the draft in the meantime. */
  isStale: z.boolean(),
  /** Where the draft stands now; null where there is none. */
  draft: z.strictObject({ draftId: z.string(), revision: z.int().positive() }).nullable(),
  /** Why a document was not taken. */
  check: SettingsCheck.nullable(),
});
export type SettingsActAnswer = z.infer<typeof SettingsActAnswer>;

export const SettingsJobStart = z.strictObject({
  isDone: z.boolean(),
  message: z.string(),
  /** The one that runs now, whether it is this one or another. */
  job: SettingsJob.nullable(),
});
export type SettingsJobStart = z.infer<typeof SettingsJobStart>;
