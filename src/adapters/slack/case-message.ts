import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { CaseNotice } from "../../ports/notifier.ts";
import { OPEN_RECORD_ACTION, RESOLVE_ACTION, TAKE_ACTION } from "./action-ids.ts";
import {
  actLine,
  customerOf,
  headlineOf,
  priorityOf,
  standingOf,
  stateOf,
  urgencyOf,
} from "./case-words.ts";
import { deliveryMark, languageMark, type Message, metadataOf } from "./marks.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

/**
 * The living message of a case, as Slack wants it. Pure: the same notice gives the same message.
 *
 * Limits: https://docs.slack.dev/reference/block-kit/blocks. Only blocks that every Slack client can
 * show are used. Words of people go into `plain_text` and `rich_text`, which Slack does not parse.
 */
const TEXT_LIMIT = 500;
const HEADER_LIMIT = 150;
const SUBJECT_LIMIT = 300;
const NAME_LIMIT = 200;
const LINE_LIMIT = 300;
const URL_LIMIT = 3000;
/** Slack refuses a section with more. */
const FIELDS_LIMIT = 10;
const ACTS_SHOWN = 4;
const DATE_FORMAT = "{date_short_pretty}, {time}";

export function caseMessage(notice: CaseNotice): Message {
  const t = translatorOf(notice.language);
  return {
    text: notificationOf(notice, t),
    blocks: [
      header(notice, t),
      subject(notice, t),
      ...clocks(notice, t),
      details(notice, t),
      state(notice, t),
      ...buttons(notice, t),
      ...history(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(notice.deliveryId, { case_id: notice.caseId }),
  };
}

function notificationOf(notice: CaseNotice, t: Translate): string {
  const headline = headlineOf(notice, t);
  const subject = cut(subjectOf(notice, t), SUBJECT_LIMIT);
  const what = t("slack.fallback", { headline, subject });
  const parts = [what, customerOf(notice.ticket, t), urgencyOf(notice, t)];
  return escapeMarkup(cut(parts.filter((part) => part !== null).join(" · "), TEXT_LIMIT));
}

function subjectOf(notice: CaseNotice, t: Translate): string {
  return oneLine(notice.ticket.subject) || t("slack.noSubject");
}

/** Slack wants a new block id for every iteration of a message. */
function blockId(notice: CaseNotice, part: string): string {
  return `${part}:${notice.caseId}:${notice.revision}`;
}

function header(notice: CaseNotice, t: Translate): types.HeaderBlock {
  return {
    type: "header",
    block_id: `${deliveryMark(notice.deliveryId)}:${notice.revision}`,
    text: plain(cut(headlineOf(notice, t), HEADER_LIMIT)),
  };
}

function subject(notice: CaseNotice, t: Translate): types.RichTextBlock {
  const text = cut(subjectOf(notice, t), SUBJECT_LIMIT);
  return richText(blockId(notice, "subject"), [{ type: "text", text, style: { bold: true } }]);
}

/** Two columns of our own words, so mrkdwn is safe here and gives bold names and local times. */
function clocks(notice: CaseNotice, t: Translate): types.SectionBlock[] {
  const fields = notice.clocks
    .filter((clock) => clock.state !== "cancelled")
    .slice(0, FIELDS_LIMIT)
    .map((clock) => {
      const lines = [`*${t(`clock.${clock.kind}`)}*`, standingOf(clock, notice, t)];
      if (clock.dueAt !== null) lines.push(t("slack.due", { date: dateMarkup(clock.dueAt) }));
      return markup(lines.join("\n"));
    });
  return fields.length === 0
    ? []
    : [{ type: "section", block_id: blockId(notice, "clocks"), fields }];
}

function details(notice: CaseNotice, t: Translate): types.RichTextBlock {
  const { ticket } = notice;
  const rows: (readonly [string, string])[] = [["customer", customerOf(ticket, t)]];
  if (ticket.priority) rows.push(["priority", priorityOf(ticket.priority, t)]);
  rows.push(["owner", oneLine(ticket.ownerName ?? "") || t("slack.noOwner")]);
  rows.push(["department", oneLine(notice.departmentName)]);
  const elements = rows.flatMap(([label, value], index): types.RichTextElement[] => [
    {
      type: "text",
      text: `${index === 0 ? "" : "\n"}${t(`slack.label.${label}`)}`,
      style: { bold: true },
    },
    { type: "text", text: `${t("slack.colon")}${cut(value, NAME_LIMIT)}` },
  ]);
  return richText(blockId(notice, "details"), elements);
}

function state(notice: CaseNotice, t: Translate): types.RichTextBlock {
  const { text, at } = stateOf(notice, t);
  const elements: types.RichTextElement[] = [
    { type: "text", text: cut(text, LINE_LIMIT), style: { bold: true } },
  ];
  if (at !== null) elements.push({ type: "text", text: " · " }, dateElement(at));
  return richText(blockId(notice, "state"), elements);
}

function buttons(notice: CaseNotice, t: Translate): types.ActionsBlock[] {
  const value = `${notice.portalId}:${notice.caseId}`;
  const elements: types.Button[] = [];
  if (notice.state === "open") {
    elements.push({ ...button(TAKE_ACTION, "take", t), style: "primary", value });
  }
  if (notice.state === "open" || notice.state === "acknowledged") {
    elements.push({ ...button(RESOLVE_ACTION, "resolve", t), value, confirm: confirmation(t) });
  }
  const url = recordUrl(notice.ticket.url);
  if (url !== null) elements.push({ ...button(OPEN_RECORD_ACTION, "open", t), url });
  return elements.length === 0
    ? []
    : [{ type: "actions", block_id: blockId(notice, "case"), elements }];
}

function button(actionId: string, word: string, t: Translate): types.Button {
  return { type: "button", action_id: actionId, text: plain(t(`slack.button.${word}`)) };
}

function confirmation(t: Translate): types.ConfirmationDialog {
  return {
    title: plain(t("slack.confirm.title")),
    text: plain(t("slack.confirm.text")),
    confirm: plain(t("slack.confirm.yes")),
    deny: plain(t("slack.confirm.no")),
  };
}

/** The last acts, one small line each, and the instant at which all this was so. */
function history(notice: CaseNotice, t: Translate): types.ContextBlock[] {
  const acts = notice.acts.slice(-ACTS_SHOWN).map(
    (act, index): types.ContextBlock => ({
      type: "context",
      block_id: blockId(notice, `act${index}`),
      elements: [markup(dateMarkup(act.at)), plain(cut(actLine(act, t), LINE_LIMIT))],
    }),
  );
  const asOf: types.ContextBlock = {
    type: "context",
    block_id: `${languageMark(notice.language)}${notice.revision}`,
    elements: [markup(t("slack.asOf", { date: dateMarkup(notice.now) }))],
  };
  return [...acts, ...strayed(notice, t), asOf];
}

/** Why a department's case stands where others read. */
function strayed(notice: CaseNotice, t: Translate): types.ContextBlock[] {
  if (!notice.isInFallback) return [];
  const text = t("slack.strayed", { department: oneLine(notice.departmentName) });
  const elements = [plain(cut(text, LINE_LIMIT))];
  return [{ type: "context", block_id: blockId(notice, "strayed"), elements }];
}

/** Only what a browser may open; anything else would make Slack refuse the whole message. */
function recordUrl(url: string | null): string | null {
  if (url === null || url.length > URL_LIMIT || !URL.canParse(url)) return null;
  const parsed = new URL(url);
  return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
}

function richText(id: string, elements: types.RichTextElement[]): types.RichTextBlock {
  return {
    type: "rich_text",
    block_id: id,
    elements: [{ type: "rich_text_section", elements }],
  };
}

function plain(text: string): types.PlainTextElement {
  return { type: "plain_text", text, emoji: false };
}

/** For our own words only. */
function markup(text: string): types.MrkdwnElement {
  return { type: "mrkdwn", text, verbatim: true };
}

/** An instant in the reader's own zone; a client that cannot show it gets UTC. */
function dateMarkup(at: number): string {
  return `<!date^${Math.floor(at / 1000)}^${DATE_FORMAT}|${utcText(at)}>`;
}

function dateElement(at: number): types.RichTextElement {
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
