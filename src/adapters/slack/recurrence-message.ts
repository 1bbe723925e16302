import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { RecurrenceNotice } from "../../ports/recurrence-notice.ts";
import { bold, headerBlock, joinedLines, richText } from "./blocks.ts";
import { asOfBlock } from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase } from "./phrase.ts";
import { cut, escapeMarkup, linkTo, oneLine } from "./text.ts";

/** The evidence of a cause that comes back, posted once and never edited. Pure. */

const TEXT_LIMIT = 500;
const NAME_LIMIT = 200;
const SUBJECT_LIMIT = 120;
const TERM_LIMIT = 40;

export function recurrenceMessage(notice: RecurrenceNotice): Message {
  const t = translatorOf(notice.language);
  const { total, customers, sinceAt, deliveryId } = notice;
  const headline = t("recurrence.headline", { total });
  const terms = termsOf(notice, t);
  const phrase = createPhrase();
  const since = t("recurrence.since", { date: phrase.date(sinceAt), customers });
  const facts = [since, ...aboutOf(notice, t)].map((line) => phrase.elements(line));
  return {
    text: escapeMarkup(cut([headline, terms].join(" · "), TEXT_LIMIT)),
    blocks: [
      headerBlock(`${deliveryMark(deliveryId)}:${notice.revision}`, headline),
      richText(`recurrence:${deliveryId}`, joinedLines(facts)),
      richText(
        `terms:${deliveryId}`,
        joinedLines([[bold(t("recurrence.terms"))], [textOf(terms)], ...ticketsOf(notice, t)]),
      ),
      richText(`todo:${deliveryId}`, joinedLines([[textOf(t("recurrence.todo"))]])),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(deliveryId),
  };
}

function aboutOf({ category, product }: RecurrenceNotice, t: Translate): readonly string[] {
  const named = (name: string) => cut(oneLine(name), NAME_LIMIT);
  return [
    ...(product === null ? [] : [t("recurrence.product", { product: named(product) })]),
    ...(category === null ? [] : [t("recurrence.category", { category: named(category) })]),
  ];
}

function termsOf({ terms }: RecurrenceNotice, t: Translate): string {
  return terms
    .map(({ term, tickets }) => t("recurrence.term", { term: cut(term, TERM_LIMIT), tickets }))
    .join(", ");
}

function ticketsOf(
  { tickets, total }: RecurrenceNotice,
  t: Translate,
): readonly (readonly types.RichTextElement[])[] {
  const rest = total - tickets.length;
  return [
    [bold(t("recurrence.tickets"))],
    ...tickets.map(({ subject, url }) => {
      const shown = cut(oneLine(subject), SUBJECT_LIMIT);
      const link = linkTo(url);
      return [textOf("• "), link === null ? textOf(shown) : linkOf(link, shown)];
    }),
    ...(rest > 0 ? [[textOf(t("recurrence.more", { number: rest }))]] : []),
  ];
}

function linkOf(url: string, text: string): types.RichTextElement {
  return text === "" ? { type: "link", url } : { type: "link", url, text };
}

function textOf(text: string): types.RichTextElement {
  return { type: "text", text: text === "" ? " " : text };
}
