import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { checkView } from "../../../sandbox/local-slack/view-limits.ts";
import { commandAnswer } from "../../../src/adapters/slack/command-answer.ts";
import type { Command } from "../../../src/adapters/slack/command-line.ts";
import { formView, noticeView } from "../../../src/adapters/slack/form-view.ts";
import { homeView } from "../../../src/adapters/slack/home-view.ts";
import { ephemeral } from "../../../src/adapters/slack/whisper.ts";
import type { CaseSummary } from "../../../src/app/escalation/case-summaries.ts";
import type { ChatUseCases } from "../../../src/app/escalation/chat-use-cases.ts";
import { FORM_ACTS, type FormContent } from "../../../src/app/escalation/read-case-form.ts";
import type { ChatHome } from "../../../src/app/escalation/read-chat-home.ts";
import type { Language } from "../../../src/domain/words.ts";
import { noUseCases } from "../../support/no-use-cases.ts";
import { itWithFixtures } from "../../support/shared-fixtures.ts";
import { HOSTILE } from "../../support/talk-under-test.ts";
import { leavesOf } from "./message-texts.ts";
import { MINUTE_MS, NOW } from "./slack-under-test.ts";

const SCHEMA_URL = new URL(
  "../../../../shared/openapi/slack/block-kit.schema.json",
  import.meta.url,
);
const LANGUAGES = ["en", "zh-TW", "zh-CN"] as const;
const LONG = `${HOSTILE} `.repeat(400);
const name = { en: LONG, "zh-TW": LONG, "zh-CN": LONG };

const line: CaseSummary = {
  portalId: "1001",
  caseId: "77-1",
  ticketId: "77",
  subject: LONG,
  url: "https://app.hubspot.com/contacts/1001/record/0-5/77",
  departmentName: name,
  state: "open",
  takenBy: [LONG, LONG],
  openedAt: NOW,
  dueAt: NOW,
};
const lines = Array.from({ length: 10 }, (_, index) => ({ ...line, caseId: `77-${index}` }));
const list = { lines, isCut: true };

const content: FormContent = {
  ticketId: "77",
  subject: LONG,
  timeZone: "Asia/Taipei",
  departments: Array.from({ length: 120 }, (_, index) => ({ id: `d${index}`, name })),
  snoozes: [
    { kind: "minutes", minutes: 120, until: NOW + 120 * MINUTE_MS },
    { kind: "opening", until: NOW },
    { kind: "tomorrow", until: NOW },
  ],
  latestAt: NOW,
};

const home = (language: Language): ChatHome => ({
  language,
  now: NOW,
  hasPortal: true,
  emails: ["ada@example.com"],
  isConnected: true,
  noticesPausedUntil: NOW + MINUTE_MS,
  own: list,
  departments: Array.from({ length: 5 }, () => ({ ...list, name })),
  visits: Array.from({ length: 10 }, (_, index) => ({
    when: (["overdue", "today", "next"] as const)[index % 3] ?? "next",
    dueDate: "2026-03-29",
    customerName: LONG,
    url: index === 0 ? "javascript:alert(1)" : "https://crm.example/1",
  })),
});

const user = { teamId: "T1", userId: "U1", name: "ada" };
const useCases = (language: Language): ChatUseCases => ({
  ...noUseCases,
  languageOf: async () => language,
  readOwnCases: async () => ({ language, ...list }),
  readDepartmentCases: async (_user, asked) =>
    asked === null
      ? { language, outcome: "which", names: Array.from({ length: 40 }, () => name) }
      : {
          language,
          outcome: "found",
          departments: Array.from({ length: 5 }, () => ({ ...list, name })),
        },
  readTicketStatus: async (_user, ticketId) => ({
    language,
    now: NOW,
    tickets: Array.from({ length: 4 }, () => ({
      ticketId,
      subject: LONG,
      url: line.url,
      ownerName: LONG,
      gone: "merged" as const,
      clocks: [
        { kind: "resolution", state: "breached", dueAt: NOW, endedAt: NOW },
        { kind: "first_response", state: "paused", dueAt: null, endedAt: null },
      ],
      cases: lines,
      dataAt: NOW,
    })),
  }),
  chooseLanguage: async () => undefined,
  pauseNotices: async () => NOW,
  connectPerson: async () => ({ outcome: "connected", email: "ada@example.com", name: LONG }),
  disconnectPerson: async () => true,
});

