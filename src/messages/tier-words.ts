import { LOCALE_BY_LANGUAGE } from "./locale.ts";
import { type MessageLanguage, translatorOf } from "./translate.ts";

/** The words by which people in the CRM read why a customer has its tier. */
export function tierWords(language: MessageLanguage) {
  const t = translatorOf(language);
  const format = new Intl.NumberFormat(LOCALE_BY_LANGUAGE[language]);
  const number = (value: number) => format.format(value);
  return {
    /** `value` is null where it changes by itself every day. */
    reason: (part: { label: string; value: number | null; points: number }): string => {
      const [label, points] = [part.label, number(part.points)];
      return part.value === null
        ? t("tier.agingReason", { label, points })
        : t("tier.reason", { label, points, value: number(part.value) });
    },
    nothingKnown: (): string => t("tier.nothingKnown"),
    inherited: (): string => t("tier.inherited"),
    override: (set: { name: string; date: string; reason: string }): string =>
      t("tier.override", set),
  };
}
