import type { CaseStanding } from "../../app/escalation/case-standing.ts";
import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardCase } from "../../contract/card-escalation.ts";
import { type CaseStep, isLive } from "../../domain/escalation/case.ts";
import { inSentence } from "../../messages/clock-names.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import { cut } from "./card-cut.ts";
import { departmentName, nameOf } from "./card-department.ts";
import { ladderFacts } from "./card-ladder.ts";
import { stepText } from "./card-step.ts";
import type { CardTexts } from "./card-texts.ts";

const VARIANT_BY_STATE = {
  acknowledged: "info",
  handed_over: "warning",
  resolved: "success",
  withdrawn: "default",
} as const;
const ICON_BY_STATE = {
  open: "notification",
  acknowledged: "contact",
  handed_over: "right",
  resolved: "success",
  withdrawn: "remove",
} as const;
const MAX_QUESTION_LENGTH = 300;

export function presentCase(view: TicketView, standing: CaseStanding, texts: CardTexts): CardCase {
  const { escalation, mayReopen } = standing;
  const isResting = isLive(escalation) && escalation.snoozedUntil !== null;
  return {
    caseId: escalation.caseId,
    state: escalation.state,
    stateLabel: texts.t(
      isResting ? "cardEscalation.snoozed" : `card.caseState.${escalation.state}`,
    ),
    variant: isResting ? "default" : variantOf(escalation),
    icon: isResting ? "clock" : ICON_BY_STATE[escalation.state],
    department: departmentName(view, escalation, texts),
    facts: factsOf(view, standing, texts),
    question: questionOf(escalation, texts),
    timeline: escalation.steps.map((step) => stepText(view, step, texts)).toReversed(),
    mayLift: isLive(escalation),
    mayReopen,
  };
}

/** An open case is as grave as what called for it. */
function variantOf({ state, triggers }: CaseRow): CardCase["variant"] {
  if (state !== "open") return VARIANT_BY_STATE[state];
  return triggers.some(({ kind }) => kind === "breach") ? "danger" : "warning";
}

function factsOf(view: TicketView, standing: CaseStanding, texts: CardTexts): string[] {
  const { escalation, handedTo, quietUntil } = standing;
  const { t } = texts;
  const instant = (at: number) => texts.instant(at, view.portal.timeZone);
  const { takenBy, snoozedUntil, endedAt } = escalation;
  const isTaken = isLive(escalation) && takenBy.length > 0;
  return [
    isTaken
      ? t("cardEscalation.takenBy", { by: texts.list(takenBy.map(({ name }) => name)) })
      : null,
    handedTo !== null && endedAt === null
      ? t("cardEscalation.handedTo", { department: nameOf(view, handedTo, texts) })
      : null,
    snoozedUntil === null
      ? null
      : t("cardEscalation.snoozedUntil", { time: instant(snoozedUntil) }),
    ...askedFor(escalation, instant, texts),
    ...ladderFacts(view, standing, texts),
    quietUntil === null ? null : t("card.quietUntil", { time: instant(quietUntil) }),
  ].filter((fact) => fact !== null);
}

/** What somebody wanted of the department last, while it is open. */
function askedFor(
  { triggers, endedAt }: CaseRow,
  instant: (at: number) => string,
  { t }: CardTexts,
): readonly string[] {
  const call = triggers.findLast((trigger) => trigger.kind === "manual");
  if (call === undefined || endedAt !== null) return [];
  const reason = inSentence(t(`cardEscalation.why.${call.reason}`));
  const words = { by: call.by, reason, ask: cut(call.ask) };
  const asked =
    call.wantedAt === null
      ? t("cardEscalation.asked", words)
      : t("cardEscalation.askedBy", { ...words, time: instant(call.wantedAt) });
  return call.text === "" ? [asked] : [asked, t("cardEscalation.wrong", { text: cut(call.text) })];
}

/** The last question that no answer has followed. */
function questionOf(escalation: CaseRow, { t }: CardTexts): string | null {
  if (!isLive(escalation)) return null;
  const last = escalation.steps.findLast(isTalk);
  if (last?.act !== "asked_back") return null;
  return t("cardEscalation.question", { by: last.by, text: cut(last.text, MAX_QUESTION_LENGTH) });
}

function isTalk({ act }: CaseStep): boolean {
  return act === "asked_back" || act === "answered";
}
