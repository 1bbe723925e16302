import type { types } from "@slack/bolt";
import { LOCALE_BY_LANGUAGE } from "../../messages/locale.ts";
import { timeSpan } from "../../messages/time-span.ts";
import type { MessageLanguage, Translate } from "../../messages/translate.ts";
import type { CaseLine, CaseList, NoticeBase } from "../../ports/notifier.ts";
import { dateElement, dateMarkup, markup, plain } from "./blocks.ts";
import { languageMark } from "./marks.ts";
import { cut, linkTo, oneLine } from "./text.ts";

/** Lists of cases as blocks. Words of people go into `plain_text` and `rich_text`, which Slack does not parse. */

const SUBJECT_LIMIT = 90;
const NAME_LIMIT = 60;
/** Of people who have a case or were told of it; all together, as there may be many. */
const NAMES_LIMIT = 120;
const LINE_LIMIT = 300;
const SEPARATOR = " · ";

/** One line of a list, from its parts; none for a part that has nothing to say. */
export type LinePart = readonly types.RichTextElement[];
export type LineOf<L> = (line: L) => readonly LinePart[];

/** A list under a headline of its own, with how many more there are. */
export function listBlock<L>(
  id: string,
  list: CaseList<L>,
  words: { readonly title: string | null; readonly lineOf: LineOf<L>; readonly t: Translate },
): types.RichTextBlock[] {
  const { title, lineOf, t } = words;
  if (list.lines.length === 0) return [];
  const rest = list.total - list.lines.length;
  const more = t("slackDigest.more", { number: rest });
  return [
    {
      type: "rich_text",
      block_id: id,
      elements: [
        ...(title === null ? [] : [section([text(title, { bold: true })])]),
        {
          type: "rich_text_list",
          style: "bullet",
          elements: list.lines.map((line) => section(joined(lineOf(line)))),
        },
        ...(rest > 0 ? [section([text(more, { italic: true })])] : []),
      ],
    },
  ];
}

/** The subject as a link to the ticket, and whose ticket it is. */
export function whatParts(line: CaseLine, t: Translate): readonly LinePart[] {
  const subject = cut(oneLine(line.subject) || t("slack.noSubject"), SUBJECT_LIMIT);
  const url = linkTo(line.url);
  const style = { bold: true };
  const customer = cut(oneLine(line.customerName ?? "") || t("slack.noCustomer"), NAME_LIMIT);
  return [
    [url === null ? text(subject, style) : { type: "link", url, text: subject, style }],
    [text(customer)],
  ];
}

/** When it is due; with `now` also how much time that leaves. */
export function duePart(
  { dueAt }: CaseLine,
  t: Translate,
  asOf: { readonly now: number; readonly language: MessageLanguage } | null,
): LinePart {
  if (dueAt === null) return [];
  const due = [text(`${t("slackDigest.due")} `), dateElement(dueAt)];
  if (asOf === null) return due;
  const { now, language } = asOf;
  const span = timeSpan(Math.abs(dueAt - now), language);
  // Done on the due instant is in time.
  const rest = dueAt < now ? t("slack.overdueBy", { span }) : t("slack.timeLeft", { span });
  return [...due, text(` (${rest})`)];
}

/** Who has it, or until when it was put off. */
export function standingPart({ takenBy, snoozedUntil }: CaseLine, t: Translate): LinePart {
  if (snoozedUntil !== null) {
    return [text(`${t("slackDigest.snoozedUntil")} `), dateElement(snoozedUntil)];
  }
  if (takenBy.length === 0) return [text(t("slackDigest.open"))];
  return [text(t("slackDigest.takenBy", { by: namesOf(takenBy, ", ") }))];
}

export function sincePart(at: number, t: Translate): LinePart {
  return [text(`${t("slackDigest.since")} `), dateElement(at)];
}

export function toldPart(people: readonly string[], t: Translate): LinePart {
  if (people.length === 0) return [];
  return [text(t("slackDigest.told", { people: namesOf(people, ", ") }))];
}

export function namePart(name: string): LinePart {
  return [text(cut(oneLine(name), NAME_LIMIT))];
}

function namesOf(names: readonly string[], separator: string): string {
  return cut(names.map(oneLine).join(separator), NAMES_LIMIT);
}

function joined(parts: readonly LinePart[]): types.RichTextElement[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [text(SEPARATOR), ...part]));
}

function text(words: string, style?: { bold?: boolean; italic?: boolean }): types.RichTextText {
  return { type: "text", text: words, ...(style && { style }) };
}

function section(elements: types.RichTextElement[]): types.RichTextSection {
  return { type: "rich_text_section", elements };
}

export function noteBlock(id: string, words: string): types.ContextBlock {
  return { type: "context", block_id: id, elements: [plain(cut(words, LINE_LIMIT))] };
}

/** The last block: as of when, and the mark by which a press tells its language. */
export function asOfBlock(
  { language, revision, now }: NoticeBase,
  t: Translate,
): types.ContextBlock {
  return {
    type: "context",
    block_id: `${languageMark(language)}${revision}`,
    elements: [markup(t("slack.asOf", { date: dateMarkup(now) }))],
  };
}

/** A calendar day in words, e.g. `Wednesday, 10 June 2026`. */
export function dayInWords(date: string, language: MessageLanguage): string {
  const format = new Intl.DateTimeFormat(LOCALE_BY_LANGUAGE[language], {
    dateStyle: "full",
    timeZone: "UTC",
  });
  return format.format(new Date(`${date}T00:00:00Z`));
}
