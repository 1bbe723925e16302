import type { types } from "@slack/bolt";
import { policyDifferenceWords } from "../../messages/policy-difference.ts";
import { translatorOf } from "../../messages/translate.ts";
import type { PolicyNotice } from "../../ports/notifier.ts";
import { bold, headerBlock, joinedLines, richText } from "./blocks.ts";
import { asOfBlock } from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase } from "./phrase.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

/** A change of the policy, posted once and never edited. Pure: the same notice gives the same message. */

const TEXT_LIMIT = 500;
const NAME_LIMIT = 200;
const LINE_LIMIT = 300;

export function policyMessage(notice: PolicyNotice): Message {
  const t = translatorOf(notice.language);
  const { occasion, version, approvedBy, effectiveAt, appliesTo, deliveryId } = notice;
  const headline = t(`slackPolicy.${occasion}`, { version: version ?? "" });
  const by = t("slackPolicy.by", { by: cut(oneLine(approvedBy), NAME_LIMIT) });
  const whom = t(`slackPolicy.appliesTo.${appliesTo}`);
  const phrase = createPhrase();
  const date = phrase.date(effectiveAt);
  const when = t(occasion === "approved" ? "slackPolicy.from" : "slackPolicy.since", { date });
  const note = cut(oneLine(notice.note), LINE_LIMIT);
  const about = note === "" ? [] : [t("slackPolicy.note", { note })];
  const lines = [when, by, whom, ...about].map((line) => phrase.elements(line));
  return {
    text: escapeMarkup(cut([headline, by, whom].join(" · "), TEXT_LIMIT)),
    blocks: [
      headerBlock(`${deliveryMark(deliveryId)}:${notice.revision}`, headline),
      richText(`policy:${deliveryId}`, joinedLines(lines)),
      richText(`changes:${deliveryId}`, joinedLines(changesOf(notice))),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(deliveryId),
  };
}

function changesOf({ summary: { changes, more, policies }, language }: PolicyNotice) {
  const t = translatorOf(language);
  if (changes.length === 0) return [[textOf(t("slackPolicy.noChange"))]];
  const rest = more > 0 ? [[textOf(t("slackPolicy.more", { number: more }))]] : [];
  const lines = changes.map((change) => policyDifferenceWords(change, { language, policies }));
  const told = lines.map((line) => [textOf(`• ${cut(oneLine(line), LINE_LIMIT)}`)]);
  return [[bold(t("slackPolicy.changes"))], ...told, ...rest];
}

function textOf(text: string): types.RichTextElement {
  return { type: "text", text };
}
