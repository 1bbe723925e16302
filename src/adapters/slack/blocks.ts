import type { types } from "@slack/bolt";
import type { Translate } from "../../messages/translate.ts";
import { OPEN_RECORD_ACTION } from "./action-ids.ts";
import { cut, linkTo } from "./text.ts";

/**
 * The pieces of our messages. Limits: https://docs.slack.dev/reference/block-kit/blocks. Only blocks that
 * every Slack client can show are used. Words of people go into `plain_text` and `rich_text`, which
 * Slack does not parse.
 */
const HEADER_LIMIT = 150;
export const DATE_FORMAT = "{date_short_pretty}, {time}";

export function headerBlock(id: string, text: string): types.HeaderBlock {
  return { type: "header", block_id: id, text: plain(cut(text, HEADER_LIMIT)) };
}

export function richText(
  id: string,
  elements: readonly types.RichTextElement[],
): types.RichTextBlock {
  return {
    type: "rich_text",
    block_id: id,
    elements: [{ type: "rich_text_section", elements: [...elements] }],
  };
}

/** One below the other. */
export function joinedLines(
  lines: readonly (readonly types.RichTextElement[])[],
): types.RichTextElement[] {
  return lines.flatMap((line, index) =>
    index === 0 ? line : [{ type: "text", text: "\n" } as const, ...line],
  );
}

export function bold(text: string): types.RichTextElement {
  return { type: "text", text, style: { bold: true } };
}

export function plain(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

/** For our own words only. */
export function markup(text: string): types.MrkdwnElement {
  return { type: "mrkdwn", text, verbatim: true };
}

export function button(actionId: string, word: string, t: Translate): types.Button {
  return { type: "button", action_id: actionId, text: plain(t(`slack.button.${word}`)) };
}

/** The link to a record; nothing where its address is none. */
export function recordButtons(url: string | null, t: Translate): types.Button[] {
  const href = linkTo(url);
  return href === null ? [] : [{ ...button(OPEN_RECORD_ACTION, "open", t), url: href }];
}

/** Slack refuses a row without buttons. */
export function actions(id: string, elements: readonly types.Button[]): types.ActionsBlock[] {
  return elements.length === 0 ? [] : [{ type: "actions", block_id: id, elements: [...elements] }];
}

/** An instant in the reader's own zone; a client that cannot show it gets UTC. */
export function dateMarkup(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^${DATE_FORMAT}|${utcText(at)}>`;
}

export function dateElement(at: number): types.RichTextElement {
  return {
    type: "date",
    timestamp: Math.floor(at / 1000),
    format: DATE_FORMAT,
    fallback: utcText(at),
  };
}

function utcText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}
