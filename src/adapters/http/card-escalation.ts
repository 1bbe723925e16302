import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardEscalation } from "../../contract/card-api.ts";
import type { CaseStep } from "../../domain/escalation/case.ts";
import { caseReason } from "../../messages/case-reason.ts";
import type { CaseRow } from "../../ports/case-store.ts";
import type { CardTexts } from "./card-texts.ts";

const VARIANT_BY_STATE = {
  acknowledged: "info",
  handed_over: "warning",
  resolved: "success",
  withdrawn: "default",
} as const;

export function presentEscalation(view: TicketView, texts: CardTexts): CardEscalation | null {
  const found = view.cases.at(-1);
  if (found === undefined) return null;
  const department = view.policy.departments.find(({ id }) => id === found.department);
  return {
    caseId: found.caseId,
    state: found.state,
    stateLabel: texts.t(`card.caseState.${found.state}`),
    variant: variantOf(found),
    department: department?.name[texts.language] ?? found.department,
    timeline: [
      ...found.steps.map((step) => stepText(step, view.portal.timeZone, texts)),
      ...quietText(view, texts),
    ].toReversed(),
  };
}

function quietText({ quietUntil, portal }: TicketView, texts: CardTexts): string[] {
  if (quietUntil === null) return [];
  return [texts.t("card.quietUntil", { time: texts.instant(quietUntil, portal.timeZone) })];
}

/** An open case is as grave as what called for it. */
function variantOf({ state, triggers }: CaseRow): CardEscalation["variant"] {
  if (state !== "open") return VARIANT_BY_STATE[state];
  return triggers.some(({ kind }) => kind === "breach") ? "danger" : "warning";
}

function stepText(step: CaseStep, zone: string, texts: CardTexts): string {
  const time = texts.instant(step.at, zone);
  const what = whatHappened(step, texts);
  const reason = step.reason === null ? null : caseReason(step.reason, texts.t);
  return reason === null
    ? texts.t("card.timeline", { time, step: what })
    : texts.t("card.timelineWithReason", { time, step: what, reason });
}

function whatHappened({ act, by }: CaseStep, texts: CardTexts): string {
  const isByPerson = by !== null && (act === "acknowledged" || act === "resolved");
  return isByPerson ? texts.t(`card.step.${act}By`, { by }) : texts.t(`card.step.${act}`);
}
