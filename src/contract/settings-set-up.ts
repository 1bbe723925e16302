import { z } from "zod";
import { ActKey } from "./card-parts.ts";
import {
  RefusedTab,
  SettingsLanguage,
  SettingsTag,
  SettingsTicket,
  ShownTab,
  wordsOf,
} from "./settings-parts.ts";

/** The first set-up: a policy in steps, what was seen while observing, and switching on. */

export const StageRole = z.enum([
  "open",
  "waiting_customer",
  "waiting_parts",
  "waiting_partner",
  "agreed_date",
]);
export type StageRole = z.infer<typeof StageRole>;

/** What is switched on and off by itself. */
const Part = z.enum(["tiers", "clocks", "escalation", "visits"]);

const Seen = z.strictObject({ draftId: z.string(), revision: z.int().positive() });

const Stage = z.strictObject({
  stageId: z.string(),
  label: z.string(),
  /** HubSpot says so itself; nothing is to be chosen. */
  isClosed: z.boolean(),
  role: StageRole,
  /** What the name tells, where that is another one. */
  guess: z.string().nullable(),
});
export type SetUpStage = z.infer<typeof Stage>;

const Channel = z.strictObject({
  /** Null: that of the service managers. */
  departmentId: z.string().nullable(),
  name: z.string(),
  people: z.string(),
  channelId: z.string(),
});
export type SetUpChannel = z.infer<typeof Channel>;

export const SetUpWords = wordsOf([
  ...(["language", "preset", "presetText", "begin", "beginAgain", "stages", "stagesText"] as const),
  ...(["stage", "role", "closed", "channels", "channelsText", "department", "channel"] as const),
  ...(["save", "next", "back", "approve", "approveText", "noDraft", "observed"] as const),
  ...(["clock", "started", "warned", "breached", "trigger", "cases", "examples"] as const),
  ...(["nothingSeen", "nothingSeenText", "chart", "missing"] as const),
  ...(["tier", "customers", "visit", "tasks"] as const),
  ...(["switchOn", "switchOff", "allOn", "allOff"] as const),
]);

const SwitchedPart = z.strictObject({
  part: Part,
  label: z.string(),
  /** What is written or posted for it. */
  text: z.string(),
  status: SettingsTag,
  isOn: z.boolean(),
});
export type SetUpPart = z.infer<typeof SwitchedPart>;

const Shown = z.strictObject({
  ...ShownTab,
  headline: z.string(),
  /** Where it stands now, a sentence each. */
  facts: z.array(z.string()),
  steps: z.array(z.string()).length(5),
  /** Where whoever comes back goes on; from 0. */
  step: z.int().min(0).max(4),
  draft: Seen.nullable(),
  /** Null: the viewer may. Else who may. */
  refusals: z.strictObject({ edit: z.string().nullable(), mode: z.string().nullable() }),
  languages: z.array(z.strictObject({ value: SettingsLanguage, label: z.string() })),
  presets: z.array(z.strictObject({ value: z.string(), label: z.string(), text: z.string() })),
  pipelines: z.array(z.strictObject({ label: z.string(), stages: z.array(Stage) })),
  roles: z.array(z.strictObject({ value: StageRole, label: z.string() })),
  channels: z.array(Channel),
  observed: z.strictObject({
    headline: z.string(),
    clocks: z.array(
      z.strictObject({
        clock: z.string(),
        started: z.string(),
        warned: z.string(),
        breached: z.string(),
      }),
    ),
    /** Customers whose tier would be written. */
    tiers: z.array(z.strictObject({ tier: z.string(), customers: z.string() })),
    /** Tasks that would have been made. */
    visits: z.array(z.strictObject({ kind: z.string(), tasks: z.string() })),
    cases: z.array(z.strictObject({ department: z.string(), trigger: z.string(), cases: z.int() })),
    /** Of what called for cases, by its words. */
    colors: z.record(z.string(), z.enum(["yellow", "orange", "pink", "purple", "blue"])),
    examples: z.array(
      z.strictObject({ ticket: SettingsTicket, what: z.string(), when: z.string() }),
    ),
  }),
  mode: SettingsTag,
  /** Everything is switched on. */
  isLive: z.boolean(),
  modeText: z.string(),
  parts: z.array(SwitchedPart),
  words: SetUpWords,
});
export type ShownSetUp = z.infer<typeof Shown>;

export const SettingsSetUp = z.discriminatedUnion("state", [Shown, RefusedTab]);
export type SettingsSetUp = z.infer<typeof SettingsSetUp>;

const MAX_STAGES = 500;
const MAX_CHANNELS = 200;
const MAX_ID_LENGTH = 200;
const Id = z.string().min(1).max(MAX_ID_LENGTH);
const Draft = { draftId: Id, revision: z.int().positive() };

export const ChoosePresetRequest = z.strictObject({
  actKey: ActKey,
  preset: Id,
  language: SettingsLanguage,
  /** Null before the first step. */
  draft: z.strictObject(Draft).nullable(),
});
export type ChoosePresetRequest = z.infer<typeof ChoosePresetRequest>;

export const MapStagesRequest = z.strictObject({
  actKey: ActKey,
  ...Draft,
  stages: z.array(z.strictObject({ stageId: Id, role: StageRole })).max(MAX_STAGES),
});
export type MapStagesRequest = z.infer<typeof MapStagesRequest>;

export const SetChannelsRequest = z.strictObject({
  actKey: ActKey,
  ...Draft,
  channels: z
    .array(
      z.strictObject({
        departmentId: Id.nullable(),
        channelId: z.string().regex(/^[CG][A-Z0-9]{2,30}$/, "expected a Slack channel id"),
      }),
    )
    .max(MAX_CHANNELS),
});
export type SetChannelsRequest = z.infer<typeof SetChannelsRequest>;

/** The other parts stay as they are. */
export const SwitchPartsRequest = z.strictObject({
  actKey: ActKey,
  parts: z.array(Part).min(1).max(Part.options.length),
  isOn: z.boolean(),
});
export type SwitchPartsRequest = z.infer<typeof SwitchPartsRequest>;

export const ArchiveOwnRequest = z.strictObject({ actKey: ActKey });
export type ArchiveOwnRequest = z.infer<typeof ArchiveOwnRequest>;

export const SetFarewellRequest = z.strictObject({
  actKey: ActKey,
  farewell: z.enum(["keep", "purge"]),
});
export type SetFarewellRequest = z.infer<typeof SetFarewellRequest>;

export const SetLanguageRequest = z.strictObject({ actKey: ActKey, language: SettingsLanguage });
export type SetLanguageRequest = z.infer<typeof SetLanguageRequest>;
