import { z } from "zod";
import type { CaseAnswer } from "../../app/escalation/act-on-case.ts";
import type { CasePress } from "../../app/escalation/press-case.ts";
import { type MessageLanguage, translatorOf } from "../../messages/translate.ts";
import { stateOf } from "./case-words.ts";
import { languageMark } from "./marks.ts";

/** What the person who pressed is told, in the language of the message that bears the button. */

const Message = z.looseObject({
  blocks: z.array(z.looseObject({ block_id: z.string().optional() })),
});
const LANGUAGES: readonly MessageLanguage[] = ["en", "zh-TW", "zh-CN"];

/** English when the message does not say. */
export function languageOf(message: unknown): MessageLanguage {
  const { data } = Message.safeParse(message);
  const ids = (data?.blocks ?? []).map((block) => block.block_id ?? "");
  const marked = LANGUAGES.find((one) => ids.some((id) => id.startsWith(languageMark(one))));
  return marked ?? "en";
}

export function answerText(
  press: CasePress,
  answer: CaseAnswer,
  language: MessageLanguage,
): string {
  const t = translatorOf(language);
  const done = press.detail.act === "acknowledged" ? "took" : "resolvedIt";
  switch (answer.outcome) {
    case "done":
      return t(`slack.answer.${done}`);
    case "refused":
      return t("slack.answer.failed");
    case "not_found":
      return t("slack.answer.notKnown");
    case "already": {
      const { state, steps } = answer.escalation;
      const by = steps.findLast((step) => step.act === state)?.by ?? null;
      // A double click is answered like the click before it.
      if (by === press.by.name && state === press.detail.act) return t(`slack.answer.${done}`);
      if (state === "acknowledged" && by !== null) return t("slack.answer.alreadyTaken", { by });
      const { text } = stateOf({ state, acts: steps }, t);
      return t("slack.answer.alreadyClosed", { state: text });
    }
  }
}

/** `slow`: still being noted. `failed`: it was not. `notKnown`: no button of ours. */
export function fixedText(word: "slow" | "failed" | "notKnown", language: MessageLanguage): string {
  return translatorOf(language)(`slack.answer.${word}`);
}