const commands: readonly Command[] = [
  { name: "help" },
  { name: "unknown", text: LONG.slice(0, 300) },
  { name: "mine" },
  { name: "department", department: null },
  { name: "department", department: "support" },
  { name: "status", ticketId: "77" },
  { name: "pause", pause: { kind: "off" } },
  { name: "language", language: "en" },
  { name: "connect", code: "ABCDEFGH" },
  { name: "disconnect" },
];

function checkOf(definition: string): (thing: unknown) => readonly unknown[] {
  const ajv = new Ajv({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  ajv.addSchema(JSON.parse(readFileSync(SCHEMA_URL, "utf8")), "slack");
  const validate = ajv.getSchema(`slack#/definitions/${definition}`);
  if (validate === undefined) throw new Error(`the schema has no ${definition}`);
  return (thing) => {
    validate(thing);
    return validate.errors ?? [];
  };
}

const subjectOf = (act: (typeof FORM_ACTS)[number], language: Language) =>
  ({ portalId: "1001", caseId: "77-1", act, from: "message", language }) as const;

describe.each(LANGUAGES)("in %s", (language) => {
  const modals = [
    ...FORM_ACTS.map((act) => formView(subjectOf(act, language), content)),
    ...FORM_ACTS.map((act) =>
      formView(subjectOf(act, language), { ...content, departments: [], snoozes: [] }),
    ),
    noticeView(LONG, language),
  ];
  const homes = [
    homeView(home(language), LONG),
    homeView({ ...home(language), hasPortal: false }),
    homeView({
      ...home(language),
      isConnected: false,
      emails: [],
      noticesPausedUntil: null,
      departments: [],
      visits: [],
      own: { lines: [], isCut: false },
    }),
  ];

  itWithFixtures("every form keeps to Slack's limits", () => {
    const check = checkOf("modalView");
    expect(modals.flatMap(check)).toEqual([]);
    expect(
      check({ ...modals[0], title: { type: "plain_text", text: "x".repeat(25) } }),
    ).not.toEqual([]);
  });

  itWithFixtures("every Home tab keeps to Slack's limits", () => {
    expect(homes.flatMap(checkOf("homeView"))).toEqual([]);
  });

  itWithFixtures("every answer to a command keeps to Slack's limits", async () => {
    const check = checkOf("chatPostMessage");
    for (const command of commands) {
      const asked = { user, command, name: "/aftercare", now: NOW };
      const { text, blocks } = ephemeral(await commandAnswer(useCases(language), asked));
      expect(check({ channel: "C0000000001", text, blocks })).toEqual([]);
      expect(blocks.length).toBeLessThanOrEqual(50);
      expect(leavesOf(blocks).filter(({ kind }) => kind === "mrkdwn")).toEqual([]);
    }
  });

  it("the local Slack takes all of them", () => {
    for (const view of modals) expect(checkView(view, "modal")).toMatchObject({ ok: true });
    for (const view of homes) expect(checkView(view, "home")).toMatchObject({ ok: true });
  });

  it("no words of a person are parsed", () => {
    const parsed = leavesOf([modals, homes]).filter(({ kind }) => kind === "mrkdwn");
    expect(parsed).toEqual([]);
  });

  it("no key is shown for a text", () => {
    const texts = leavesOf([modals, homes]).map(({ text }) => text);
    expect(texts.filter((text) => /slackTalk\.|\{\{/.test(text))).toEqual([]);
  });
});
