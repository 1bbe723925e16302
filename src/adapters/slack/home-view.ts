import type { types } from "@slack/bolt";
import type { ChatHome, HomeVisit } from "../../app/escalation/read-chat-home.ts";
import type { CaseList } from "../../app/escalation/read-own-cases.ts";
import { Language } from "../../domain/words.ts";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import {
  HOME_DISCONNECT_ACTION,
  HOME_LANGUAGE_ACTION,
  HOME_PAUSE_HOURS_ACTION,
  HOME_PAUSE_TOMORROW_ACTION,
  HOME_RESUME_ACTION,
  OPEN_RECORD_ACTION,
} from "./action-ids.ts";
import { caseLineBlock, caseLineButtons } from "./case-line-blocks.ts";
import { bold, button, code, date, header, plain, rich, section, words } from "./talk-blocks.ts";
import { cut, linkTo, oneLine } from "./text.ts";

/** What everybody finds who opens Aftercare in Slack. Pure. https://docs.slack.dev/surfaces/app-home */

export const LANGUAGE_NAMES = { en: "English", "zh-TW": "繁體中文", "zh-CN": "简体中文" } as const;

const OPTION_LIMIT = 75;
const NAME_LIMIT = 200;
/** Of all departments together; a Home tab has 100 blocks at most, and a case takes two. */
const LINES_OF_DEPARTMENTS = 15;
const COMMAND = "/aftercare";

/** `notice` is what came of the last press. */
export function homeView(home: ChatHome, notice: string | null = null): types.HomeView {
  const t = translatorOf(home.language);
  const content = home.hasPortal
    ? [...cases(home, t), ...visits(home, t), ...account(home, t), ...settings(home, t)]
    : [section(t("slackTalk.home.noPortal"))];
  return {
    type: "home",
    blocks: [
      ...(notice === null ? [] : [section(notice), { type: "divider" as const }]),
      header(t("slackTalk.home.title")),
      section(t("slackTalk.home.welcome")),
      ...content,
      { type: "context", elements: [plain(t("slackTalk.home.help", { command: COMMAND }), 300)] },
    ],
  };
}

function cases(home: ChatHome, t: Translate): types.KnownBlock[] {
  const share = Math.floor(LINES_OF_DEPARTMENTS / Math.max(1, home.departments.length));
  const departments = home.departments.flatMap(({ lines, isCut, ...department }) => {
    const shown = { lines: lines.slice(0, share), isCut: isCut || lines.length > share };
    const name = cut(oneLine(department.name[home.language]), NAME_LIMIT);
    const title = t("slackTalk.home.ofDepartment", { department: name });
    return list(shown, home, { title, none: t("slackTalk.list.noneOf") });
  });
  const none = t("slackTalk.home.noneMine");
  return [...list(home.own, home, { title: t("slackTalk.home.mine"), none }), ...departments];
}

function list(
  { lines, isCut }: CaseList,
  home: ChatHome,
  { title, none }: { readonly title: string; readonly none: string },
): types.KnownBlock[] {
  const t = translatorOf(home.language);
  return [
    { type: "divider" },
    header(title),
    ...(lines.length === 0 ? [section(none)] : []),
    ...lines.flatMap((line) => [caseLineBlock(line, home), ...caseLineButtons(line, t)]),
    ...(isCut ? [section(t("slackTalk.list.more"))] : []),
  ];
}

/** Only of people whom the CRM knows as somebody who makes visits, or who could be. */
function visits(home: ChatHome, t: Translate): types.KnownBlock[] {
  if (home.emails.length === 0) return [];
  return [
    { type: "divider" },
    header(t("slackTalk.home.visits")),
    ...(home.visits.length === 0 ? [section(t("slackTalk.home.noVisits"))] : []),
    ...home.visits.map((visit) => visitBlock(visit, t)),
  ];
}

function visitBlock({ when, dueDate, customerName, url }: HomeVisit, t: Translate) {
  const name = cut(oneLine(customerName ?? ""), NAME_LIMIT) || t("slackTalk.home.noName");
  const time = t(`slackTalk.home.visit.${when}`, { date: dueDate });
  const link = linkTo(url);
  const block = section(`${time} · ${name}`);
  if (link === null) return block;
  return {
    ...block,
    accessory: button(OPEN_RECORD_ACTION, t("slackTalk.home.openRecord"), { url: link }),
  };
}

function account({ emails, isConnected }: ChatHome, t: Translate): types.KnownBlock[] {
  const email = emails.join(", ");
  const state = isConnected ? "connected" : "found";
  return [
    { type: "divider" },
    header(t("slackTalk.home.account")),
    ...(emails.length === 0 ? [] : [section(t(`slackTalk.home.${state}`, { email }))]),
    ...(isConnected
      ? [actions(button(HOME_DISCONNECT_ACTION, t("slackTalk.home.disconnect")))]
      : howToConnect(emails.length > 0, t)),
  ];
}

function howToConnect(isFound: boolean, t: Translate): types.KnownBlock[] {
  const command = `${COMMAND} connect ${t("slackTalk.help.codeArgument")}`;
  const why = isFound ? "howTo" : "notConnected";
  return [rich(words(`${t(`slackTalk.home.${why}`)}\n`), code(command))];
}

function settings(home: ChatHome, t: Translate): types.KnownBlock[] {
  const { noticesPausedUntil: until, language } = home;
  const options = Language.options.map(languageOption);
  const select: types.StaticSelect = {
    type: "static_select",
    action_id: HOME_LANGUAGE_ACTION,
    options,
    initial_option: languageOption(language),
  };
  const pauses = [
    button(HOME_PAUSE_HOURS_ACTION, t("slackTalk.home.pauseHours")),
    button(HOME_PAUSE_TOMORROW_ACTION, t("slackTalk.home.pauseTomorrow")),
  ];
  const resume = button(HOME_RESUME_ACTION, t("slackTalk.home.resume"));
  return [
    { type: "divider" },
    { ...section(t("slackTalk.home.language")), accessory: select },
    until === null
      ? rich(bold(t("slackTalk.home.pause")), words(`\n${t("slackTalk.home.welcomeMessages")}`))
      : rich(
          bold(t("slackTalk.home.pause")),
          words(`\n${t("slackTalk.home.pausedUntil")} `),
          date(until),
        ),
    actions(...(until === null ? pauses : [resume, ...pauses])),
  ];
}

function languageOption(language: Language): types.PlainTextOption {
  return { text: plain(LANGUAGE_NAMES[language], OPTION_LIMIT), value: language };
}

function actions(...elements: types.Button[]): types.ActionsBlock {
  return { type: "actions", elements };
}
