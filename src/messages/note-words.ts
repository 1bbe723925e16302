import { type MessageLanguage, translatorOf } from "./translate.ts";

/** The words of the notes that tell on a ticket what was said in the thread of its case. */
export function noteWords(language: MessageLanguage) {
  const t = translatorOf(language);
  return (said: {
    readonly department: string | null;
    readonly body: string;
    readonly author: string;
  }): string =>
    said.department === null
      ? t("ticketNote.fromThread", { body: said.body, author: said.author })
      : t("ticketNote.fromThreadOf", { ...said, department: said.department });
}
