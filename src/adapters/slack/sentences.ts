import type { Translate } from "../../messages/translate.ts";

/** A full-width mark has its room already, a narrow one needs a space after it. */
const ENDED_WIDE = /[。！？]$/u;
const ENDED = /[.!?…]$/u;

/** One after the other; what a person wrote may have its full stop already. */
export function sentencesOf(sentences: readonly string[], t: Translate): string {
  return sentences.reduce(
    (said, next) => (said === "" ? next : `${said}${gapAfter(said, t)}${next}`),
    "",
  );
}

function gapAfter(said: string, t: Translate): string {
  if (ENDED_WIDE.test(said)) return "";
  return ENDED.test(said) ? " " : t("slack.case.sentenceGap");
}
