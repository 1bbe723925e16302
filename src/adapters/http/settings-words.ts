import { SettingsWords } from "../../contract/settings-page.ts";
import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";

const made = new Map<MessageLanguage, SettingsWords>();

/** The fixed words of the page: the catalogue's own group, whose keys the contract lists. */
export function settingsWords(language: MessageLanguage): SettingsWords {
  const known = made.get(language);
  if (known !== undefined) return known;
  const group: unknown = translatorOf(language)("settings.words", { returnObjects: true });
  const words = SettingsWords.parse(group);
  made.set(language, words);
  return words;
}
