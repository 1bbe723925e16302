import { beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/database.ts";
import { connectCodes } from "../../../src/adapters/system/connect-codes.ts";
import { type ChatUseCases, chatUseCases } from "../../../src/app/escalation/chat-use-cases.ts";
import { makeConnectCode } from "../../../src/app/escalation/connect-person.ts";
import { appUnderTest, PORTAL_ID, TEAM_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const user = { teamId: TEAM_ID, userId: "UADA", name: "ada" };
const by = { id: "UADA", name: "ada" };
const named = { teamId: TEAM_ID, portalId: PORTAL_ID, caseId: "7-1" };
const press = { ...named, by, actKey: "k1", detail: { act: "acknowledged" } } as const;

/** Every statement that is asked outside of a portal is noted. */
function watched(db: Database, outside: string[]): Database {
  let inside = 0;
  const note = (statement: Parameters<Database["query"]>[0]) => {
    if (inside === 0) outside.push(typeof statement === "string" ? statement : statement.text);
  };
  return {
    ...db,
    rows: (row, statement, values) => {
      note(statement);
      return db.rows(row, statement, values);
    },
    run: (statement, values) => {
      note(statement);
      return db.run(statement, values);
    },
    within: async (portalId, work) => {
      inside += 1;
      try {
        return await db.within(portalId, work);
      } finally {
        inside -= 1;
      }
    },
  };
}

describe("what people do in the chat", () => {
  const open = useEmbeddedDatabase();
  let outside: string[];
  let useCases: ChatUseCases;
  let code: string;

  beforeEach(async () => {
    outside = [];
    const app = appUnderTest(watched(await open(), outside));
    await app.connect();
    await app.store.portals.linkSlackTeam(PORTAL_ID, TEAM_ID);
    const deps = { ...app, codes: connectCodes };
    const person = { portalId: PORTAL_ID, email: "ada@example.com", name: "Ada Wong" };
    ({ code } = await makeConnectCode(deps, person));
    useCases = chatUseCases(deps);
    outside.length = 0;
  });

  it.each<{ name: string; act: () => Promise<unknown> }>([
    { name: "a press", act: () => useCases.pressCase(press) },
    { name: "a group", act: () => useCases.takeGroup({ ...named, groupId: "g", by, actKey: "k" }) },
    { name: "a case to show", act: () => useCases.showCase(named) },
    { name: "a form", act: () => useCases.readCaseForm({ ...named, user, act: "snoozed" }) },
    {
      name: "a note",
      act: () =>
        useCases.noteFromChat({
          ...{ user, author: "Ben", body: "a", messageTs: "2.0" },
          root: { channelId: "C1", messageTs: "1.0" },
        }),
    },
    { name: "own cases", act: () => useCases.readOwnCases(user) },
    { name: "cases of a department", act: () => useCases.readDepartmentCases(user, "support") },
    { name: "a ticket", act: () => useCases.readTicketStatus(user, "7") },
    { name: "the Home tab", act: () => useCases.readChatHome(user) },
    { name: "a language", act: () => useCases.chooseLanguage(user, "zh-TW") },
    { name: "a pause", act: () => useCases.pauseNotices(user, { kind: "minutes", minutes: 5 }) },
    { name: "a code", act: () => useCases.connectPerson(user, code) },
    {
      name: "the end of a connection",
      act: async () => {
        await useCases.connectPerson(user, code);
        expect(await useCases.disconnectPerson(user)).toBe(true);
      },
    },
  ])("$name asks outside of an account only which accounts the workspace has", async ({ act }) => {
    await act();
    for (const statement of outside) expect(statement).toContain("from slack_link where team_id");
  });
});
