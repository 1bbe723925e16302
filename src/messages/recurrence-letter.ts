import { type MessageLanguage, translatorOf } from "./translate.ts";

/**
 * The draft of what a customer is told once the cause is removed, in the customer's language; a person
 * changes and sends it. Nothing of other customers stands in it but that there are some, where there are.
 */
export function recurrenceLetter(
  language: MessageLanguage,
  { hasOthers }: { readonly hasOthers: boolean },
): string {
  const t = translatorOf(language);
  const told = t(`recurrence.letter.${hasOthers ? "toldWithOthers" : "told"}`);
  return `${t("recurrence.letter.subject")}\n\n${t("recurrence.letter.body", { told })}`;
}
