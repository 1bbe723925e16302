import { z } from "zod";
import { Variant } from "./card-parts.ts";

/** What several parts of the settings page's JSON share. Everything is worded by the server. */

/** More than any policy needs; with all its escapes it fits into what HubSpot's proxy lets through. */
export const MAX_POLICY_TEXT_LENGTH = 300_000;
export const MAX_NOTE_LENGTH = 500;
export const MAX_REPLAY_DAYS = 400;

export const SettingsLanguage = z.enum(["en", "zh-TW", "zh-CN"]);
export const SettingsRole = z.enum(["viewer", "rep", "lead", "manager", "admin"]);
export type SettingsRole = z.infer<typeof SettingsRole>;

export const SettingsTag = z.strictObject({ label: z.string(), variant: Variant });
export type SettingsTag = z.infer<typeof SettingsTag>;

/** For tickets that come, or for those that are open as well. */
export const AppliesTo = z.enum(["new", "open"]);
export type AppliesTo = z.infer<typeof AppliesTo>;

/** A record of the CRM, to be opened. */
export const SettingsTicket = z.strictObject({ label: z.string(), url: z.string() });

/** Of a tab that the viewer may not see: who may. */
export const RefusedTab = z.strictObject({
  state: z.literal("refused"),
  serverNow: z.number(),
  language: SettingsLanguage,
  headline: z.string(),
});

/** What every tab says of itself when it is shown. */
export const ShownTab = {
  state: z.literal("shown"),
  serverNow: z.number(),
  language: SettingsLanguage,
} as const;

/** A text for each key, none of them missing. */
export function wordsOf<const K extends readonly [string, ...string[]]>(keys: K) {
  return z.record(z.enum(keys), z.string());
}
