import type { types } from "@slack/bolt";
import { LOCALE_BY_LANGUAGE } from "../../messages/locale.ts";
import type { Translate } from "../../messages/translate.ts";
import type { CaseBrief } from "../../ports/case-brief.ts";
import type { CaseNotice, CaseTold } from "../../ports/notifier.ts";
import { bold } from "./blocks.ts";
import { customerOf, type SaidOfCase, standingOf, worstClock } from "./case-words.ts";
import { createPhrase, type Phrase } from "./phrase.ts";
import { sentencesOf } from "./sentences.ts";
import { reasonOf, stepLine } from "./step-words.ts";
import { cut, oneLine } from "./text.ts";

const TEXT_LIMIT = 300;
const NAME_LIMIT = 200;
const VALUE_LIMIT = 60;
const FORMER_SHOWN = 3;

type Words = { readonly phrase: Phrase; readonly t: Translate };

/** What whoever is new to the case must know, in six lines; of other cases the lines that say something. */
export function briefLines(notice: CaseNotice, t: Translate): types.RichTextElement[][] {
  const { brief } = notice;
  const phrase = createPhrase();
  const words = { phrase, t };
  const isTried = brief.replies.count > 0 || exchangesOf(notice).length > 0;
  const lines: [string, string | null][] = [
    ["who", brief.isWhole ? whoText(notice, words) : null],
    [
      "promise",
      brief.isWhole ? (promiseText(notice, words) ?? t("slack.case.brief.noClock")) : null,
    ],
    ["complaint", complaintText(brief, t)],
    ["tried", brief.isWhole || isTried ? triedText(notice, words) : null],
    ["scores", brief.isWhole || brief.scores.length > 0 ? scoresText(brief, words) : null],
    ["ask", brief.isWhole ? (askText(brief.ask, words) ?? defaultAsk(notice, t)) : null],
  ];
  return lines.flatMap(([label, text]) => (text === null ? [] : [labelled(label, text, words)]));
}

function labelled(label: string, text: string, { phrase, t }: Words): types.RichTextElement[] {
  return [
    bold(t(`slack.case.brief.${label}`)),
    { type: "text", text: t("slack.colon") },
    ...phrase.elements(text),
  ];
}

function whoText({ ticket, brief, language }: CaseNotice, { t }: Words): string {
  const format = new Intl.NumberFormat(LOCALE_BY_LANGUAGE[language], { maximumFractionDigits: 2 });
  const reasons = brief.tierReasons.map(({ label, value, points }) =>
    t("slack.case.brief.tierReason", {
      label: cut(oneLine(label), NAME_LIMIT),
      value: format.format(value),
      points: format.format(points),
    }),
  );
  const parts = [cut(customerOf(ticket, t), 2 * NAME_LIMIT), ...reasons];
  return parts.join(t("slack.case.listGap"));
}

/** The clock that is worst, with the time that is left; null where none runs. */
export function promiseText(notice: SaidOfCase, { phrase, t }: Words): string | null {
  const clock = worstClock(notice);
  if (clock === null) return null;
  const named = { clock: t(`clock.${clock.kind}`), standing: standingOf(clock, notice, t) };
  if (clock.dueAt === null) return t("slack.case.brief.clock", named);
  return t("slack.case.brief.clockDue", { ...named, date: phrase.date(clock.dueAt) });
}

/** Null where nobody has said how grave it is or what the customer says. */
function complaintText({ complaint }: CaseBrief, t: Translate): string | null {
  if (complaint === null) return null;
  const { severity, text } = complaint;
  const parts = [
    severity === null
      ? ""
      : t("slackComplaint.severity", { severity: t(`complaint.severity.${severity}`) }),
    cut(oneLine(text), TEXT_LIMIT),
  ].filter((part) => part !== "");
  return parts.length === 0 ? null : sentencesOf(parts, t);
}

function triedText(notice: CaseNotice, words: Words): string {
  const { phrase, t } = words;
  const { replies, before } = notice.brief;
  const replied =
    replies.lastAt === null
      ? t("slack.case.brief.noReply")
      : t("slack.case.brief.replies", {
          count: replies.count,
          date: phrase.date(replies.lastAt),
        });
  const former = before.slice(-FORMER_SHOWN).map((one) => formerText(one, t));
  const said = exchangesOf(notice).map((step) => stepLine(step, t, notice.language));
  return sentencesOf([replied, ...former, ...said], t);
}

/** The last question, and the last answer. */
function exchangesOf({ acts }: Pick<CaseTold, "acts">) {
  const asked = acts.findLast(({ act }) => act === "asked_back");
  const answered = acts.findLast(({ act }) => act === "answered");
  return [asked, answered].filter((step) => step !== undefined);
}

function formerText(
  { departmentName, reason, by, text }: CaseBrief["before"][number],
  t: Translate,
): string {
  const department = cut(oneLine(departmentName), NAME_LIMIT);
  const why =
    cut(oneLine(text ?? ""), TEXT_LIMIT) ||
    (reason === null ? null : reasonOf(reason, t)) ||
    cut(oneLine(by ?? ""), NAME_LIMIT);
  const act = t("slack.case.brief.before", { department });
  return why === "" ? act : t("slack.withReason", { act, reason: why });
}

function scoresText({ scores }: CaseBrief, { phrase, t }: Words): string {
  if (scores.length === 0) return t("slack.case.brief.noSurvey");
  const texts = scores.map(({ property, value, at }) => {
    const score = {
      property: cut(oneLine(property), VALUE_LIMIT),
      value: cut(oneLine(value), VALUE_LIMIT),
    };
    if (at === null) return t("slack.case.brief.score", score);
    return t("slack.case.brief.scoreAt", { ...score, date: phrase.date(at) });
  });
  return texts.join(t("slack.case.listGap"));
}

/** What somebody asked, with who, why and by when; null when nobody asked anything. */
export function askText(ask: CaseBrief["ask"], { phrase, t }: Words): string | null {
  if (ask === null) return null;
  const text = cut(oneLine(ask.text), TEXT_LIMIT);
  const by = cut(oneLine(ask.by ?? ""), NAME_LIMIT);
  const note = cut(oneLine(ask.note), TEXT_LIMIT);
  const parts = [
    by === "" ? text : t("slack.case.brief.asked", { by, text }),
    ask.reason === null ? "" : t(`slack.case.called.${ask.reason}`),
    note,
    ask.wantedAt === null ? "" : t("slack.case.brief.wanted", { date: phrase.date(ask.wantedAt) }),
  ];
  return sentencesOf(
    parts.filter((part) => part !== ""),
    t,
  );
}

function defaultAsk({ trigger }: CaseNotice, t: Translate): string {
  const key = trigger.kind === "complaint" ? "answerComplaint" : "seeToIt";
  return t(`slack.case.brief.${key}`);
}
