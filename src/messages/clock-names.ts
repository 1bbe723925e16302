import type { Translate } from "./translate.ts";

/** Kinds as one text, each once whatever its cycles: `First response, next reply and resolution`. */
export function clockNames(
  kinds: readonly string[],
  { t, list }: { readonly t: Translate; readonly list: (names: readonly string[]) => string },
): string {
  const names = [...new Set(kinds)].map((kind) => t(`clock.${kind}`));
  return list(names.map((name, index) => (index === 0 ? name : inSentence(name))));
}

/** A name that does not begin the sentence; languages without capitals keep it as it is. */
export function inSentence(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}

/** What is written to stand in a sentence, where it begins one. */
export function atStart(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
