/**
 * The words of a ticket by which it is compared. The platform's own segmenter finds where words begin and
 * end, in Chinese as well, which has no spaces. English endings are taken off by four rules: enough that
 * "leaks", "leaked" and "leaking" meet, and short enough to be read.
 */

const MAX_TEXT_LENGTH = 500;
const MAX_TERMS = 60;
/** Longer numbers are of orders, telephones and devices: they tell who, not what. */
const LONGEST_NUMBER = 4;
const SHORTEST_STEM = 3;

const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/** Each word once, in the order in which they come. */
export function termsOf(text: string): readonly string[] {
  const terms = new Set<string>();
  const plain = text.slice(0, MAX_TEXT_LENGTH).normalize("NFKC").toLowerCase();
  for (const { segment, isWordLike } of segmenter.segment(plain)) {
    if (isWordLike !== true || isLongNumber(segment)) continue;
    terms.add(stemOf(segment));
    if (terms.size === MAX_TERMS) break;
  }
  return [...terms];
}

function isLongNumber(word: string): boolean {
  return word.replace(/\D/gu, "").length > LONGEST_NUMBER;
}

const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/ies$/u, "y"],
  [/(?<=[a-z]{3})(?:ing|ed)$/u, ""],
  [/(?<=(?:ss|sh|ch|x))es$/u, ""],
  [/(?<=[^su])s$/u, ""],
];

function stemOf(word: string): string {
  if (!/^[a-z]+$/u.test(word)) return word;
  for (const [ending, instead] of ENDINGS) {
    const stem = word.replace(ending, instead);
    if (stem !== word && stem.length >= SHORTEST_STEM) return withoutDouble(stem);
  }
  return word.length > SHORTEST_STEM ? word.replace(/e$/u, "") : word;
}

/** "stopped" becomes "stop"; the silent e of "charge" goes with "charged" and "charging". */
function withoutDouble(stem: string): string {
  return stem.replace(/([bdgmnprt])\1$/u, "$1").replace(/(?<=.{3})e$/u, "");
}
