import { beforeEach, describe, expect, it } from "vitest";
import { createImportCommand } from "../../../src/adapters/cli/import-command.ts";
import { importPortal } from "../../../src/app/imports/import-portal.ts";
import { requestImport } from "../../../src/app/imports/request-import.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("import", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  async function run(...args: string[]) {
    const said: string[] = [];
    const complaints: string[] = [];
    const command = createImportCommand({
      openStore: async () => ({ ...app, close: async () => undefined }),
      readImportRules: () => ({ ok: true, rules: { history: "since_install", closedDays: 3 } }),
    });
    const code = await command.run(args, {
      print: (line) => said.push(line),
      complain: (line) => complaints.push(line),
    });
    return { code, said, complaints };
  }

  it("tells how far it is", async () => {
    await requestImport(app, PORTAL_ID);
    await importPortal(app, PORTAL_ID);
    const { code, said } = await run("status");
    expect(code).toBe(0);
    expect(said[0]).toContain(`account ${PORTAL_ID}: done; begun`);
    expect(said.join("\n")).toMatch(/pipelines +1 of 1, \d+ calls/);
    expect(said.join("\n")).toMatch(/tickets +0 of 0, \d+ calls/);
  });

  it("pauses and resumes, each only where there is something to turn", async () => {
    await requestImport(app, PORTAL_ID);
    expect(await run("pause", "--portal", PORTAL_ID)).toMatchObject({ code: 0 });
    expect((await app.store.imports.find(PORTAL_ID))?.state).toBe("paused");
    expect(await run("pause", "--portal", PORTAL_ID)).toMatchObject({
      code: 1,
      complaints: ["nothing to pause: expected an import that runs"],
    });
    expect(await run("resume", "--portal", PORTAL_ID)).toMatchObject({ code: 0 });
    expect((await app.store.imports.find(PORTAL_ID))?.state).toBe("running");
  });

  it("begins anew by the settings", async () => {
    const { code, said } = await run("start", "--portal", PORTAL_ID);
    expect(code).toBe(0);
    expect(said[0]).toContain("history: since_install");
  });

  it.each([
    { name: "no act", args: [], complaint: /expected status, pause, resume, start/ },
    { name: "another account", args: ["status", "--portal", "1"], complaint: /expected one of/ },
    { name: "no account to pause", args: ["pause"], complaint: /--portal is missing/ },
  ])("refuses $name", async ({ args, complaint }) => {
    const { code, complaints } = await run(...args);
    expect(code).toBe(2);
    expect(complaints.join()).toMatch(complaint);
  });
});
