import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { ThreadNotice } from "../../ports/notifier.ts";
import { bold, joinedLines, plain } from "./blocks.ts";
import { subjectOf } from "./case-message.ts";
import { listOf } from "./lists.ts";
import { deliveryMark, languageMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase } from "./phrase.ts";
import { actOf } from "./step-words.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

type Step = ThreadNotice["steps"][number];

const LINE_LIMIT = 300;
/** As much as somebody may write with an act. */
const TEXT_LIMIT = 1_100;
/** A reply that would be longer says the newest. */
const STEPS_LIMIT = 10;
const NOTIFICATION_LIMIT = 500;
const SUBJECT_LIMIT = 200;

/** A reply in the thread of a case: what has happened, with people's own words below. */
export function threadMessage(notice: ThreadNotice): Message {
  const t = translatorOf(notice.language);
  const steps = notice.steps.slice(-STEPS_LIMIT);
  const elements = elementsOf(notice, steps, t);
  return {
    text: notificationOf(notice, steps, t),
    blocks: [
      { type: "rich_text", block_id: deliveryMark(notice.deliveryId), elements },
      {
        type: "context",
        block_id: `${languageMark(notice.language)}${notice.revision}`,
        elements: [subjectLine(notice, t)],
      },
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(notice.deliveryId, { case_id: notice.caseId }),
  };
}

/** Threads of several cases may stand together. */
function subjectLine({ subject }: ThreadNotice, t: Translate): types.PlainTextElement {
  return plain(cut(subjectOf(subject, t), SUBJECT_LIMIT));
}

function notificationOf(notice: ThreadNotice, steps: readonly Step[], t: Translate): string {
  const said = steps.map((step) => actOf(step, t, notice.language)).join(" · ");
  const subject = cut(subjectOf(notice.subject, t), SUBJECT_LIMIT);
  const text = t("slack.fallback", { headline: said, subject });
  return escapeMarkup(cut(text, NOTIFICATION_LIMIT));
}

/** A sentence for each step; a person's own words stand apart below it. */
function elementsOf(
  notice: ThreadNotice,
  steps: readonly Step[],
  t: Translate,
): (types.RichTextSection | types.RichTextQuote)[] {
  const elements: (types.RichTextSection | types.RichTextQuote)[] = [];
  let sentences: types.RichTextElement[][] = [];
  for (const step of steps) {
    sentences.push(sentenceOf(notice, step, t));
    const text = cut(oneLine(step.text ?? ""), TEXT_LIMIT);
    if (text === "") continue;
    elements.push({ type: "rich_text_section", elements: joinedLines(sentences) });
    elements.push({ type: "rich_text_quote", elements: [{ type: "text", text }] });
    sentences = [];
  }
  if (sentences.length === 0) return elements;
  return [...elements, { type: "rich_text_section", elements: joinedLines(sentences) }];
}

/** A level calls its people: a mention in a new reply reaches them, one in an edited message does not. */
function sentenceOf(notice: ThreadNotice, step: Step, t: Translate): types.RichTextElement[] {
  if (step.act !== "told") return [bold(cut(actOf(step, t, notice.language), LINE_LIMIT))];
  const phrase = createPhrase();
  const people = listOf(notice.called.map(phrase.person), notice.language);
  return phrase.elements(t("slack.case.thread.told", { level: step.level ?? 1, people }), "bold");
}
