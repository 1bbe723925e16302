import type { types } from "@slack/bolt";
import { translatorOf } from "../../messages/translate.ts";
import type { RemovedNotice } from "../../ports/notifier.ts";
import { richText } from "./blocks.ts";
import { asOfBlock } from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { escapeMarkup } from "./text.ts";

/** What stands where a message told of somebody who was erased since. Pure. */
export function removedMessage(notice: RemovedNotice): Message {
  const { deliveryId, language, revision } = notice;
  const t = translatorOf(language);
  const words = t("slack.removed");
  return {
    text: escapeMarkup(words),
    blocks: [
      richText(`${deliveryMark(deliveryId)}:${revision}`, [{ type: "text", text: words }]),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(deliveryId),
  };
}
