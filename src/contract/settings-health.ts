import { z } from "zod";
import { ActKey } from "./card-parts.ts";
import { RefusedTab, SettingsTag, SettingsTicket, ShownTab, wordsOf } from "./settings-parts.ts";

/** How well Aftercare runs for this account. */

/** A number of events or sends, with what it means. */
export const HealthCount = z.strictObject({
  id: z.string(),
  label: z.string(),
  count: z.string(),
  text: z.string(),
  variant: SettingsTag.shape.variant,
});
export type HealthCount = z.infer<typeof HealthCount>;

const Connection = z.strictObject({
  name: z.string(),
  status: SettingsTag,
  facts: z.array(z.string()),
});

export const DeadEventRow = z.strictObject({
  eventKey: z.string(),
  occurredAt: z.number(),
  happened: z.string(),
  reason: z.string(),
  given: z.string(),
});
export type DeadEventRow = z.infer<typeof DeadEventRow>;

export const StuckSendRow = z.strictObject({
  kind: z.string(),
  subjectId: z.string(),
  what: z.string(),
  /** The record that it is about, where there is one. */
  record: SettingsTicket.nullable(),
  status: SettingsTag,
  reason: z.string(),
  asked: z.string(),
});
export type StuckSendRow = z.infer<typeof StuckSendRow>;

/** The first import, or the look for lost events: how it stands, and the figures behind it. */
const Standing = z.strictObject({ status: SettingsTag, lines: z.array(z.string()) });
export type HealthStanding = z.infer<typeof Standing>;

const FirstImport = z.strictObject({
  ...Standing.shape,
  /** What it can be turned to now; null when there is nothing to turn. */
  turn: z.enum(["paused", "running"]).nullable(),
  /** Null: the viewer may. Else who may. */
  refusal: z.string().nullable(),
});
export type HealthImport = z.infer<typeof FirstImport>;

export const HealthWords = wordsOf([
  ...(["firstImport", "lostEvents", "pause", "resume"] as const),
  ...(["ledger", "outbox", "connections", "limits", "waits", "deadEvents"] as const),
  ...(["noDeadEvents", "stuckSends", "noStuckSends", "retries", "retry"] as const),
  ...(["happened", "reason", "given", "what", "state", "asked", "storage"] as const),
]);

const Shown = z.strictObject({
  ...ShownTab,
  headline: SettingsTag,
  /** `1,204 received = 1,100 applied + …`. */
  equation: z.string(),
  ledger: z.array(HealthCount),
  /** Null: there was none yet. */
  firstImport: FirstImport.nullable(),
  lostEvents: Standing,
  /** Since when the oldest event waits. */
  queueAge: z.string(),
  outbox: z.array(HealthCount),
  outboxAge: z.string(),
  /** What sends wait for, a sentence each. */
  waits: z.array(z.string()),
  connections: z.array(Connection),
  limits: z.array(z.strictObject({ label: z.string(), text: z.string() })),
  /** Null: nobody has looked yet. Of each kind its size, and as text its rows. */
  storage: z
    .strictObject({ status: SettingsTag, measured: z.string(), counts: z.array(HealthCount) })
    .nullable(),
  deadEvents: z.array(DeadEventRow),
  moreDeadEvents: z.string().nullable(),
  stuckSends: z.array(StuckSendRow),
  moreStuckSends: z.string().nullable(),
  /** Somebody's tries, the newest first, with what became of them by now. */
  retries: z.array(z.strictObject({ text: z.string(), status: SettingsTag })),
  /** Null: the viewer may retry. Else who may. */
  retryRefusal: z.string().nullable(),
  words: HealthWords,
});
export type ShownHealth = z.infer<typeof Shown>;

export const SettingsHealth = z.discriminatedUnion("state", [Shown, RefusedTab]);
export type SettingsHealth = z.infer<typeof SettingsHealth>;

const MAX_NAME_LENGTH = 300;

export const RetrySendRequest = z.strictObject({
  actKey: ActKey,
  kind: z.string().min(1).max(MAX_NAME_LENGTH),
  subjectId: z.string().min(1).max(MAX_NAME_LENGTH),
});
export type RetrySendRequest = z.infer<typeof RetrySendRequest>;

/** To pause the first import, or to let it go on. */
export const TurnImportRequest = z.strictObject({
  actKey: ActKey,
  to: z.enum(["paused", "running"]),
});
export type TurnImportRequest = z.infer<typeof TurnImportRequest>;

/** The last instant that a date of JavaScript can be. */
const MAX_INSTANT = 8_640_000_000_000_000;

export const RetryEventRequest = z.strictObject({
  actKey: ActKey,
  eventKey: z.string().min(1).max(MAX_NAME_LENGTH),
  occurredAt: z.int().min(0).max(MAX_INSTANT),
});
export type RetryEventRequest = z.infer<typeof RetryEventRequest>;
