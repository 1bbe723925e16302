import type { Translate } from "../../messages/translate.ts";

const ENDED = /[.!?。！？…]$/u;

/** One after the other; what a person wrote may have its full stop already. */
export function sentencesOf(sentences: readonly string[], t: Translate): string {
  const gap = t("slack.case.sentenceGap");
  return sentences.reduce((said, next) => {
    if (said === "") return next;
    return `${said}${ENDED.test(said) ? gap.slice(1) : gap}${next}`;
  }, "");
}
