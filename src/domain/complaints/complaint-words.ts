/** Words of a list in what somebody wrote. */

const LETTER = /[\p{L}\p{N}]/u;
/** Scripts that write no space between words: there a word may begin and end anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** Those of the words that a text has, as the list writes them; whole words where the script has spaces. */
export function wordsIn(text: string, words: readonly string[]): readonly string[] {
  const searched = plain(text);
  return searched === "" ? [] : words.filter((word) => holds(searched, plain(word)));
}

/** Full-width letters, capitals and runs of spaces make no difference. */
function plain(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();
}

function holds(text: string, word: string): boolean {
  for (let from = text.indexOf(word); from >= 0; from = text.indexOf(word, from + 1)) {
    const [before = "", after = ""] = [text[from - 1], text[from + word.length]];
    const [first = "", last = ""] = [word[0], word.at(-1)];
    if (!isOneWord(before, first) && !isOneWord(last, after)) return true;
  }
  return false;
}

function isOneWord(one: string, next: string): boolean {
  const isInside = LETTER.test(one) && LETTER.test(next);
  return isInside && !UNSPACED.test(one) && !UNSPACED.test(next);
}
