const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  apos: "'",
};
/** As much of a text is looked at: bodies may be 64 kB of markup. */
const MAX_MARKUP_LENGTH = 8_000;

/** What a reader of rich text sees, on one line and at most so long; null when there is nothing to see. */
export function textOfHtml(markup: string, maxLength: number): string | null {
  const text = markup
    .slice(0, MAX_MARKUP_LENGTH)
    .replaceAll(/<(style|script)[^>]*>[\s\S]*?<\/\1>/gi, " ")
    .replaceAll(/<[^>]*>?/g, " ")
    .replaceAll(/&(#\d{1,6}|[a-z]{2,6});/gi, (whole, name: string) => entityOf(name) ?? whole)
    .replaceAll(/\s+/g, " ")
    .trim();
  return text === "" ? null : text.slice(0, maxLength).toWellFormed();
}

function entityOf(name: string): string | undefined {
  if (!name.startsWith("#")) return ENTITIES[name.toLowerCase()];
  const code = Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}
