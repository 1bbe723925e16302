import type { z } from "zod";
import { SettingsWords } from "../../contract/settings-page.ts";
import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";

const made = new Map<MessageLanguage, SettingsWords>();

/** The fixed words of the page: the catalogue's own group, whose keys the contract lists. */
export function settingsWords(language: MessageLanguage): SettingsWords {
  const known = made.get(language);
  if (known !== undefined) return known;
  const words = tabWords(language, "settings.words", SettingsWords);
  made.set(language, words);
  return words;
}

/** The same of one tab. */
export function tabWords<Words>(
  language: MessageLanguage,
  group: string,
  schema: z.ZodType<Words>,
): Words {
  return schema.parse(translatorOf(language)(group, { returnObjects: true }));
}
