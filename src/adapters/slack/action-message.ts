import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { ActionNotice } from "../../ports/complaint-notices.ts";
import { actions, headerBlock, joinedLines, recordButtons, richText } from "./blocks.ts";
import { asOfBlock, dayInWords } from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase } from "./phrase.ts";
import { quoteBlock } from "./quote-block.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

/** What a department is told of its corrective action. Pure: the same notice gives the same message. */

const TEXT_LIMIT = 500;
const TITLE_LIMIT = 200;

export function actionMessage(notice: ActionNotice): Message {
  const t = translatorOf(notice.language);
  const { called, deliveryId, owner } = notice;
  const headline = headlineOf(notice, t);
  const title = cut(oneLine(notice.title), TITLE_LIMIT);
  const phrase = createPhrase();
  const lines = [
    title,
    ...factsOf(notice, t),
    ...(owner === null
      ? []
      : [t("slackAction.owner", { owner: cut(oneLine(owner), TITLE_LIMIT) })]),
    ...(called.length === 0
      ? []
      : [t("slackAction.called", { people: called.map(phrase.person).join(" ") })]),
  ];
  return {
    text: escapeMarkup(cut([headline, title].join(" · "), TEXT_LIMIT)),
    blocks: [
      headerBlock(`${deliveryMark(deliveryId)}:${notice.revision}`, headline),
      richText(`action:${deliveryId}`, joinedLines(lines.map((line) => phrase.elements(line)))),
      ...quotesOf(notice).flatMap((words, index) =>
        quoteBlock(`said${index}:${deliveryId}`, words),
      ),
      ...actions(`open:${deliveryId}`, recordButtons(notice.url, t)),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(deliveryId),
  };
}

function headlineOf({ event, overdueDays }: ActionNotice, t: Translate): string {
  if (event.kind === "checked") {
    return t(`slackAction.headline.${event.isEffective ? "effective" : "without_effect"}`);
  }
  if (event.kind === "overdue_told") return t("slackAction.overdue", { count: overdueDays });
  return t(`slackAction.headline.${event.kind}`);
}

/** What is worth a line beside people's own words. */
function factsOf(notice: ActionNotice, t: Translate): readonly string[] {
  const { event, recurrences, customersWaiting, language } = notice;
  const due = (word: string, date: string) =>
    t(`slackAction.${word}`, { date: dayInWords(date, language) });
  switch (event.kind) {
    case "opened":
      return [
        t("slackAction.origin", { origin: t(`action.origin.${event.origin}`) }),
        due("due", event.dueDate),
      ];
    case "planned":
      return [due("due", event.dueDate)];
    case "carried_out":
      return [due("check", event.dueDate)];
    case "checked":
      return [
        due("due", event.dueDate),
        ...(event.isEffective ? [t("slackAction.waiting", { count: customersWaiting })] : []),
      ];
    case "recurred":
      return [t("slackAction.recurrences", { count: recurrences })];
    case "closed":
      return event.overrideReason === null ? [] : [t("slackAction.override")];
    case "overdue_told":
      return [due("wasDue", event.dueDate)];
    default:
      return [];
  }
}

function quotesOf({ event }: ActionNotice): readonly string[] {
  switch (event.kind) {
    case "opened":
      return [event.evidence.join("\n")];
    case "analysed":
      return [event.rootCause];
    case "planned":
      return [event.corrective, event.preventive];
    case "carried_out":
    case "checked":
      return [event.note];
    case "closed":
      return [event.overrideReason ?? event.note];
    default:
      return [];
  }
}
