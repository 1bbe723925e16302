import type { types } from "@slack/bolt";
import { translatorOf } from "../../messages/translate.ts";
import type { MovedNotice } from "../../ports/notifier.ts";
import { bold, headerBlock, richText } from "./blocks.ts";
import { asOfBlock, subjectOf } from "./case-message.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase } from "./phrase.ts";
import { cut, escapeMarkup } from "./text.ts";

const SUBJECT_LIMIT = 300;

/** What a message says that was left: without buttons, as what they did is done elsewhere now. */
export function movedMessage(notice: MovedNotice): Message {
  const t = translatorOf(notice.language);
  const phrase = createPhrase();
  const headline = t("slack.case.moved.headline");
  const { subject, fallbackChannelId } = notice;
  const what = subject === null ? [] : [bold(cut(subjectOf(subject, t), SUBJECT_LIMIT))];
  const place =
    fallbackChannelId === null
      ? t("slack.case.moved.anew")
      : t("slack.case.moved.elsewhere", { channel: phrase.channel(fallbackChannelId) });
  const id = (part: string) => `${part}:${notice.deliveryId}:${notice.revision}`;
  return {
    text: escapeMarkup(headline),
    blocks: [
      headerBlock(`${deliveryMark(notice.deliveryId)}:${notice.revision}`, headline),
      ...(what.length === 0 ? [] : [richText(id("subject"), what)]),
      richText(id("place"), phrase.elements(place)),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(notice.deliveryId),
  };
}
