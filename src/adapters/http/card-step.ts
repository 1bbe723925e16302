import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CaseStep } from "../../domain/escalation/case.ts";
import { caseReason } from "../../messages/case-reason.ts";
import { inSentence } from "../../messages/clock-names.ts";
import { cut } from "./card-cut.ts";
import { nameOf } from "./card-department.ts";
import { namesOf } from "./card-ladder.ts";
import type { CardTexts } from "./card-texts.ts";

/** One step of a case as a sentence, with what the person wrote. */
export function stepText(view: TicketView, step: CaseStep, texts: CardTexts): string {
  const { t } = texts;
  const time = texts.instant(step.at, view.portal.timeZone);
  const what = whatHappened(view, step, texts);
  const reason = reasonOf(step, texts);
  const line =
    reason === null
      ? t("card.timeline", { time, step: what })
      : t("card.timelineWithReason", { time, step: what, reason });
  return step.text === undefined || step.text === ""
    ? line
    : t("cardEscalation.withText", { line, text: cut(step.text) });
}

function whatHappened(view: TicketView, step: CaseStep, texts: CardTexts): string {
  const { act, by } = step;
  const { t } = texts;
  switch (act) {
    case "opened":
      return openedText(view, step, texts);
    case "told": {
      const key = view.reach === "told" ? "told" : "reached";
      const people = namesOf(step.people ?? [], texts);
      return t(`cardEscalation.step.${key}`, { level: step.level ?? 1, people });
    }
    case "handed_over": {
      const department = nameOf(view, step.department ?? "", texts);
      return by === null
        ? t("cardEscalation.step.handed_over", { department })
        : t("cardEscalation.step.handed_overBy", { by, department });
    }
    case "snoozed": {
      const time = texts.instant(step.until ?? step.at, view.portal.timeZone);
      return t("cardEscalation.step.snoozedBy", { by, time });
    }
    case "acknowledged":
    case "resolved":
      return by === null ? t(`card.step.${act}`) : t(`card.step.${act}By`, { by });
    case "withdrawn":
      return by === null ? t("card.step.withdrawn") : t("cardEscalation.step.withdrawnBy", { by });
    case "snooze_ended":
    case "went_stale":
    case "exhausted":
      return t(`cardEscalation.step.${act}`);
    case "escalated":
    case "asked_back":
    case "answered":
    case "declined":
    case "reopened":
      return t(`cardEscalation.step.${act}By`, { by });
  }
}

function openedText(view: TicketView, { by, department }: CaseStep, texts: CardTexts): string {
  const { t } = texts;
  if (department !== undefined) {
    const from = nameOf(view, department, texts);
    return t("cardEscalation.step.openedFrom", { department: from });
  }
  return by === null ? t("card.step.opened") : t("cardEscalation.step.openedBy", { by });
}

/** Left out where the sentence says it already. */
function reasonOf({ act, by, reason }: CaseStep, { t }: CardTexts): string | null {
  if (reason === null || reason === "handed_over" || reason === "de_escalated") return null;
  if (act === "opened" && by !== null && reason === "manual") return null;
  const own = t([`cardEscalation.why.${reason}`, `cardEscalation.reason.${reason}`], {
    defaultValue: "",
  });
  return own === "" ? caseReason(reason, t) : inSentence(own);
}
