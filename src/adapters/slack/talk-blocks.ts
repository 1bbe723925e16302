import type { types } from "@slack/bolt";
import { cut } from "./text.ts";

/**
 * Pieces of what is said to one person. Whatever a person wrote goes in as `plain_text` or as the text
 * of `rich_text`, where Slack parses nothing.
 */
const HEADER_LIMIT = 150;
const SECTION_LIMIT = 3000;
const RICH_LIMIT = 1000;
const BUTTON_LIMIT = 75;
const DATE_FORMAT = "{date_short_pretty}, {time}";

export type Leaf = types.RichTextElement;

export function plain(text: string, limit: number): types.PlainTextElement {
  return { type: "plain_text", text: cut(text, limit), emoji: false };
}

export function header(text: string): types.HeaderBlock {
  return { type: "header", text: plain(text, HEADER_LIMIT) };
}

export function section(text: string): types.SectionBlock {
  return { type: "section", text: plain(text, SECTION_LIMIT) };
}

export function rich(...elements: Leaf[]): types.RichTextBlock {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements }] };
}

export function bullets(items: readonly (readonly Leaf[])[]): types.RichTextBlock {
  const elements = items.map((leaves): types.RichTextSection => {
    return { type: "rich_text_section", elements: [...leaves] };
  });
  return { type: "rich_text", elements: [{ type: "rich_text_list", style: "bullet", elements }] };
}

export function bold(text: string): Leaf {
  return { type: "text", text: cut(text, RICH_LIMIT), style: { bold: true } };
}

export function words(text: string): Leaf {
  return { type: "text", text: cut(text, RICH_LIMIT) };
}

export function code(text: string): Leaf {
  return { type: "text", text: cut(text, RICH_LIMIT), style: { code: true } };
}

/** In the reader's own zone; a client that cannot show it gets UTC. */
export function date(at: number): Leaf {
  return {
    type: "date",
    timestamp: Math.floor(at / 1000),
    format: DATE_FORMAT,
    fallback: `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`,
  };
}

export function button(
  actionId: string,
  text: string,
  more: Pick<types.Button, "value" | "url" | "style"> = {},
): types.Button {
  return { type: "button", action_id: actionId, text: plain(text, BUTTON_LIMIT), ...more };
}

/** An answer to a person: its one-line text, and how it looks. */
export type Said = { readonly text: string; readonly blocks: types.KnownBlock[] };

export function said(text: string): Said {
  const shown = cut(text, SECTION_LIMIT);
  return { text: shown, blocks: [section(shown)] };
}

/** Slack refuses a message with more. */
const BLOCKS_LIMIT = 50;

/** As many blocks as one message may have; `more` stands for those that are left out. */
export function fitting(blocks: readonly types.KnownBlock[], more: string): types.KnownBlock[] {
  if (blocks.length <= BLOCKS_LIMIT) return [...blocks];
  return [...blocks.slice(0, BLOCKS_LIMIT - 1), section(more)];
}
