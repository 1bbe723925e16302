import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  SettingsAudit,
  SettingsDocument,
  SettingsPage,
} from "../../../src/contract/settings-page.ts";
import { SettingsCheck } from "../../../src/contract/settings-work.ts";
import { DAY, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { type SettingsServer, soundPolicy, startSettings } from "./settings-server.ts";
import { settingsSteps } from "./settings-steps.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
let steps: ReturnType<typeof settingsSteps>;
beforeEach(async () => {
  server = await startSettings(await open());
  steps = settingsSteps(server);
});
afterEach(() => server.close());

describe("the page", () => {
  it("shows what is in force, and everybody's role", async () => {
    await server.app.newTicket();
    const page = await steps.shown("max");
    expect(page.versions).toMatchObject([
      { label: "Version 1", author: "At installation", approvedBy: "–", openTickets: "1" },
    ]);
    expect(page.people.map(({ name, role }) => `${name} ${role}`)).toEqual([
      "ada@example.com admin",
      "max@example.com manager",
      "mia@example.com manager",
      "lea@example.com lead",
      "rob@example.com rep",
    ]);
    expect(page).toMatchObject({ drafts: [], job: null, notice: null, observeNotice: null });
  });

  it.each([
    { person: "ada", refused: [] },
    { person: "max", refused: ["people"] },
    { person: "lea", refused: ["people", "audit"] },
    { person: "rob", refused: ["edit", "replay", "people", "audit"] },
    { person: "vic", refused: ["edit", "replay", "people", "audit"] },
  ] as const)("says what $person may not do, and who may", async ({ person, refused }) => {
    const { refusals } = (await steps.shown(person)).viewer;
    const told = Object.entries(refusals).flatMap(([right, text]) =>
      text === null ? [] : [right],
    );
    expect(told).toEqual(refused);
    if (refusals.people !== null) {
      expect(refusals.people).toBe("Only admins may give roles: ada@example.com.");
    }
  });

  it("makes the first one who comes an admin", async () => {
    for (const { userId } of await server.app.store.roles.list(PORTAL_ID)) {
      await server.app.store.roles.remove(PORTAL_ID, userId);
    }
    expect((await steps.shown("vic")).viewer.text).toContain("so you are the first admin");
    expect((await steps.shown("rob")).viewer.role).toBe("viewer");
  });

  it.each([
    { language: "en", tab: "Policies", role: "Rep" },
    { language: "zh-TW", tab: "服務政策", role: "服務人員" },
    { language: "zh-CN", tab: "服务策略", role: "服务人员" },
  ])("is worded in $language", async ({ language, tab, role }) => {
    const page = await steps.shown("rob", language);
    expect(page.words.groups.policies).toBe(tab);
    expect(page.viewer.text).toContain(role);
  });

  it("says that an account is not connected", async () => {
    const page = await server.read(SettingsPage, ["ada", "page", { portalId: "99" }]);
    expect(page).toMatchObject({ state: "not_connected", language: "en" });
    expect((await server.ask("ada", "audit", { portalId: "99" })).status).toBe(404);
  });

  it("is not answered without HubSpot's signature", async () => {
    const response = await server.ask("ada", "page", { signedPath: "/elsewhere" });
    expect(response.status).toBe(401);
  });

  it("says in observe mode that nothing is written", async () => {
    await server.app.connect({ mode: "observe" });
    expect((await steps.shown("ada")).observeNotice).toContain("Observe mode");
  });
});

describe("a document", () => {
  it.each(["version=1", "draftId=none", "version=7"])("is asked for by %s", async (query) => {
    const found = await server.read(SettingsDocument, ["vic", `document?${query}`]);
    const isThere = query === "version=1";
    expect(found.state).toBe(isThere ? "shown" : "not_found");
    expect(found.text.includes("durationMinutes")).toBe(isThere);
  });

  it.each(["", "version=0", "version=x"])("cannot be asked for by “%s”", async (query) => {
    expect((await server.ask("vic", `document?${query}`)).status).toBe(400);
  });

  it("is checked: what is wrong stands with its place", async () => {
    const text = steps.sooner().replace("calendarId: office", "calendarId: offices");
    const check = await server.read(SettingsCheck, ["vic", "check", { body: { text } }]);
    expect(check).toMatchObject({ isValid: false, variant: "danger", difference: null });
    expect(check.findings[0]).toMatchObject({ place: "targets[0].calendarId" });
  });

  it.each([
    { name: "no YAML", text: "tiers: [" },
    { name: "nothing", text: "" },
    { name: "far too long", text: "#".repeat(1_000_001) },
  ])("that is $name is refused with one report", async ({ text }) => {
    const response = await server.ask("lea", "check", { body: { text } });
    const check = SettingsCheck.parse(await response.json());
    expect(check.isValid).toBe(false);
    expect(check.findings.length).toBeGreaterThan(0);
  });

  it("that is more than HubSpot lets through is not read", async () => {
    const response = await server.ask("lea", "check", { body: { text: "#".repeat(1_100_000) } });
    expect(response.status).toBe(413);
  });

  it("is compared with the version in force", async () => {
    const body = { text: steps.sooner() };
    const check = await server.read(SettingsCheck, ["vic", "check", { body }]);
    expect(check).toMatchObject({ isValid: true, headline: "Nothing is wrong in it." });
    expect(check.difference?.headline).toBe("1 change from version 1:");
    const same = { text: server.textOf(soundPolicy()) };
    const unchanged = await server.read(SettingsCheck, ["vic", "check", { body: same }]);
    expect(unchanged.difference?.headline).toBe("It says what version 1 says.");
  });
});

describe("roles", () => {
  it("are given and taken by an admin, and one admin remains", async () => {
    const give = (role: string | null, userId = "6") =>
      server.act("ada", "role", { actKey: steps.newKey(), userId, role });
    expect((await give("lead")).message).toMatch(/is Department lead now/);
    expect((await steps.shown("vic")).viewer.refusals.edit).toBeNull();
    expect((await give(null)).message).toMatch(/has no role any more/);
    const last = await give("rep", "1");
    expect(last).toMatchObject({ isDone: false, message: "At least one admin has to remain." });
  });
});

describe("the audit log", () => {
  it("is read newest first, a page at a time", async () => {
    for (let turn = 0; turn < 30; turn += 1) await steps.saved("lea", steps.sooner(100 + turn));
    await server.seal();
    server.app.time.now += DAY;
    await steps.saved("lea");
    const newest = await server.read(SettingsAudit, ["max", "audit"]);
    expect(newest.headline).toContain("1 more is written");
    expect(newest.entries).toHaveLength(25);
    expect(newest.entries[0]).toMatchObject({
      ...{ who: "lea@example.com", what: "Wrote a draft", where: "Settings page" },
    });
    expect(newest.entries[0]?.detail.join("\n")).toContain("state: nothing → Draft");
    const older = await server.read(SettingsAudit, ["max", `audit?olderThan=${newest.olderThan}`]);
    const places = [...newest.entries, ...older.entries].map(({ id }) => Number(id));
    expect(places).toEqual(places.toSorted((a, b) => b - a));
    expect(new Set(places).size).toBe(places.length);
    expect(places.at(-1)).toBe(1);
    expect(older.olderThan).toBeNull();
  });

  it("is refused with words, and knows its places", async () => {
    const audit = await server.read(SettingsAudit, ["rob", "audit"]);
    expect(audit).toMatchObject({ state: "refused", entries: [] });
    expect(audit.headline).toContain("Only service managers and admins may read the audit log");
    expect((await server.ask("max", "audit?olderThan=-1")).status).toBe(400);
  });
});
