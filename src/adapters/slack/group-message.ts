import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { GroupNotice } from "../../ports/notifier.ts";
import { SHOW_CASE_ACTION, TAKE_GROUP_ACTION } from "./action-ids.ts";
import { headerBlock, plain } from "./blocks.ts";
import {
  asOfBlock,
  duePart,
  listBlock,
  noteBlock,
  standingPart,
  whatParts,
} from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

/** The one living message of many cases, as Slack wants it. Pure: the same notice gives the same message. */

const TEXT_LIMIT = 500;
/** Slack's own for the words of a choice. */
const CHOICE_LIMIT = 75;
const CHOICE_NAME_LIMIT = 25;
const SEPARATOR = " · ";
const STATES = ["open", "acknowledged", "handed_over", "resolved", "withdrawn"] as const;

export function groupMessage(notice: GroupNotice): Message {
  const t = translatorOf(notice.language);
  const headline = headlineOf(notice, t);
  const counts = countsOf(notice, t);
  return {
    text: escapeMarkup(cut(`${headline}${SEPARATOR}${counts}`, TEXT_LIMIT)),
    blocks: [
      headerBlock(`${deliveryMark(notice.deliveryId)}:${notice.revision}`, headline),
      noteBlock(blockId(notice, "counts"), counts),
      ...listBlock(blockId(notice, "live"), notice.live, {
        title: null,
        lineOf: (line) => [...whatParts(line, t), duePart(line, t, null), standingPart(line, t)],
        t,
      }),
      ...actions(notice, t),
      ...notes(notice, t),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(notice.deliveryId, { group_id: notice.groupId }),
  };
}

/** Slack wants a new block id for every iteration of a message. */
function blockId({ groupId, revision }: GroupNotice, part: string): string {
  return `${part}:${groupId}:${revision}`;
}

function headlineOf({ occasion, counts, live }: GroupNotice, t: Translate): string {
  const count = STATES.reduce((sum, state) => sum + counts[state], 0);
  const isOver = live.total === 0 && counts.handed_over === 0;
  return t(`slackDigest.${isOver ? "ended" : occasion}`, { count });
}

function countsOf({ counts }: GroupNotice, t: Translate): string {
  return STATES.filter((state) => counts[state] > 0)
    .map((state) => t(`slackDigest.count.${state}`, { number: counts[state] }))
    .join(SEPARATOR);
}

function actions(notice: GroupNotice, t: Translate): types.ActionsBlock[] {
  const { portalId, groupId, counts, choices } = notice;
  const elements: (types.Button | types.StaticSelect)[] = [];
  if (counts.open > 0) {
    elements.push({
      type: "button",
      action_id: TAKE_GROUP_ACTION,
      text: plain(t("slackDigest.takeAll")),
      style: "primary",
      value: `${portalId}:${groupId}`,
    });
  }
  if (choices.length > 0) {
    elements.push({
      type: "static_select",
      action_id: SHOW_CASE_ACTION,
      placeholder: plain(t("slackDigest.showCase")),
      options: choices.map((choice) => ({
        text: plain(choiceOf(choice, t)),
        value: `${portalId}:${choice.caseId}`,
      })),
    });
  }
  if (elements.length === 0) return [];
  return [{ type: "actions", block_id: blockId(notice, "group"), elements }];
}

function choiceOf(choice: GroupNotice["choices"][number], t: Translate): string {
  const subject = oneLine(choice.subject) || t("slack.noSubject");
  const customer = oneLine(choice.customerName ?? "") || t("slack.noCustomer");
  const name = cut(customer, CHOICE_NAME_LIMIT);
  const room = CHOICE_LIMIT - name.length - SEPARATOR.length;
  return cut([cut(subject, room), name].join(SEPARATOR), CHOICE_LIMIT);
}

/** Why this is a list, and why it stands where others read. */
function notes(notice: GroupNotice, t: Translate): types.ContextBlock[] {
  const why = noteBlock(blockId(notice, "why"), t(`slackDigest.why.${notice.occasion}`));
  if (!notice.isInFallback) return [why];
  const department = oneLine(notice.departmentName);
  return [why, noteBlock(blockId(notice, "strayed"), t("slack.strayed", { department }))];
}
