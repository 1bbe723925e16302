import { z } from "zod";
import { Variant } from "./card-parts.ts";
import { SettingsTag, SettingsTicket } from "./settings-parts.ts";

/** What a policy document would do: what is wrong in it, what it changes, what it would have done. */

export const SettingsFinding = z.strictObject({
  /** e.g. `P104`. */
  code: z.string(),
  severity: SettingsTag,
  /** Where in the document, e.g. `targets[2].calendarId`. */
  place: z.string(),
  finding: z.string(),
  proposal: z.string(),
});
export type SettingsFinding = z.infer<typeof SettingsFinding>;

export const SettingsDifference = z.strictObject({
  headline: z.string(),
  areas: z.array(
    z.strictObject({
      area: z.string(),
      changes: z.array(z.string()),
    }),
  ),
  more: z.string().nullable(),
});
export type SettingsDifference = z.infer<typeof SettingsDifference>;

export const SettingsCheck = z.strictObject({
  /** Whether it may be saved: nothing in it is an error. */
  isValid: z.boolean(),
  headline: z.string(),
  variant: Variant,
  findings: z.array(SettingsFinding),
  moreFindings: z.string().nullable(),
  /** Null for a document that cannot be read. */
  difference: SettingsDifference.nullable(),
});
export type SettingsCheck = z.infer<typeof SettingsCheck>;

export const SettingsEffect = z.strictObject({
  headline: z.string(),
  /** How due times of open clocks move; only what occurs. */
  moves: z.array(z.strictObject({ label: z.string(), count: z.string(), variant: Variant })),
  /** What the document says otherwise, with the open tickets that it affects. */
  affected: z.array(z.string()),
  examples: z.array(
    z.strictObject({ ticket: SettingsTicket, change: z.string(), status: SettingsTag }),
  ),
  notes: z.array(z.string()),
});
export type SettingsEffect = z.infer<typeof SettingsEffect>;

const ReplayRow = z.strictObject({
  label: z.string(),
  metBefore: z.string(),
  metAfter: z.string(),
  breachedBefore: z.string(),
  breachedAfter: z.string(),
  /** By how much breaches grow or shrink. */
  change: SettingsTag,
});
export type ReplayRow = z.infer<typeof ReplayRow>;

const ReplayTableId = z.enum(["clock", "tier", "department", "weekday", "hour"]);

const BreachExamples = z.strictObject({
  headline: z.string(),
  examples: z.array(
    z.strictObject({
      ticket: SettingsTicket,
      clock: z.string(),
      was: SettingsTag,
      would: SettingsTag,
    }),
  ),
  more: z.string().nullable(),
});
export type BreachExamples = z.infer<typeof BreachExamples>;

export const SettingsReplay = z.strictObject({
  headline: z.string(),
  variant: Variant,
  /** From when to when, of how many tickets, what was left out and why; a sentence each. */
  coverage: z.array(z.string()),
  totals: z.array(
    z.strictObject({
      label: z.string(),
      before: z.string(),
      after: z.string(),
      change: SettingsTag,
    }),
  ),
  tables: z.array(
    z.strictObject({ id: ReplayTableId, title: z.string(), rows: z.array(ReplayRow) }),
  ),
  /** Breaches by tier, before and after. */
  chart: z.array(
    z.strictObject({ label: z.string(), side: z.enum(["before", "after"]), breaches: z.int() }),
  ),
  added: BreachExamples,
  avoided: BreachExamples,
});
export type SettingsReplay = z.infer<typeof SettingsReplay>;

export const SettingsJobKind = z.enum(["effect", "replay"]);
export type SettingsJobKind = z.infer<typeof SettingsJobKind>;

export const SettingsJob = z.strictObject({
  jobId: z.string(),
  kind: SettingsJobKind,
  state: z.enum(["running", "done", "failed", "cancelled"]),
  /** What is looked at, of which document, since when. */
  title: z.string(),
  /** How far it is, or how it ended. */
  text: z.string(),
  /** Somebody asked it to stop; it does so soon. */
  isStopping: z.boolean(),
  effect: SettingsEffect.nullable(),
  replay: SettingsReplay.nullable(),
});
export type SettingsJob = z.infer<typeof SettingsJob>;

/** Asked for while a job runs; null when there is none. */
export const SettingsJobAnswer = z.strictObject({ job: SettingsJob.nullable() });
export type SettingsJobAnswer = z.infer<typeof SettingsJobAnswer>;
