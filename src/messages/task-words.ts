import { type MessageLanguage, translatorOf } from "./translate.ts";

type TaskFacts = {
  readonly reason: "ticket_closed" | "cadence";
  readonly customerName: string | null;
  readonly tier: string;
  readonly ticketId: string | null;
  readonly dueDate: string;
};

/** The words of the tasks by which people in the CRM learn of visits. */
export function taskWords(language: MessageLanguage) {
  const t = translatorOf(language);
  return {
    subject: ({ reason, customerName }: TaskFacts): string =>
      t(`task.subject.${reason}`, { customer: customerName ?? t("task.nobody") }),
    body: ({ reason, ticketId, tier, dueDate }: TaskFacts): string =>
      t(`task.body.${reason}`, { ticket: ticketId ?? "", tier, date: dueDate }),
  };
}
