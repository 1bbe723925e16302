import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sweep } from "../../../src/app/sla/sweep.ts";
import { SettingsPage } from "../../../src/contract/settings-page.ts";
import { SettingsSetUp, type ShownSetUp } from "../../../src/contract/settings-set-up.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import { HOUR, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { type Person, type SettingsServer, soundPolicy, startSettings } from "./settings-server.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
beforeEach(async () => {
  server = await startSettings(await open());
  await server.app.connect({ mode: "observe", policy: soundPolicy() });
});
afterEach(() => server.close());

const begun = { actKey: "press-0001", preset: "field-service", language: "zh-TW", draft: null };

async function shown(person: Person = "ada", language = "en"): Promise<ShownSetUp> {
  const found = await server.read(SettingsSetUp, [person, "set-up", { language }]);
  invariant(found.state === "shown", "everybody may see the set-up");
  return found;
}
async function draftOf(): Promise<{ draftId: string; revision: number }> {
  const { draft } = await shown();
  invariant(draft !== null, "a set-up is on its way");
  return draft;
}
const kept = async () => {
  const { draftId } = await draftOf();
  const draft = await server.app.store.policyDrafts.find(PORTAL_ID, draftId);
  invariant(draft !== null, "the draft is kept");
  return draft;
};

describe("the first set-up", () => {
  it("is wanted while the account is observed", async () => {
    const page = await server.read(SettingsPage, ["ada", "page"]);
    expect(page).toMatchObject({ isSetUpWanted: true });
    expect(await shown()).toMatchObject({
      ...{ step: 0, draft: null, isLive: false, refusals: { edit: null, mode: null } },
      mode: { label: "Observing" },
    });
  });

  it("begins with a preset that is fitted to the account, in a draft", async () => {
    expect(await server.act("ada", "set-up/preset", begun)).toMatchObject({ isDone: true });
    expect(await server.act("ada", "set-up/preset", begun)).toMatchObject({ isDone: true });
    const { policy, text, note, revision } = await kept();
    expect({ note, revision }).toEqual({ note: "Set-up: Field service", revision: 1 });
    expect(policy.departments.map(({ language }) => language)).not.toContain("en");
    // What people wrote in the preset stays.
    expect(text).toContain("# ");
    expect(await server.app.store.portals.currentPolicy(PORTAL_ID)).toMatchObject({ version: 1 });
    expect((await shown()).step).toBe(1);
  });

  it("goes on with stages and channels, and can be left in between", async () => {
    await server.act("ada", "set-up/preset", begun);
    const stages = [{ stageId: "1", role: "waiting_parts" }];
    const mapped = { actKey: "press-0002", ...(await draftOf()), stages };
    expect(await server.act("ada", "set-up/stages", mapped)).toMatchObject({ isDone: true });
    expect(await server.act("ada", "set-up/stages", mapped)).toMatchObject({ isDone: true });
    expect((await kept()).policy.waiting).toEqual([{ stageId: "1", reason: "waiting_parts" }]);
    const { channels } = await shown("max");
    const told = channels.map(({ departmentId }, index) => ({
      departmentId,
      channelId: `C00${index}`,
    }));
    const set = { actKey: "press-0003", ...(await draftOf()), channels: told };
    expect(await server.act("max", "set-up/channels", set)).toMatchObject({ isDone: true });
    const { departments, serviceManagement } = (await kept()).policy;
    expect(departments[0]?.channelId).toBe("C000");
    expect(serviceManagement?.channelId).toBe(`C00${told.length - 1}`);
    expect((await shown()).step).toBe(2);
  });

  it("begins anew with another preset in the same draft", async () => {
    await server.act("ada", "set-up/preset", begun);
    const again = { ...begun, actKey: "press-0004", preset: "software", draft: await draftOf() };
    expect(await server.act("ada", "set-up/preset", again)).toMatchObject({ isDone: true });
    expect(await kept()).toMatchObject({ note: "Set-up: Software", revision: 2 });
  });

  it("tells whoever comes second of the first", async () => {
    await server.act("ada", "set-up/preset", begun);
    const other = { ...begun, preset: "software" };
    expect(await server.act("max", "set-up/preset", other)).toMatchObject({
      ...{ isDone: false, isStale: true },
      message: expect.stringContaining("Rosa Rep changed it"),
    });
  });

  it("begins with another draft once the first was withdrawn", async () => {
    await server.act("ada", "set-up/preset", begun);
    const withdrawn = { actKey: "press-0005", ...(await draftOf()), reason: "No" };
    await server.act("ada", "withdraw", withdrawn);
    expect((await shown()).draft).toBeNull();
    await server.act("ada", "set-up/preset", { ...begun, actKey: "press-0006" });
    expect((await draftOf()).draftId).toBe("set-up-2");
  });

  it.each([
    { name: "an unknown preset", path: "set-up/preset", body: { ...begun, preset: "nothing" } },
    {
      name: "an unknown stage",
      path: "set-up/stages",
      body: { stages: [{ stageId: "nowhere", role: "open" }] },
    },
    {
      name: "a draft of another kind",
      path: "set-up/channels",
      body: { draftId: "d1", channels: [] },
    },
  ])("is not changed by $name", async ({ path, body }) => {
    await server.act("ada", "set-up/preset", begun);
    const asked = path === "set-up/preset" ? body : { ...(await draftOf()), ...body };
    const answer = await server.act("ada", path, { actKey: "press-0007", ...asked });
    expect(answer).toMatchObject({ isDone: false });
    expect((await draftOf()).revision).toBe(1);
  });

  it("is refused to a rep, who is told who may", async () => {
    expect((await shown("rob")).refusals.edit).toContain("department leads");
    expect(await server.act("rob", "set-up/preset", begun)).toMatchObject({ isDone: false });
    expect((await shown()).draft).toBeNull();
  });

  it.each([
    { path: "set-up/preset", body: { ...begun, language: "de" } },
    { path: "set-up/stages", body: { actKey: "press-0001", stages: [] } },
    {
      path: "set-up/channels",
      body: {
        ...{ actKey: "press-0001", draftId: "set-up-1", revision: 1 },
        channels: [{ departmentId: "support", channelId: "general" }],
      },
    },
    { path: "set-up/mode", body: { actKey: "press-0001", parts: ["half"], isOn: true } },
    { path: "language", body: { actKey: "press-0001", language: "fr" } },
  ])("answers 400 to a bad request for $path", async ({ path, body }) => {
    expect((await server.ask("ada", path, { body })).status).toBe(400);
  });

  it.each(["zh-TW", "zh-CN"])("is worded in %s without a key showing through", async (language) => {
    expect(JSON.stringify(await shown("ada", language))).not.toMatch(/settingsSetUp\.|\{\{/);
  });
});

describe("what was seen while observing", () => {
  it("is nothing before the first ticket", async () => {
    expect((await shown()).observed).toMatchObject({
      ...{ clocks: [], cases: [], examples: [], tiers: [], visits: [] },
    });
  });

  it("counts warnings, breaches and cases by department, with examples", async () => {
    await server.app.newTicket({ properties: { hs_ticket_priority: "URGENT" } });
    server.app.time.now += 30 * HOUR;
    while ((await sweep(server.app)) > 0);
    const { observed } = await shown();
    expect(observed.headline).toMatch(/\d+ clocks overdue, \d+ cases/);
    expect(observed.clocks.map(({ breached }) => Number(breached))).toEqual([1, 0]);
    expect(observed.cases[0]).toMatchObject({ cases: 1 });
    expect(observed.examples[0]).toMatchObject({ ticket: { label: "Leak" } });
  });

  it("counts customers whose tier would be written, and tasks that would be made", async () => {
    const { app } = server;
    app.crm.putCustomer(PORTAL_ID, { kind: "company", id: "c1", properties: {} });
    await app.newTicket({ companyId: "c1" });
    const [customer] = await app.store.customers.find(PORTAL_ID, [{ kind: "company", id: "c1" }]);
    invariant(customer !== undefined, "its customer is graded");
    await app.store.visits.save(PORTAL_ID, [
      plannedVisit({ visitId: "today", dueDate: "2026-06-09" }),
      plannedVisit({ visitId: "earlier", dueDate: "2026-05-20", state: "skipped" }),
      plannedVisit({ visitId: "taken back", dueDate: "2026-06-09", state: "cancelled" }),
      plannedVisit({ visitId: "next year", dueDate: "2027-06-09" }),
    ]);
    const { observed } = await shown();
    expect(observed.tiers.map(({ customers }) => customers)).toEqual(["1"]);
    expect(observed.visits).toEqual([{ kind: "Return visit", tasks: "2" }]);
    expect(observed.headline).toContain("1 customers with a tier, 2 tasks for visits");
  });
});
