import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { DigestNotice, ManagerDigestNotice, NoticeBase } from "../../ports/notifier.ts";
import { bold, headerBlock, joinedLines, richText } from "./blocks.ts";
import {
  asOfBlock,
  dayInWords,
  duePart,
  listBlock,
  namePart,
  noteBlock,
  sincePart,
  standingPart,
  toldPart,
  whatParts,
} from "./list-blocks.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

/** Messages of the morning, posted once and never edited. Pure: the same notice gives the same message. */

const TEXT_LIMIT = 500;
/** In the headline the day must stay readable, however long a department's name is. */
const NAME_LIMIT = 90;
const SUGGESTION_LIMIT = 200;
const SECTIONS = ["open", "stale", "waiting", "solved"] as const;

export function digestMessage(notice: DigestNotice): Message {
  const t = translatorOf(notice.language);
  const headline = t("slackDigest.title", {
    department: cut(oneLine(notice.departmentName), NAME_LIMIT),
    date: dayInWords(notice.date, notice.language),
  });
  const sections = SECTIONS.filter((name) => notice[name].total > 0);
  return messageOf(notice, {
    headline,
    summary: sections.map((name) => titleOf(notice, name, t)),
    blocks: [...sections.flatMap((name) => sectionOf(notice, name, t)), ...strayed(notice, t)],
  });
}

type Section = (typeof SECTIONS)[number];

function titleOf(notice: DigestNotice, name: Section, t: Translate): string {
  return t(`slackDigest.section.${name}`, { number: notice[name].total });
}

function sectionOf(notice: DigestNotice, name: Section, t: Translate): types.RichTextBlock[] {
  const isOver = name === "solved";
  return listBlock(`${name}:${notice.deliveryId}`, notice[name], {
    title: titleOf(notice, name, t),
    lineOf: (line) => [
      ...whatParts(line, t),
      ...(isOver ? [] : [duePart(line, t, notice), standingPart(line, t)]),
    ],
    t,
  });
}

function strayed({ isInFallback, deliveryId, departmentName }: DigestNotice, t: Translate) {
  if (!isInFallback) return [];
  const department = oneLine(departmentName);
  return [noteBlock(`strayed:${deliveryId}`, t("slack.strayed", { department }))];
}

export function managerDigestMessage(notice: ManagerDigestNotice): Message {
  const t = translatorOf(notice.language);
  const count = notice.exhausted.total;
  const { total } = notice.suggestions;
  const what =
    count > 0
      ? t("slackDigest.exhausted", { count })
      : t("slackDigest.suggestions", { count: total });
  return messageOf(notice, {
    headline: t("slackDigest.onDate", {
      headline: what,
      date: dayInWords(notice.date, notice.language),
    }),
    summary: [],
    blocks: [
      ...listBlock(`exhausted:${notice.deliveryId}`, notice.exhausted, {
        title: null,
        lineOf: (line) => [
          ...whatParts(line, t),
          namePart(line.departmentName),
          sincePart(line.exhaustedAt, t),
          toldPart(line.told, t),
        ],
        t,
      }),
      ...suggestionsBlock(notice, t),
    ],
  });
}

/** What customers suggested, as they are quoted; who wrote it down can tell more. */
function suggestionsBlock(
  { suggestions, deliveryId }: ManagerDigestNotice,
  t: Translate,
): types.RichTextBlock[] {
  const { lines, total } = suggestions;
  if (lines.length === 0) return [];
  const rest = total - lines.length;
  const said = lines.map(({ customerName, text, by }) => {
    const customer = cut(oneLine(customerName ?? t("task.nobody")), NAME_LIMIT);
    const suggestion = cut(oneLine(text), SUGGESTION_LIMIT);
    const line = t("slackDigest.suggestion", {
      customer,
      suggestion,
      by: cut(oneLine(by), NAME_LIMIT),
    });
    return [{ type: "text" as const, text: `• ${line}` }];
  });
  const more = [{ type: "text" as const, text: t("slackDigest.more", { number: rest }) }];
  const title = [bold(t("slackDigest.suggestions", { count: total }))];
  return [
    richText(
      `suggestions:${deliveryId}`,
      joinedLines([title, ...said, ...(rest > 0 ? [more] : [])]),
    ),
  ];
}

function messageOf(
  notice: NoticeBase,
  said: {
    readonly headline: string;
    readonly summary: readonly string[];
    readonly blocks: readonly types.KnownBlock[];
  },
): Message {
  const t = translatorOf(notice.language);
  return {
    text: escapeMarkup(cut([said.headline, ...said.summary].join(" · "), TEXT_LIMIT)),
    blocks: [
      headerBlock(`${deliveryMark(notice.deliveryId)}:${notice.revision}`, said.headline),
      ...said.blocks,
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(notice.deliveryId),
  };
}
