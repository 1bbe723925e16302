import type { Language } from "../words.ts";

/** The language of a customer as the CRM writes it, e.g. `zh-tw`; null for one that we do not speak. */
export function languageOfCustomer(value: string | undefined): Language | null {
  const told = (value ?? "").trim().toLowerCase().replaceAll("_", "-");
  if (/^zh-(tw|hk|mo|hant)\b/.test(told)) return "zh-TW";
  if (/^zh\b/.test(told)) return "zh-CN";
  return /^en\b/.test(told) ? "en" : null;
}
