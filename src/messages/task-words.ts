import { type MessageLanguage, translatorOf } from "./translate.ts";

type TaskFacts = {
  readonly kind: string;
  readonly reason: string;
  readonly customerName: string | null;
  readonly tier: string;
  readonly ticketId: string | null;
  readonly dueDate: string;
};

/** The words of the tasks by which people in the CRM learn of visits and care. */
export function taskWords(language: MessageLanguage) {
  const t = translatorOf(language);
  const named = ({ customerName }: TaskFacts) => customerName ?? t("task.nobody");
  const kindOf = ({ kind }: TaskFacts) => t(`visitPlan.kind.${kind}`);
  return {
    subject: (facts: TaskFacts): string => {
      const customer = named(facts);
      if (isReturnVisit(facts)) return t(`task.subject.${facts.reason}`, { customer });
      return t("visitPlan.task.subject", { kind: kindOf(facts), customer });
    },
    body: (facts: TaskFacts): string => {
      const { reason, ticketId, tier, dueDate: date } = facts;
      if (isReturnVisit(facts))
        return t(`task.body.${reason}`, { ticket: ticketId ?? "", tier, date });
      const why = { kind: kindOf(facts), reason: t(`visitPlan.reason.${reason}`), tier, date };
      if (ticketId === null) return t("visitPlan.task.body", why);
      return t("visitPlan.task.bodyOfTicket", { ...why, ticket: ticketId });
    },
  };
}

/** Those have words of their own. */
function isReturnVisit({ kind, reason }: TaskFacts): boolean {
  return kind === "visit" && (reason === "ticket_closed" || reason === "cadence");
}
