import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardEscalateForm, CardEscalation } from "../../contract/card-escalation.ts";
import { EscalationReason } from "../../domain/escalation/case-act.ts";
import { presentCase } from "./card-case.ts";
import type { CardTexts } from "./card-texts.ts";

/** The cases of a ticket that matter, and the form that calls a department. */
export function presentEscalation(view: TicketView, texts: CardTexts): CardEscalation {
  const { t } = texts;
  return {
    notice: silenceOf(view, texts),
    cases: view.standings.map((standing) => presentCase(view, standing, texts)),
    more: null,
    form: presentForm(view, texts),
    words: {
      none: t("cardEscalation.none"),
      question: t("cardEscalation.words.question"),
      timeline: t("cardEscalation.words.timeline"),
      answer: actWords("answer", texts),
      lift: actWords("lift", texts),
      reopen: actWords("reopen", texts),
      missing: t("card.override.missing"),
      failed: t("card.pause.failed"),
    },
  };
}

/** Why nobody is told of cases; null when somebody is. */
export function silenceOf({ reach }: TicketView, { t }: CardTexts): string | null {
  return reach === "told" ? null : t(`cardEscalation.silent.${reach}`);
}

function actWords(act: "answer" | "lift" | "reopen", { t }: CardTexts) {
  return {
    title: t(`cardEscalation.${act}.title`),
    text: t(`cardEscalation.${act}.text`),
    submit: t(`cardEscalation.${act}.submit`),
  };
}

function presentForm(view: TicketView, texts: CardTexts): CardEscalateForm | null {
  const ticket = view.row?.ticket ?? null;
  if (ticket === null || ticket.gone !== null || view.isClosed) return null;
  const { t, language } = texts;
  const zone = texts.zoneName(view.portal.timeZone);
  const word = (key: keyof CardEscalateForm["words"]) => t(`cardEscalation.escalate.${key}`);
  return {
    text: t("cardEscalation.escalate.does"),
    departments: view.policy.departments.map(({ id, name }) => ({
      value: id,
      label: name[language],
    })),
    reasons: EscalationReason.options.map((value) => ({
      value,
      label: t(`cardEscalation.why.${value}`),
    })),
    words: {
      title: word("title"),
      department: word("department"),
      reason: word("reason"),
      text: word("text"),
      ask: word("ask"),
      wantedDate: word("wantedDate"),
      wantedTime: t("cardEscalation.escalate.wantedTime", { zone }),
      wantedHalf: word("wantedHalf"),
      submit: word("submit"),
    },
  };
}
