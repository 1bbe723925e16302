/** What a person wrote, in a line of a sidebar. */
const MAX_LENGTH = 160;

/** Ends with a mark where something was left out; never within a character. */
export function cut(text = "", maxLength = MAX_LENGTH): string {
  const characters = [...new Intl.Segmenter().segment(text.replaceAll(/\s+/g, " ").trim())];
  if (characters.length <= maxLength) return characters.map(({ segment }) => segment).join("");
  const kept = characters.slice(0, maxLength - 1).map(({ segment }) => segment);
  return `${kept.join("")}…`;
}
