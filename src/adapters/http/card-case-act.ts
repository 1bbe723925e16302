import type { CardAct, CardActOutcome } from "../../app/escalation/act-from-card.ts";
import type { EscalationAnswer } from "../../app/escalation/escalate-ticket.ts";
import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardActAnswer } from "../../contract/card-api.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import { departmentName } from "./card-department.ts";
import { silenceOf } from "./card-escalation.ts";
import type { CardTexts } from "./card-texts.ts";

/** What became of calling a department, in words. */
export function presentEscalated(
  answer: EscalationAnswer,
  view: TicketView | null,
  texts: CardTexts,
): CardActAnswer {
  if (answer.outcome === "refused") {
    return { isDone: false, message: texts.t(`cardEscalation.refused.${answer.reason}`) };
  }
  return done("escalated", { escalation: answer.escalation, view }, texts);
}

/** What became of an act on a case, in words. */
export function presentCaseAct(
  answer: CardActOutcome,
  { act, view }: { readonly act: CardAct["detail"]["act"]; readonly view: TicketView | null },
  texts: CardTexts,
): CardActAnswer {
  switch (answer.outcome) {
    case "done":
      return done(act, { escalation: answer.escalation, view }, texts);
    case "already":
      return { isDone: false, message: texts.t(`cardEscalation.already.${act}`) };
    case "refused":
      return { isDone: false, message: texts.t(`cardEscalation.refused.${answer.reason}`) };
    case "not_found":
      return { isDone: false, message: texts.t("cardEscalation.refused.not_found") };
  }
}

/** Says as well when the department hears of it, or that nobody does. */
function done(
  act: "escalated" | CardAct["detail"]["act"],
  { escalation, view }: { readonly escalation: CaseRow; readonly view: TicketView | null },
  texts: CardTexts,
): CardActAnswer {
  const department =
    view === null ? escalation.department : departmentName(view, escalation, texts);
  const text = texts.t(`cardEscalation.done.${act}`, { department });
  const more = view && (silenceOf(view, texts) ?? waitOf(view, escalation, texts));
  const message = more === null ? text : texts.t("cardEscalation.sentences", { text, more });
  return { isDone: true, message };
}

function waitOf(
  { standings, portal }: TicketView,
  { caseId }: CaseRow,
  { t, instant }: CardTexts,
): string | null {
  const standing = standings.find(({ escalation }) => escalation.caseId === caseId);
  if (standing === undefined || standing.quietUntil === null) return null;
  return t("card.quietUntil", { time: instant(standing.quietUntil, portal.timeZone) });
}
