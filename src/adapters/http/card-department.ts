import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { CardTexts } from "./card-texts.ts";

/** As its policy called it when it was opened. */
export function departmentName(
  view: TicketView,
  { caseId, department }: CaseRow,
  texts: CardTexts,
): string {
  const standing = view.standings.find(({ escalation }) => escalation.caseId === caseId);
  return standing?.department?.name[texts.language] ?? nameOf(view, department, texts);
}

/** By the policy of today; its id when that does not know it. */
export function nameOf({ policy }: TicketView, id: string, { language }: CardTexts): string {
  return policy.departments.find((one) => one.id === id)?.name[language] ?? id;
}
