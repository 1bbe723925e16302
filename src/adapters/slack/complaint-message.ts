import type { types } from "@slack/bolt";
import { translatorOf } from "../../messages/translate.ts";
import type { ComplaintNotice } from "../../ports/complaint-notices.ts";
import { actions, headerBlock, joinedLines, recordButtons, richText } from "./blocks.ts";
import { asOfBlock } from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase } from "./phrase.ts";
import { quoteBlock } from "./quote-block.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

/** What a department is told of a complaint. Pure: the same notice gives the same message. */

const TEXT_LIMIT = 500;
const SUBJECT_LIMIT = 200;
/** Where somebody has to act. */
const CALLS: readonly ComplaintNotice["occasion"][] = ["left_open", "reopened"];

export function complaintMessage(notice: ComplaintNotice): Message {
  const t = translatorOf(notice.language);
  const { occasion, severity, by, missing, dueAt, called, deliveryId } = notice;
  const headline = t(`slackComplaint.headline.${occasion}`);
  const subject = cut(oneLine(notice.subject), SUBJECT_LIMIT) || t("slackComplaint.noSubject");
  const phrase = createPhrase();
  const lines = [
    subject,
    ...(severity === null
      ? []
      : [t("slackComplaint.severity", { severity: t(`complaint.severity.${severity}`) })]),
    ...(missing.length === 0
      ? []
      : [
          t("slackComplaint.missing", {
            missing: missing
              .map((one) => t(`complaint.missing.${one}`))
              .join(t("slackComplaint.between")),
          }),
        ]),
    ...(dueAt === null ? [] : [t("slackComplaint.due", { date: phrase.date(dueAt) })]),
    ...(by === null ? [] : [t("slackComplaint.by", { by: cut(oneLine(by), SUBJECT_LIMIT) })]),
    ...(called.length === 0 || !CALLS.includes(occasion)
      ? []
      : [t(`slackComplaint.called.${occasion}`, { people: called.map(phrase.person).join(" ") })]),
  ];
  return {
    text: escapeMarkup(cut([headline, subject].join(" · "), TEXT_LIMIT)),
    blocks: [
      headerBlock(`${deliveryMark(deliveryId)}:${notice.revision}`, headline),
      richText(`complaint:${deliveryId}`, joinedLines(lines.map((line) => phrase.elements(line)))),
      ...quoteBlock(`said:${deliveryId}`, notice.text),
      ...actions(`open:${deliveryId}`, recordButtons(notice.url, t)),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(deliveryId),
  };
}
