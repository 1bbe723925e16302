import type { types } from "@slack/bolt";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { GroupPageNotice, MessageRef, PageNotice } from "../../ports/notifier.ts";
import { TAKE_GROUP_ACTION } from "./action-ids.ts";
import { actions, bold, button, headerBlock, recordButtons } from "./blocks.ts";
import { askText, promiseText } from "./case-brief-lines.ts";
import { takeButton } from "./case-buttons.ts";
import { asOfBlock, blockId, lines, notificationOf, subjectBlock } from "./case-message.ts";
import { customerOf, troubleOf } from "./case-words.ts";
import { deliveryMark, type Message, metadataOf } from "./marks.ts";
import { createPhrase, type Phrase } from "./phrase.ts";
import { cut, escapeMarkup, oneLine } from "./text.ts";

const NAME_LIMIT = 200;

type Words = { readonly phrase: Phrase; readonly t: Translate };

/** A direct message to whoever is called to a case; `link` leads to the message of the case. */
export function pageMessage(notice: PageNotice, link: string | null): Message {
  const t = translatorOf(notice.language);
  const headline = t("slack.case.page.headline", { headline: troubleOf(notice, t) });
  return {
    text: notificationOf(notice, headline, t),
    blocks: [
      headerBlock(deliveryMark(notice.deliveryId), headline),
      subjectBlock(notice, t),
      ...lines(blockId(notice, "page"), pageLines(notice, link, t)),
      ...actions(blockId(notice, "case"), [
        takeButton(notice, t),
        ...recordButtons(notice.ticket.url, t),
      ]),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(notice.deliveryId, { case_id: notice.caseId }),
  };
}

function pageLines(
  notice: PageNotice,
  link: string | null,
  t: Translate,
): types.RichTextElement[][] {
  const words = { phrase: createPhrase(), t };
  const { level, departmentName, ticket } = notice;
  const rows: [string, string | null][] = [
    ["slack.case.page.why", whyText({ level, departmentName }, t)],
    ["slack.label.customer", cut(customerOf(ticket, t), NAME_LIMIT)],
    ["slack.case.brief.promise", promiseText(notice, words)],
    ["slack.case.brief.ask", askText(notice.ask, words)],
    ["slack.case.page.where", whereText(notice.message, link, words)],
  ];
  return rows.flatMap(([label, text]) => (text === null ? [] : [row(label, text, words)]));
}

function row(label: string, text: string, { phrase, t }: Words): types.RichTextElement[] {
  return [bold(t(label)), { type: "text", text: t("slack.colon") }, ...phrase.elements(text)];
}

function whyText(
  { level, departmentName }: Pick<PageNotice, "level" | "departmentName">,
  t: Translate,
): string {
  const department = cut(oneLine(departmentName), NAME_LIMIT);
  return t("slack.case.page.level", { level, department });
}

/** The channel says who else reads it; the link leads to the message, however much was said since. */
function whereText(
  message: MessageRef | null,
  link: string | null,
  { phrase, t }: Words,
): string | null {
  if (message === null) return null;
  const channel = phrase.channel(message.channelId);
  return link === null
    ? channel
    : `${channel} · ${phrase.link(link, t("slack.case.page.message"))}`;
}

/** The same for many cases at once. */
export function groupPageMessage(notice: GroupPageNotice, link: string | null): Message {
  const t = translatorOf(notice.language);
  const words = { phrase: createPhrase(), t };
  const count = notice.openCount;
  const headline = t("slack.case.page.group", { count });
  const where = whereText(notice.message, link, words);
  const id = (part: string) => `${part}:${notice.groupId}:${notice.revision}`;
  return {
    text: escapeMarkup(headline),
    blocks: [
      headerBlock(deliveryMark(notice.deliveryId), headline),
      ...lines(id("page"), [
        row("slack.case.page.why", whyText(notice, t), words),
        ...(where === null ? [] : [row("slack.case.page.where", where, words)]),
      ]),
      ...actions(id("group"), [
        {
          ...button(TAKE_GROUP_ACTION, "takeAll", t),
          style: "primary",
          value: `${notice.portalId}:${notice.groupId}`,
        },
      ]),
      asOfBlock(notice, t),
    ] satisfies types.KnownBlock[],
    metadata: metadataOf(notice.deliveryId, { group_id: notice.groupId }),
  };
}
