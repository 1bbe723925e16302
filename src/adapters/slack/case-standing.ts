import type { types } from "@slack/bolt";
import type { Translate } from "../../messages/translate.ts";
import type { CaseNotice, LadderTold } from "../../ports/notifier.ts";
import { dateElement } from "./blocks.ts";
import { stateOf } from "./case-words.ts";
import { listOf } from "./lists.ts";
import { createPhrase, type Phrase } from "./phrase.ts";
import { sentencesOf } from "./sentences.ts";
import { cut, oneLine } from "./text.ts";

const LINE_LIMIT = 300;
const NAME_LIMIT = 200;
/** For the eye; the words beside say the same. */
const EMOJI_BY_STATE = {
  open: "red_circle",
  acknowledged: "raised_hand",
  handed_over: "arrow_right",
  resolved: "white_check_mark",
  withdrawn: "heavy_minus_sign",
} as const;

/** How the case stands and where on its ladder, a line each. */
export function standingLines(
  notice: CaseNotice,
  t: Translate,
): readonly types.RichTextElement[][] {
  const lines = [stateLine(notice, t)];
  if (notice.ladder !== null) lines.push(ladderLine(notice, notice.ladder, t));
  return lines.filter((line) => line.length > 0);
}

function stateLine(notice: CaseNotice, t: Translate): types.RichTextElement[] {
  const isSnoozed = notice.snoozedUntil !== null;
  const name = isSnoozed ? "zzz" : EMOJI_BY_STATE[notice.state];
  const emoji: types.RichTextElement[] = [
    { type: "emoji", name },
    { type: "text", text: " " },
  ];
  if (notice.snoozedUntil !== null) {
    const phrase = createPhrase();
    const by = oneLine(notice.acts.findLast(({ act }) => act === "snoozed")?.by ?? "");
    const date = phrase.date(notice.snoozedUntil);
    const text = t("slack.case.standing.snoozed", { by: cut(by, NAME_LIMIT), date });
    return [...emoji, ...phrase.elements(text, "bold")];
  }
  const { text, at } = standingOf(notice, t);
  const elements: types.RichTextElement[] = [
    ...emoji,
    { type: "text", text: cut(text, LINE_LIMIT), style: { bold: true } },
  ];
  return at === null ? elements : [...elements, { type: "text", text: " · " }, dateElement(at)];
}

function standingOf(notice: CaseNotice, t: Translate) {
  const stands = stateOf(notice, t);
  const last = notice.acts.at(-1);
  if (notice.state === "acknowledged" && notice.takenBy.length > 0) {
    return {
      ...stands,
      text: t("slack.state.acknowledged", { by: namesOf(notice, notice.takenBy) }),
    };
  }
  if (notice.state === "handed_over" && notice.handedTo !== null) {
    return { ...stands, text: handedText(notice, notice.handedTo, t) };
  }
  if (notice.state === "withdrawn" && last?.reason === "de_escalated") {
    const by = cut(oneLine(last.by ?? ""), NAME_LIMIT);
    return { ...stands, text: t("slack.case.step.deEscalated", { by }) };
  }
  return stands;
}

function handedText(
  notice: CaseNotice,
  handedTo: NonNullable<CaseNotice["handedTo"]>,
  t: Translate,
): string {
  const department = cut(oneLine(handedTo.departmentName), NAME_LIMIT);
  if (handedTo.state === "acknowledged" && handedTo.takenBy.length > 0) {
    const by = namesOf(notice, handedTo.takenBy);
    return t("slack.case.standing.handedTaken", { department, by });
  }
  const isOpen = handedTo.state === "open";
  return t(`slack.case.standing.${isOpen ? "handedOpen" : "handedOver"}`, { department });
}

function namesOf({ language }: CaseNotice, names: readonly string[]): string {
  return listOf(
    names.map((name) => cut(oneLine(name), NAME_LIMIT)),
    language,
  );
}

/** Empty where nothing of it matters any more. */
function ladderLine(notice: CaseNotice, ladder: LadderTold, t: Translate): types.RichTextElement[] {
  const phrase = createPhrase();
  const text = ladderText(notice, ladder, { phrase, t });
  return text === null ? [] : phrase.elements(text);
}

type Words = { readonly phrase: Phrase; readonly t: Translate };

function ladderText(notice: CaseNotice, ladder: LadderTold, words: Words): string | null {
  const { phrase, t } = words;
  const { level, levels, isExhausted, next, staleAt } = ladder;
  if (staleAt !== null) return t("slack.case.ladder.stale", { date: phrase.date(staleAt) });
  if (notice.state !== "open") return null;
  const people = listOf(notice.called.map(phrase.person), notice.language);
  const told =
    level === 0 || people === "" ? null : t("slack.case.ladder.told", { level, levels, people });
  const what = isExhausted ? t("slack.case.ladder.exhausted") : nextText(notice, next, words);
  const parts = [told, what].filter((part) => part !== null);
  return parts.length === 0 ? null : sentencesOf(parts, t);
}

function nextText(
  { language }: CaseNotice,
  next: LadderTold["next"],
  { phrase, t }: Words,
): string | null {
  if (next === null) return null;
  const { at, to } = next;
  switch (to.kind) {
    case "nobody":
      return t("slack.case.ladder.last", { date: phrase.date(at) });
    case "department": {
      const department = cut(oneLine(to.name), NAME_LIMIT);
      return t("slack.case.ladder.nextDepartment", { department, date: phrase.date(at) });
    }
    case "people": {
      const names = to.targets.map((target) => {
        if (typeof target === "string") return t(`slack.case.target.${target}`);
        const { person } = target;
        return cut(oneLine(typeof person === "string" ? person : person.name), NAME_LIMIT);
      });
      const who = listOf(names, language);
      return t("slack.case.ladder.next", { who, date: phrase.date(at) });
    }
  }
}
