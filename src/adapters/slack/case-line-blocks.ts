import type { types } from "@slack/bolt";
import type { CaseSummary } from "../../app/escalation/case-summaries.ts";
import { type MessageLanguage, type Translate, translatorOf } from "../../messages/translate.ts";
import { OPEN_RECORD_ACTION, TAKE_ACTION } from "./action-ids.ts";
import { bold, button, date, type Leaf, rich, words } from "./talk-blocks.ts";
import { cut, linkTo, oneLine } from "./text.ts";

/** A case among others, for who asked what there is. */

export type Reading = { readonly language: MessageLanguage; readonly now: number };

const SUBJECT_LIMIT = 150;
const NAMES_LIMIT = 200;

/** The ticket; below it the department, who has it, and what is due. */
export function caseLineBlock(line: CaseSummary, reading: Reading): types.RichTextBlock {
  const t = translatorOf(reading.language);
  const subject = cut(oneLine(line.subject) || t("slack.noSubject"), SUBJECT_LIMIT);
  const title = t("slackTalk.list.title", { id: line.ticketId, subject });
  const department = oneLine(line.departmentName[reading.language]);
  return rich(
    bold(title),
    words(`\n${department} · ${standingOf(line, t)} · `),
    ...dueOf(line, reading.now, t),
  );
}

/** Where its ticket is named already. */
export function caseStandingBlock(line: CaseSummary, reading: Reading): types.RichTextBlock {
  const t = translatorOf(reading.language);
  const department = oneLine(line.departmentName[reading.language]);
  return rich(words(`${department} · ${standingOf(line, t)} · `), ...dueOf(line, reading.now, t));
}

/** Takes a case that nobody has, and leads to its ticket. */
export function caseLineButtons(line: CaseSummary, t: Translate): types.ActionsBlock[] {
  const value = `${line.portalId}:${line.caseId}`;
  const url = linkTo(line.url);
  const elements: types.Button[] = [];
  if (line.state === "open") {
    elements.push(button(TAKE_ACTION, t("slack.button.take"), { style: "primary", value }));
  }
  if (url !== null) elements.push(button(OPEN_RECORD_ACTION, t("slack.button.open"), { url }));
  return elements.length === 0 ? [] : [{ type: "actions", elements }];
}

function standingOf({ state, takenBy }: CaseSummary, t: Translate): string {
  const by = cut(takenBy.map(oneLine).join(", "), NAMES_LIMIT);
  return t(`slackTalk.list.${state}`, { by });
}

function dueOf({ dueAt, openedAt }: CaseSummary, now: number, t: Translate): Leaf[] {
  if (dueAt === null) return [words(`${t("slackTalk.list.since")} `), date(openedAt)];
  const word = dueAt < now ? "overdue" : "due";
  return [words(`${t(`slackTalk.list.${word}`)} `), date(dueAt)];
}
