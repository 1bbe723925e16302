import type { types } from "@slack/bolt";
import { cut } from "./text.ts";

const QUOTE_LIMIT = 2_000;
/** Control characters but the end of a line, and marks that change the direction of what follows. */
const UNPRINTABLE = /[^\P{Cc}\n]|[\p{Zl}\p{Zp}\p{Bidi_Control}\u{feff}]/gu;

/** A person's words, shown literally and apart; nothing for none. */
export function quoteBlock(id: string, words: string): types.RichTextBlock[] {
  const text = cut(words.toWellFormed().replace(UNPRINTABLE, " ").trim(), QUOTE_LIMIT);
  if (text === "") return [];
  const quote: types.RichTextQuote = {
    type: "rich_text_quote",
    elements: [{ type: "text", text }],
  };
  return [{ type: "rich_text", block_id: id, elements: [quote] }];
}
