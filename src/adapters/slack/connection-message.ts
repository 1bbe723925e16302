import type { types } from "@slack/bolt";
import { translatorOf } from "../../messages/translate.ts";
import type { ConnectionNotice } from "../../ports/notifier.ts";
import { headerBlock, joinedLines, richText } from "./blocks.ts";
import { asOfBlock } from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase } from "./phrase.ts";
import { escapeMarkup } from "./text.ts";

/** That the CRM has let go of us, posted once and never edited. Pure. */
export function connectionMessage(notice: ConnectionNotice): Message {
  const { deliveryId, disconnectedAt, language, revision } = notice;
  const t = translatorOf(language);
  const phrase = createPhrase();
  const headline = t("install.disconnected.headline");
  const date = phrase.date(disconnectedAt);
  const lines = [t("install.disconnected.happened", { date }), t("install.disconnected.todo")];
  return {
    text: escapeMarkup(headline),
    blocks: [
      headerBlock(`${deliveryMark(deliveryId)}:${revision}`, headline),
      richText(`connection:${deliveryId}`, joinedLines(lines.map((line) => phrase.elements(line)))),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(deliveryId),
  };
}
