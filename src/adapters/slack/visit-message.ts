import type { types } from "@slack/bolt";
import { translatorOf } from "../../messages/translate.ts";
import type { VisitNotice } from "../../ports/visit-told.ts";
import { actions, headerBlock, joinedLines, recordButtons, richText } from "./blocks.ts";
import { asOfBlock } from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase } from "./phrase.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

/** A visit that a person has to know of, posted once. Pure: the same notice gives the same message. */

const TEXT_LIMIT = 500;
const NAME_LIMIT = 200;

export function visitMessage(notice: VisitNotice): Message {
  const t = translatorOf(notice.language);
  const { occasion, deliveryId, care, channel, attempts, colour, dueAt } = notice;
  const customer = cut(oneLine(notice.customerName ?? t("task.nobody")), NAME_LIMIT);
  const headline = t(`slackVisit.${occasion}.headline`, { customer });
  const phrase = createPhrase();
  const what = t("slackVisit.what", {
    kind: t(`visitPlan.kind.${care}`),
    channel: t(`visitPlan.channel.${channel}`),
    time: phrase.date(dueAt),
  });
  const late = colour === "green" ? [] : [t(`slackVisit.colour.${colour}`)];
  const ask = t(`slackVisit.${occasion}.ask`, { count: attempts });
  const lines = [what, ...late, ask].map((line) => phrase.elements(line));
  return {
    text: escapeMarkup(cut([headline, ask].join(" · "), TEXT_LIMIT)),
    blocks: [
      headerBlock(`${deliveryMark(deliveryId)}:${notice.revision}`, headline),
      richText(`visit:${deliveryId}`, joinedLines(lines)),
      ...actions(`record:${deliveryId}`, recordButtons(notice.url, t)),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(deliveryId),
  };
}
