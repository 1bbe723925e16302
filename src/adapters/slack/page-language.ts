import type { MessageLanguage } from "../../messages/translate.ts";

/** The first of a browser's languages that we have; null when there is none. */
export function languageAmong(accepted: readonly string[]): MessageLanguage | null {
  for (const tag of accepted) {
    const language = languageOfTag(tag.toLowerCase());
    if (language !== null) return language;
  }
  return null;
}

function languageOfTag(tag: string): MessageLanguage | null {
  const [primary] = tag.split("-");
  if (primary === "en") return "en";
  if (primary !== "zh") return null;
  // A script says more than a place: zh-Hans-HK is simplified.
  if (/-hans\b/.test(tag)) return "zh-CN";
  return /-(?:hant|tw|hk|mo)\b/.test(tag) ? "zh-TW" : "zh-CN";
}
