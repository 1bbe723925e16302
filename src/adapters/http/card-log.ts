import { currentClocks } from "../../app/sla/current-clocks.ts";
import {
  type LogAnswer,
  type LogPress,
  MAX_LOGGED_BACK_MS,
  WITHDRAWABLE_FOR_MS,
} from "../../app/sla/log-by-hand.ts";
import type { TicketView } from "../../app/sla/ticket-view.ts";
import type { CardActAnswer } from "../../contract/card-api.ts";
import type { CardLogs, LogRequest, WithdrawLogRequest } from "../../contract/card-log.ts";
import { type HandLog, LOGGED_CLOCKS, logsInForce } from "../../domain/sla/hand-logs.ts";
import { cut } from "./card-cut.ts";
import type { CardTexts } from "./card-texts.ts";

const MINUTE_MS = 60_000;
/** How long ago a call usually was, when somebody finds time to say so. */
const MINUTES_AGO = [0, 5, 15, 60] as const;
/** More than that nobody has to take back. */
const MAX_SHOWN = 3;

/** What may be said of this ticket's clocks by hand, and what was; null where there is nothing. */
export function presentLogs(view: TicketView, texts: CardTexts): CardLogs | null {
  const { ticket, clocks } = view.row ?? { ticket: null, clocks: [] };
  if (ticket === null || ticket.gone !== null) return null;
  const open = currentClocks(clocks).filter(({ endedAt }) => endedAt === null);
  const offers = LOGGED_CLOCKS.flatMap((kind) => {
    const clock = open.find((one) => one.kind === kind);
    return clock === undefined || view.isClosed ? [] : [{ kind, startedAt: clock.startedAt }];
  });
  const logged = logsInForce(ticket)
    .toReversed()
    .slice(0, MAX_SHOWN)
    .map((log) => ({
      logKey: log.logKey,
      text: logText(view, log, texts),
      mayWithdraw: view.now <= log.saidAt + WITHDRAWABLE_FOR_MS,
    }));
  if (offers.length + logged.length === 0) return null;
  return {
    offers: offers.map(({ kind }) => ({
      clock: kind,
      title: texts.t(`cardLog.title.${kind}`),
      submit: texts.t(`cardLog.submit.${kind}`),
    })),
    times: timesSince(
      offers.map(({ startedAt }) => startedAt),
      view.now,
      texts,
    ),
    logged,
    words: wordsOf(view, texts),
  };
}

/** Those at which every clock that is offered ran already. */
function timesSince(
  starts: readonly number[],
  now: number,
  { t, span }: CardTexts,
): CardLogs["times"] {
  if (starts.length === 0) return [];
  return MINUTES_AGO.filter(
    (minutes) => minutes === 0 || now - minutes * MINUTE_MS >= Math.max(...starts),
  ).map((value) => ({
    value,
    label: value === 0 ? t("cardLog.now") : t("cardLog.ago", { span: span(value * MINUTE_MS) }),
  }));
}

function logText({ portal }: TicketView, log: HandLog, { t, instant }: CardTexts): string {
  const text = t(`cardLog.logged.${log.clock}`, {
    by: log.by.name,
    time: instant(log.at, portal.timeZone),
  });
  return log.note === "" ? text : t("card.pause.withNote", { text, note: cut(log.note) });
}

function wordsOf({ portal }: TicketView, { t, zoneName }: CardTexts): CardLogs["words"] {
  return {
    does: t("cardLog.does"),
    when: t("cardLog.when"),
    otherTime: t("cardLog.otherTime"),
    day: t("cardLog.day"),
    time: t("cardLog.time", { zone: zoneName(portal.timeZone) }),
    note: t("card.pause.note"),
    missing: t("card.override.missing"),
    withdraw: t("cardLog.withdraw"),
    withdrawDoes: t("cardLog.withdrawDoes"),
    keep: t("cardLog.keep"),
    failed: t("card.pause.failed"),
  };
}

/** What the card sent, as the use case takes it. */
export function logActOf({ clock, when, note = "" }: LogRequest): LogPress["act"] {
  if ("minutesAgo" in when) {
    const { minutesAgo: minutes } = when;
    return { kind: "logged", clock, when: { kind: "ago", minutes }, note };
  }
  const [hours = 0, minutes = 0] = when.time.split(":").map(Number);
  const at = { kind: "at" as const, date: when.date, minute: hours * 60 + minutes };
  return { kind: "logged", clock, when: at, note };
}

export function withdrawalOf({ logKey }: WithdrawLogRequest): LogPress["act"] {
  return { kind: "log_withdrawn", logKey };
}

/** What became of it, in words. */
export function presentLogAct(
  answer: LogAnswer,
  act: LogPress["act"],
  texts: CardTexts,
): CardActAnswer {
  const { t, span, instant } = texts;
  if (answer.outcome === "refused") {
    const limits = {
      back: span(MAX_LOGGED_BACK_MS),
      withdraw: span(WITHDRAWABLE_FOR_MS),
    };
    return { isDone: false, message: t(`cardLog.refused.${answer.reason}`, limits) };
  }
  if (act.kind === "log_withdrawn") return { isDone: true, message: t("cardLog.withdrawn") };
  const time = answer.at === null ? "" : instant(answer.at, answer.portal.timeZone);
  return { isDone: true, message: t(`cardLog.done.${act.clock}`, { time }) };
}
