import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SettingsHealth } from "../../../src/contract/settings-health.ts";
import { SettingsAudit } from "../../../src/contract/settings-page.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import { MINUTE, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { type Person, type SettingsServer, startSettings } from "./settings-server.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
beforeEach(async () => {
  server = await startSettings(await open());
});
afterEach(() => server.close());

const begin = (state: "running" | "paused" = "running") => {
  const start = { startedAt: START, history: "rebuild", closedSince: START } as const;
  return server.app.store.imports.request(PORTAL_ID, start, state);
};
const pause = { actKey: "press-0001", to: "paused" };
const resume = { actKey: "press-0002", to: "running" };
const stateNow = async () => (await server.app.store.imports.find(PORTAL_ID))?.state;
const auditOf = () => server.app.store.audit.of(PORTAL_ID, "import", 9);

async function shown(person: Person, language = "en") {
  const found = await server.read(SettingsHealth, [person, "health", { language }]);
  invariant(found.state === "shown" && found.firstImport !== null, "there is an import to be seen");
  return found.firstImport;
}

describe("the first import on the settings page", () => {
  it("can be paused by an admin, who is told so, and is named", async () => {
    await begin();
    expect(await shown("ada")).toMatchObject({ turn: "paused", refusal: null });
    expect(await server.act("ada", "import", pause)).toMatchObject({
      isDone: true,
      message: "The first import is paused: what is read so far is kept.",
    });
    expect(await shown("ada")).toMatchObject({
      status: { label: "Paused", variant: "warning" },
      turn: "running",
      lines: expect.arrayContaining([expect.stringMatching(/^Paused by Rosa Rep, /)]),
    });
  });

  it("goes on from where it was, and nobody is named any more", async () => {
    await begin();
    await server.act("ada", "import", pause);
    server.app.time.now = START + MINUTE;
    expect(await server.act("ada", "import", resume)).toMatchObject({
      isDone: true,
      message: "The first import goes on from where it was.",
    });
    const { lines, ...rest } = await shown("ada");
    expect(rest).toMatchObject({ status: { label: "Running" }, turn: "paused" });
    expect(lines.join(" ")).not.toContain("Paused by");
  });

  it("is paused once, however late the press is told again", async () => {
    await begin();
    await server.act("ada", "import", pause);
    await server.act("ada", "import", resume);
    expect(await server.act("ada", "import", pause)).toMatchObject({
      isDone: true,
      message: "The first import goes on from where it was.",
    });
    expect(await stateNow()).toBe("running");
    const told = (await auditOf()).map(({ actor, action, from }) => ({ actor, action, from }));
    expect(told).toEqual([
      { actor: "1", action: "import_resumed", from: "settings" },
      { actor: "1", action: "import_paused", from: "settings" },
    ]);
  });

  it("is paused once by two who press at the same time", async () => {
    await begin();
    const presses = ["press-0001", "press-0003", "press-0004"].map((actKey) =>
      server.act("ada", "import", { ...pause, actKey }),
    );
    for (const answer of await Promise.all(presses)) expect(answer.isDone).toBe(true);
    expect(await auditOf()).toHaveLength(1);
  });

  it.each<{ person: Person }>([
    { person: "max" },
    { person: "lea" },
    { person: "rob" },
    { person: "vic" },
  ])("is not turned by $person, who is told who may", async ({ person }) => {
    await begin();
    expect(await server.act(person, "import", pause)).toMatchObject({
      isDone: false,
      message: expect.stringContaining("ada@example.com"),
    });
    expect(await stateNow()).toBe("running");
    expect(await auditOf()).toEqual([]);
  });

  it("says to a lead who may, and only while there is something to turn", async () => {
    await begin();
    expect((await shown("lea")).refusal).toContain("admins");
    await server.app.store.imports.end(PORTAL_ID, { state: "done", trouble: null }, START);
    expect(await shown("lea")).toMatchObject({ turn: null, refusal: null });
  });

  it("goes on after it was stopped, and is not paused once it is done", async () => {
    await begin();
    const { imports } = server.app.store;
    await imports.end(PORTAL_ID, { state: "failed", trouble: "crm_rejected" }, START);
    expect(await shown("ada")).toMatchObject({ status: { label: "Stopped" }, turn: "running" });
    expect(await server.act("ada", "import", pause)).toMatchObject({
      isDone: false,
      message: "Nothing was changed: the first import is in the state “Stopped”.",
    });
    expect(await server.act("ada", "import", resume)).toMatchObject({ isDone: true });
    await imports.end(PORTAL_ID, { state: "done", trouble: null }, START);
    const again = { ...pause, actKey: "press-0005" };
    expect(await server.act("ada", "import", again)).toMatchObject({ isDone: false });
  });

  it("is nothing where there was none", async () => {
    expect(await server.act("ada", "import", pause)).toMatchObject({
      isDone: false,
      message: "There was no import of this account yet.",
    });
  });

  it("of another account is out of reach", async () => {
    await begin();
    const answer = await server.ask("ada", "import", { body: pause, portalId: "99" });
    expect(answer.status).toBe(404);
    expect(await stateNow()).toBe("running");
  });

  it.each([
    { name: "no key", body: { to: "paused" } },
    { name: "no aim", body: { actKey: "press-0001" } },
    { name: "another aim", body: { actKey: "press-0001", to: "done" } },
    { name: "something else in it", body: { ...pause, portalId: "99" } },
    { name: "no JSON", body: "{" },
  ])("is not turned by a request with $name", async ({ body }) => {
    await begin();
    expect((await server.ask("ada", "import", { body })).status).toBe(400);
    expect(await stateNow()).toBe("running");
  });

  it.each([
    { language: "zh-TW", state: "已暫停", who: "Rosa Rep 於" },
    { language: "zh-CN", state: "已暂停", who: "Rosa Rep 于" },
  ])("is worded in $language", async ({ language, state, who }) => {
    await begin();
    await server.act("ada", "import", pause);
    const { status, lines } = await shown("ada", language);
    expect(status.label).toBe(state);
    expect(lines[0]).toContain(who);
  });

  it("is in the audit log in words", async () => {
    await begin();
    await server.act("ada", "import", pause);
    await server.seal();
    const { entries } = await server.read(SettingsAudit, ["ada", "audit"]);
    expect(entries[0]).toMatchObject({ what: "Paused the first import", where: "Settings page" });
    expect(entries[0]?.detail.join(" ")).toContain("first import: Running → Paused");
  });
});
