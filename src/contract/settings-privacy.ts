import { z } from "zod";
import { RefusedTab, SettingsLanguage, ShownTab, wordsOf } from "./settings-parts.ts";

/** In which language the account is told, what is stored of it, and for how long. */

export const PrivacyWords = wordsOf([
  ...(["language", "languageText", "save", "what", "where", "kept", "stored"] as const),
  ...(["uninstall", "secrets", "farewell", "farewellText"] as const),
  ...(["archive", "archiveText"] as const),
]);

const Shown = z.strictObject({
  ...ShownTab,
  headline: z.string(),
  accountLanguage: SettingsLanguage,
  languages: z.array(z.strictObject({ value: SettingsLanguage, label: z.string() })),
  /** Null: the viewer may change it. Else who may. */
  languageRefusal: z.string().nullable(),
  /** What becomes of the data once the app is removed. */
  farewell: z.enum(["keep", "purge"]),
  farewells: z.array(z.strictObject({ value: z.enum(["keep", "purge"]), label: z.string() })),
  farewellRefusal: z.string().nullable(),
  stored: z.array(z.strictObject({ what: z.string(), holds: z.string(), kept: z.string() })),
  uninstall: z.array(z.string()),
  secrets: z.array(z.string()),
  words: PrivacyWords,
});
export type ShownPrivacy = z.infer<typeof Shown>;

export const SettingsPrivacy = z.discriminatedUnion("state", [Shown, RefusedTab]);
export type SettingsPrivacy = z.infer<typeof SettingsPrivacy>;
