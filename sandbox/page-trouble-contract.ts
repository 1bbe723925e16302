import { z } from "zod";

/** What can be made to go wrong around the plugin, but for Slack, and what went to and fro. */

export const CrmTrouble = z.enum(["slow", "down", "rate_limited"]);
export type CrmTrouble = z.infer<typeof CrmTrouble>;
export const WebhookTrouble = z.enum(["duplicates", "disorder"]);
export type WebhookTrouble = z.infer<typeof WebhookTrouble>;
export const PluginAct = z.enum(["restart", "stop", "start"]);
export type PluginAct = z.infer<typeof PluginAct>;

export const Troubles = z.strictObject({
  /** What fails until it is switched off; null while HubSpot is well. */
  crm: CrmTrouble.nullable(),
  webhooks: z.array(WebhookTrouble),
  plugin: z.enum(["up", "stopped", "starting"]),
});
export type Troubles = z.infer<typeof Troubles>;

export const TroubleSwitch = z.discriminatedUnion("of", [
  z.strictObject({ of: z.literal("crm"), trouble: CrmTrouble.nullable() }),
  z.strictObject({ of: z.literal("webhooks"), trouble: WebhookTrouble, isOn: z.boolean() }),
  /** Aftercare and its database are stopped in the middle of their work, for some seconds or for good. */
  z.strictObject({ of: z.literal("plugin"), act: PluginAct }),
]);
export type TroubleSwitch = z.infer<typeof TroubleSwitch>;

export const LogKind = z.enum(["card", "webhook", "crm", "slack"]);
export type LogKind = z.infer<typeof LogKind>;

export const LogEntry = z.strictObject({
  /** Grows by one with each entry. */
  id: z.int().positive(),
  /** Sandbox time. */
  at: z.number(),
  kind: LogKind,
  what: z.string(),
  /** An HTTP status, an error of Slack's, or why there was no answer. */
  outcome: z.string(),
  isFailure: z.boolean(),
  /** Of the machine's time; null where nothing was waited for. */
  tookMs: z.int().nonnegative().nullable(),
});
export type LogEntry = z.infer<typeof LogEntry>;

/** Newest first. `forgotten` counts what was dropped for lack of room. */
export const LiveLog = z.strictObject({
  entries: z.array(LogEntry),
  forgotten: z.int().nonnegative(),
});
export type LiveLog = z.infer<typeof LiveLog>;
