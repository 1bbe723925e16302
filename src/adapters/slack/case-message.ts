import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { CaseNotice, CaseTold, NoticeBase } from "../../ports/notifier.ts";
import {
  actions,
  dateMarkup,
  headerBlock,
  joinedLines,
  markup,
  plain,
  richText,
} from "./blocks.ts";
import { briefLines } from "./case-brief-lines.ts";
import { caseButtons } from "./case-buttons.ts";
import { standingLines } from "./case-standing.ts";
import {
  customerOf,
  headlineOf,
  priorityOf,
  type SaidOfCase,
  standingOf,
  urgencyOf,
} from "./case-words.ts";
import { deliveryMark, languageMark, type Message, metadataOf } from "./marks.ts";
import { stepLine } from "./step-words.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

/** The living message of a case, as Slack wants it. Pure: the same notice gives the same message. */
const TEXT_LIMIT = 500;
const SUBJECT_LIMIT = 300;
const NAME_LIMIT = 200;
const LINE_LIMIT = 300;
/** Slack refuses a section with more. */
const FIELDS_LIMIT = 10;
const STEPS_SHOWN = 6;

export function caseMessage(notice: CaseNotice): Message {
  const t = translatorOf(notice.language);
  return {
    text: notificationOf(notice, headlineOf(notice, t), t),
    blocks: [
      headerBlock(`${deliveryMark(notice.deliveryId)}:${notice.revision}`, headlineOf(notice, t)),
      subjectBlock(notice, t),
      ...clocks(notice, t),
      details(notice, t),
      ...lines(blockId(notice, "brief"), briefLines(notice, t)),
      ...lines(blockId(notice, "state"), standingLines(notice, t)),
      ...actions(blockId(notice, "case"), caseButtons(notice, t)),
      ...history(notice, t),
      ...strayed(notice, t),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(notice.deliveryId, { case_id: notice.caseId }),
  };
}

/** The one line of a notification. */
export function notificationOf(
  notice: SaidOfCase & Pick<CaseTold, "ticket">,
  headline: string,
  t: Translate,
): string {
  const subject = cut(subjectOf(notice.ticket.subject, t), SUBJECT_LIMIT);
  const what = t("slack.fallback", { headline, subject });
  const parts = [what, customerOf(notice.ticket, t), urgencyOf(notice, t)];
  return escapeMarkup(cut(parts.filter((part) => part !== null).join(" · "), TEXT_LIMIT));
}

export function subjectOf(subject: string, t: Translate): string {
  return oneLine(subject) || t("slack.noSubject");
}

/** Slack wants a new block id for every iteration of a message. */
export function blockId(
  { caseId, revision }: Pick<CaseNotice, "caseId" | "revision">,
  part: string,
): string {
  return `${part}:${caseId}:${revision}`;
}

export function subjectBlock(
  notice: Pick<CaseNotice, "caseId" | "revision" | "ticket">,
  t: Translate,
): types.RichTextBlock {
  const text = cut(subjectOf(notice.ticket.subject, t), SUBJECT_LIMIT);
  return richText(blockId(notice, "subject"), [{ type: "text", text, style: { bold: true } }]);
}

/** Two columns of our own words, so mrkdwn is safe here and gives bold names and local times. */
function clocks(notice: CaseNotice, t: Translate): types.SectionBlock[] {
  const fields = notice.clocks
    .filter((clock) => clock.state !== "cancelled")
    .slice(0, FIELDS_LIMIT)
    .map((clock) => {
      const words = [`*${t(`clock.${clock.kind}`)}*`, standingOf(clock, notice, t)];
      if (clock.dueAt !== null) words.push(t("slack.due", { date: dateMarkup(clock.dueAt) }));
      return markup(words.join("\n"));
    });
  return fields.length === 0
    ? []
    : [{ type: "section", block_id: blockId(notice, "clocks"), fields }];
}

function details(notice: CaseNotice, t: Translate): types.RichTextBlock {
  const { ticket } = notice;
  const rows: (readonly [string, string])[] = [];
  // The brief says it with its reasons.
  if (!notice.brief.isWhole) rows.push(["customer", customerOf(ticket, t)]);
  if (ticket.priority) rows.push(["priority", priorityOf(ticket.priority, t)]);
  rows.push(["owner", oneLine(ticket.ownerName ?? "") || t("slack.noOwner")]);
  rows.push(["department", oneLine(notice.departmentName)]);
  return richText(blockId(notice, "details"), rowElements(rows, t));
}

/** One line each: a label of ours and a value of whoever wrote it. */
export function rowElements(
  rows: readonly (readonly [string, string])[],
  t: Translate,
): types.RichTextElement[] {
  return rows.flatMap(([label, value], index): types.RichTextElement[] => [
    {
      type: "text",
      text: `${index === 0 ? "" : "\n"}${t(`slack.label.${label}`)}`,
      style: { bold: true },
    },
    { type: "text", text: `${t("slack.colon")}${cut(value, NAME_LIMIT)}` },
  ]);
}

/** All lines in one block; nothing where there is none. */
export function lines(
  id: string,
  texts: readonly (readonly types.RichTextElement[])[],
): types.RichTextBlock[] {
  if (texts.length === 0) return [];
  return [richText(id, joinedLines(texts))];
}

/** The last steps, one small line each. */
function history(notice: CaseNotice, t: Translate): types.ContextBlock[] {
  return notice.acts.slice(-STEPS_SHOWN).map((step, index): types.ContextBlock => {
    const line = plain(cut(stepLine(step, t, notice.language), LINE_LIMIT));
    const elements = [markup(dateMarkup(step.at)), line];
    if (step.until !== undefined) elements.push(markup(`→ ${dateMarkup(step.until)}`));
    return { type: "context", block_id: blockId(notice, `act${index}`), elements };
  });
}

/** Why a department's case stands where others read. */
function strayed(notice: CaseNotice, t: Translate): types.ContextBlock[] {
  if (!notice.isInFallback) return [];
  const text = t("slack.strayed", { department: oneLine(notice.departmentName) });
  const elements = [plain(cut(text, LINE_LIMIT))];
  return [{ type: "context", block_id: blockId(notice, "strayed"), elements }];
}

/** The instant at which all this was so; ends a message, as its id tells the language. */
export function asOfBlock(
  { language, revision, now }: Pick<NoticeBase, "language" | "revision" | "now">,
  t: Translate,
): types.ContextBlock {
  return {
    type: "context",
    block_id: `${languageMark(language)}${revision}`,
    elements: [markup(t("slack.asOf", { date: dateMarkup(now) }))],
  };
}
