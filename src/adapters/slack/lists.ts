import { LOCALE_BY_LANGUAGE } from "../../messages/locale.ts";
import type { MessageLanguage } from "../../messages/translate.ts";

/** `A, B and C`, as the language lists things. */
export function listOf(names: readonly string[], language: MessageLanguage): string {
  const format = new Intl.ListFormat(LOCALE_BY_LANGUAGE[language], { type: "conjunction" });
  return format.format(names);
}
