import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { VisitDayNotice, VisitLine } from "../../ports/visit-told.ts";
import { dateElement, headerBlock } from "./blocks.ts";
import {
  asOfBlock,
  dayInWords,
  type LinePart,
  listBlock,
  namePart,
  noteBlock,
} from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { cut, escapeMarkup, linkTo, oneLine } from "./text.ts";

/** The visits of one person's day, posted once. Pure: the same notice gives the same message. */

const TEXT_LIMIT = 500;
const NAME_LIMIT = 60;
const LISTS = ["due", "overdue"] as const;

export function visitDayMessage(notice: VisitDayNotice): Message {
  const { language, role, date, deliveryId, revision } = notice;
  const t = translatorOf(language);
  const headline = t(`slackVisit.day.title.${role}`, { date: dayInWords(date, language) });
  const lists = LISTS.filter((name) => notice[name].total > 0);
  const titleOf = (name: (typeof LISTS)[number]) =>
    t(`slackVisit.day.${name}`, { number: notice[name].total });
  const blocks = lists.flatMap((name) =>
    listBlock(`${name}:${deliveryId}`, notice[name], {
      title: titleOf(name),
      lineOf: (line) => partsOf(line, notice, t),
      t,
    }),
  );
  return {
    text: escapeMarkup(cut([headline, ...lists.map(titleOf)].join(" · "), TEXT_LIMIT)),
    blocks: [
      headerBlock(`${deliveryMark(deliveryId)}:${revision}`, headline),
      ...blocks,
      noteBlock(`ask:${deliveryId}`, t("slackVisit.day.ask")),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(deliveryId),
  };
}

/** The customer as a link to the card; who reads of others' visits has to know whose they are. */
function partsOf(line: VisitLine, { role }: VisitDayNotice, t: Translate): readonly LinePart[] {
  const { care, channel, dueAt, ownerName } = line;
  return [
    customerPart(line, t),
    namePart(t(`visitPlan.kind.${care}`)),
    namePart(t(`visitPlan.channel.${channel}`)),
    [dateElement(dueAt)],
    latePart(line, t),
    role === "owner" ? [] : namePart(ownerName ?? t("visits.unassigned")),
  ];
}

function customerPart({ customerName, url }: VisitLine, t: Translate): LinePart {
  const text = cut(oneLine(customerName ?? "") || t("task.nobody"), NAME_LIMIT);
  const href = linkTo(url);
  const style = { bold: true };
  return [href === null ? { type: "text", text, style } : { type: "link", url: href, text, style }];
}

function latePart({ colour, overdueDays }: VisitLine, t: Translate): LinePart {
  switch (colour) {
    case "green":
      return [];
    case "yellow":
      return namePart(t("slackVisit.colour.yellow"));
    case "red":
      return namePart(t("slackVisit.day.late", { count: overdueDays }));
  }
}
