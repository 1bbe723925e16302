import type { types } from "@slack/bolt";
import type { TicketStatus, TicketStatusAnswer } from "../../app/escalation/read-ticket-status.ts";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import { caseStandingBlock, type Reading } from "./case-line-blocks.ts";
import {
  bold,
  date,
  fitting,
  header,
  rich,
  type Said,
  said,
  section,
  words,
} from "./talk-blocks.ts";
import { cut, oneLine } from "./text.ts";

const NAME_LIMIT = 200;

/** Of all portals of the workspace that know this number; mostly one. */
export function statusAnswer(
  { language, now, tickets }: TicketStatusAnswer,
  ticketId: string,
): Said {
  const t = translatorOf(language);
  if (tickets.length === 0) return said(t("slackTalk.status.unknown", { id: ticketId }));
  return {
    text: t("slackTalk.status.title", { id: ticketId }),
    blocks: fitting(
      tickets.flatMap((ticket) => statusBlocks(ticket, { language, now })),
      t("slackTalk.list.more"),
    ),
  };
}

function statusBlocks(ticket: TicketStatus, reading: Reading): types.KnownBlock[] {
  const t = translatorOf(reading.language);
  const { gone, cases, clocks } = ticket;
  return [
    header(t("slackTalk.status.title", { id: ticket.ticketId })),
    about(ticket, t),
    ...(gone === null ? [] : [section(t(`slackTalk.status.${gone}`))]),
    rich(bold(t("slackTalk.status.clocks"))),
    ...(clocks.length === 0 ? [section(t("slackTalk.status.noClocks"))] : []),
    ...clocks.map((clock) => clockBlock(clock, t)),
    rich(bold(t("slackTalk.status.cases"))),
    ...(cases.length === 0 ? [section(t("slackTalk.status.noCases"))] : []),
    ...cases.map((line) => caseStandingBlock(line, reading)),
    rich(words(`${t("slackTalk.status.asOf")} `), date(ticket.dataAt)),
  ];
}

function about({ subject, ownerName }: TicketStatus, t: Translate): types.RichTextBlock {
  const owner = cut(oneLine(ownerName ?? ""), NAME_LIMIT) || t("slack.noOwner");
  return rich(
    bold(oneLine(subject) || t("slack.noSubject")),
    words(`\n${t("slack.label.owner")}${t("slack.colon")}${owner}`),
  );
}

function clockBlock(clock: TicketStatus["clocks"][number], t: Translate): types.RichTextBlock {
  const { kind, state, dueAt, endedAt } = clock;
  const word = state === "breached" && endedAt !== null ? "done_late" : state;
  const line = `${t(`clock.${kind}`)} · ${t(`card.state.${word}`)}`;
  return dueAt === null
    ? rich(words(line))
    : rich(words(`${line} · ${t("slackTalk.status.due")} `), date(dueAt));
}
