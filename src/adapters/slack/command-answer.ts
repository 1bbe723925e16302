import type { types } from "@slack/bolt";
import type { ChatUser } from "../../app/escalation/chat-person.ts";
import type { ChatUseCases } from "../../app/escalation/chat-use-cases.ts";
import type { CasesOfDepartments, OwnCases } from "../../app/escalation/read-own-cases.ts";
import type { Language } from "../../domain/words.ts";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import { caseLineBlock, type Reading } from "./case-line-blocks.ts";
import type { Command } from "./command-line.ts";
import { statusAnswer } from "./status-answer.ts";
import {
  bold,
  bullets,
  code,
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

/** What `/aftercare` answers, to the person alone. */

const NAME_LIMIT = 200;
const NAMES_LIMIT = 30;

export type Asked = {
  readonly user: ChatUser;
  readonly command: Command;
  /** As Slack calls it: somebody may have given it another name. */
  readonly name: string;
  readonly now: number;
};

export async function commandAnswer(useCases: ChatUseCases, asked: Asked): Promise<Said> {
  const { user, command, now } = asked;
  switch (command.name) {
    case "help":
    case "unknown":
      return helpAnswer(await useCases.languageOf(user), asked);
    case "mine":
      return mineAnswer(await useCases.readOwnCases(user), now);
    case "department":
      return departmentAnswer(await useCases.readDepartmentCases(user, command.department), now);
    case "status":
      return statusAnswer(
        await useCases.readTicketStatus(user, command.ticketId),
        command.ticketId,
      );
    case "pause": {
      const until = await useCases.pauseNotices(user, command.pause);
      return pauseAnswer(until, await languageOf(useCases, user));
    }
    case "language":
      await useCases.chooseLanguage(user, command.language);
      return said(translatorOf(command.language)("slackTalk.settings.language"));
    case "connect": {
      const answer = await useCases.connectPerson(user, command.code);
      const t = await languageOf(useCases, user);
      if (answer.outcome === "unknown_code") return said(t("slackTalk.settings.unknownCode"));
      const name = cut(oneLine(answer.name), NAME_LIMIT);
      return said(t("slackTalk.settings.connected", { name, email: answer.email }));
    }
    case "disconnect": {
      const word = (await useCases.disconnectPerson(user)) ? "disconnected" : "notConnected";
      return said((await languageOf(useCases, user))(`slackTalk.settings.${word}`));
    }
  }
}

async function languageOf(useCases: ChatUseCases, user: ChatUser): Promise<Translate> {
  return translatorOf(await useCases.languageOf(user));
}

function helpAnswer(language: Language, { command, name }: Asked): Said {
  const t = translatorOf(language);
  const usages: readonly (readonly [string, string])[] = [
    ["mine", "mine"],
    [`department [${t("slackTalk.help.departmentArgument")}]`, "department"],
    [`status ${t("slackTalk.help.ticketArgument")}`, "status"],
    ["pause-notices 2h | until tomorrow | off", "pause"],
    ["language en | zh-TW | zh-CN", "language"],
    [`connect ${t("slackTalk.help.codeArgument")}`, "connect"],
    ["disconnect", "disconnect"],
    ["help", "help"],
  ];
  const items = usages.map(([usage, word]) => [
    code(`${name} ${usage}`),
    words(` ${t(`slackTalk.help.${word}`)}`),
  ]);
  const text = command.name === "unknown" ? oneLine(command.text) : "";
  const lead = text === "" ? [] : [section(t("slackTalk.help.unknown", { text }))];
  const title = t("slackTalk.help.title");
  return { text: title, blocks: [...lead, rich(bold(title)), bullets(items)] };
}

function mineAnswer({ language, lines, isCut }: OwnCases, now: number): Said {
  const t = translatorOf(language);
  if (lines.length === 0) return said(t("slackTalk.list.noneMine"));
  const title = t("slackTalk.list.mine");
  return { text: title, blocks: caseList({ title, lines, isCut }, { language, now }) };
}

function departmentAnswer(answer: CasesOfDepartments, now: number): Said {
  const { language } = answer;
  const t = translatorOf(language);
  if (answer.outcome === "which") {
    const names = answer.names.slice(0, NAMES_LIMIT).map((name) => oneLine(name[language]));
    if (names.length === 0) return said(t("slackTalk.help.noPortal"));
    return said([t("slackTalk.list.which"), ...names.map((name) => `• ${name}`)].join("\n"));
  }
  const blocks = answer.departments.flatMap(({ name, lines, isCut }) =>
    caseList({ title: oneLine(name[language]), lines, isCut }, { language, now }),
  );
  const text = answer.departments.map(({ name }) => oneLine(name[language])).join(", ");
  return { text, blocks: fitting(blocks, t("slackTalk.list.more")) };
}

function caseList(
  { title, lines, isCut }: Pick<OwnCases, "lines" | "isCut"> & { readonly title: string },
  reading: Reading,
): types.KnownBlock[] {
  const t = translatorOf(reading.language);
  return [
    header(title),
    ...(lines.length === 0 ? [section(t("slackTalk.list.noneOf"))] : []),
    ...lines.map((line) => caseLineBlock(line, reading)),
    ...(isCut ? [section(t("slackTalk.list.more"))] : []),
  ];
}

function pauseAnswer(until: number | null, t: Translate): Said {
  if (until === null) return said(t("slackTalk.settings.notPaused"));
  const text = t("slackTalk.settings.paused");
  return { text, blocks: [rich(words(`${text} `), date(until))] };
}
