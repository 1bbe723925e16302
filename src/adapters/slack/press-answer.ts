import { z } from "zod";
import type { PressAnswer } from "../../app/escalation/chat-use-cases.ts";
import type { CasePress } from "../../app/escalation/press-case.ts";
import type { CaseForm } from "../../app/escalation/read-case-form.ts";
import type { GroupAnswer } from "../../app/escalation/take-group.ts";
import type { Actor } from "../../domain/escalation/case-act.ts";
import { type MessageLanguage, type Translate, translatorOf } from "../../messages/translate.ts";
import { stateOf } from "./case-words.ts";
import { languageMark } from "./marks.ts";
import { cut, oneLine } from "./text.ts";

/** What the person who pressed is told, in the language of the message that bears the button. */

const Message = z.looseObject({
  blocks: z.array(z.looseObject({ block_id: z.string().optional() })),
});
const LANGUAGES: readonly MessageLanguage[] = ["en", "zh-TW", "zh-CN"];
const NAMES_LIMIT = 300;

/** English when the message does not say. */
export function languageOf(message: unknown): MessageLanguage {
  const { data } = Message.safeParse(message);
  const ids = (data?.blocks ?? []).map((block) => block.block_id ?? "");
  const marked = LANGUAGES.find((one) => ids.some((id) => id.startsWith(languageMark(one))));
  return marked ?? "en";
}

/** Of the buttons that need no words. */
export function answerText(
  press: CasePress,
  { answer, by: name, departmentNames }: PressAnswer,
  language: MessageLanguage,
): string {
  const t = translatorOf(language);
  const done = press.detail.act === "acknowledged" ? "took" : "resolvedIt";
  switch (answer.outcome) {
    case "done": {
      const others = answer.escalation.takenBy.filter(({ id }) => id !== press.by.id);
      if (press.detail.act !== "acknowledged" || others.length === 0) {
        return t(`slack.answer.${done}`);
      }
      return t("slackTalk.tookToo", { by: namesOf(others) });
    }
    case "refused":
      return t(`slackTalk.refused.${answer.reason}`);
    case "not_found":
      return t("slack.answer.notKnown");
    case "already": {
      const { state, steps } = answer.escalation;
      const by = steps.findLast((step) => step.act === state)?.by ?? null;
      // A double click is answered like the click before it.
      if (by === name && state === press.detail.act) return t(`slack.answer.${done}`);
      if (state === "acknowledged" && by !== null) return t("slack.answer.alreadyTaken", { by });
      if (state === "handed_over" || state === "open") {
        const standing = { escalation: answer.escalation, departmentNames };
        return alreadyText(standing, language);
      }
      const { text } = stateOf({ state, acts: steps }, t);
      return t("slack.answer.alreadyClosed", { state: text });
    }
  }
}

type Standing = Pick<Extract<CaseForm, { outcome: "already" }>, "escalation" | "departmentNames">;

/** That nothing was done, and who has the case, where it went, or how it ended. */
export function alreadyText(standing: Standing, language: MessageLanguage): string {
  const t = translatorOf(language);
  return t("slackTalk.already", { standing: standingText(standing, language, t) });
}

function standingText(
  { escalation, departmentNames }: Standing,
  language: MessageLanguage,
  t: Translate,
): string {
  const { state, steps, takenBy } = escalation;
  switch (state) {
    case "open":
      return t("slackTalk.standing.open");
    case "acknowledged":
      return t("slackTalk.standing.acknowledged", { by: namesOf(takenBy) });
    case "handed_over": {
      const id = steps.findLast(({ act }) => act === "handed_over")?.department ?? "";
      const department = oneLine(departmentNames[id]?.[language] ?? id);
      return t("slackTalk.standing.handed_over", { department });
    }
    case "resolved":
    case "withdrawn": {
      const { text } = stateOf({ state, acts: steps }, t);
      return t(`slackTalk.standing.${state}`, { state: text });
    }
  }
}

function namesOf(people: readonly Actor[]): string {
  return cut(people.map(({ name }) => oneLine(name)).join(", "), NAMES_LIMIT);
}

export function groupText(answer: GroupAnswer, language: MessageLanguage): string {
  const t = translatorOf(language);
  if (answer.outcome === "not_found") return t("slack.answer.notKnown");
  return answer.taken === 0
    ? t("slackTalk.group.nothing")
    : t("slackTalk.group.took", { count: answer.taken });
}

/** `slow`: still being noted. `failed`: it was not. `notKnown`: no button of ours. */
export function fixedText(word: "slow" | "failed" | "notKnown", language: MessageLanguage): string {
  return translatorOf(language)(`slack.answer.${word}`);
}
