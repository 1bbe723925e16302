/** What a person wrote, in a line of a sidebar. */
const MAX_LENGTH = 160;

const CHARACTERS = new Intl.Segmenter();

/** Ends with a mark where something was left out; never within a character. */
export function cut(text = "", maxLength = MAX_LENGTH): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  // A character takes one code unit at least, and telling characters apart takes long.
  if (line.length <= maxLength) return line;
  const characters = [...CHARACTERS.segment(line)];
  if (characters.length <= maxLength) return line;
  const kept = characters.slice(0, maxLength - 1).map(({ segment }) => segment);
  return `${kept.join("")}…`;
}
