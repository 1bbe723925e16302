import { currentClocks } from "../../app/sla/current-clocks.ts";
import type { TicketPress, TicketPressAnswer } from "../../app/sla/press-ticket.ts";
import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardActAnswer, CardPause } from "../../contract/card-api.ts";
import { clockRuleOf, PauseReason } from "../../domain/governance/clock-rules.ts";
import type { Pause } from "../../domain/sla/pauses.ts";
import { atStart, clockNames } from "../../messages/clock-names.ts";
import type { CardTexts } from "./card-texts.ts";

/** What a person may do about pauses: pause open clocks, or resume what a person has paused. */
export function presentPause(view: TicketView, texts: CardTexts): CardPause | null {
  const { ticket, clocks } = view.row ?? { ticket: null, clocks: [] };
  if (ticket === null || ticket.gone !== null || view.isClosed) return null;
  const open = currentClocks(clocks).filter((clock) => clock.endedAt === null);
  const kindsOf = (reason: PauseReason) =>
    open
      .map(({ kind }) => kind)
      .filter((kind) => clockRuleOf(view.policy, kind).pausedBy.includes(reason));
  const reasons = PauseReason.options.filter((reason) => kindsOf(reason).length > 0);
  const byHand = view.pauses.find((pause) => pause.by !== null);
  if (byHand === undefined && reasons.length === 0) return null;
  return {
    state: byHand === undefined ? "running" : "paused",
    text:
      byHand === undefined
        ? texts.t("card.pause.stops", { clocks: clockNames(reasons.flatMap(kindsOf), texts) })
        : pauseText(view, byHand, texts),
    reasons: reasons.map((value) => ({
      value,
      label: atStart(texts.t(`card.pauseReason.${value}`)),
    })),
    words: {
      pause: texts.t("card.pause.pause"),
      resume: texts.t("card.pause.resume"),
      reason: texts.t("card.pause.reason"),
      reasonMissing: texts.t("card.pause.reasonMissing"),
      note: texts.t("card.pause.note"),
      failed: texts.t("card.pause.failed"),
    },
  };
}

function pauseText(view: TicketView, pause: Pause, texts: CardTexts): string {
  const mark = view.row?.ticket.pauseMarks.findLast((one) => one.at === pause.since);
  const text = texts.t("card.pausedBy", {
    by: pause.by,
    time: texts.instant(pause.since, view.portal.timeZone),
    reason: texts.t(`card.pauseReason.${pause.reason}`),
  });
  return mark?.kind === "paused" && mark.note !== ""
    ? texts.t("card.pause.withNote", { text, note: mark.note })
    : text;
}

/** What became of a press, in words. */
export function presentAct(
  answer: TicketPressAnswer,
  act: TicketPress["act"]["kind"],
  texts: CardTexts,
): CardActAnswer {
  switch (answer.outcome) {
    case "done":
      return { isDone: true, message: texts.t(`card.act.${act}`) };
    case "already":
      return { isDone: false, message: texts.t(`card.act.already_${act}`) };
    case "refused":
      return { isDone: false, message: texts.t(`card.act.${answer.reason}`) };
  }
}
