import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sealAudit } from "../../../src/app/governance/seal-audit.ts";
import { SettingsAudit, SettingsPage } from "../../../src/contract/settings-page.ts";
import { SettingsSetUp, type ShownSetUp } from "../../../src/contract/settings-set-up.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { HOUR, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { type SettingsServer, soundPolicy, startSettings } from "./settings-server.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
beforeEach(async () => {
  server = await startSettings(await open());
  await server.app.connect({ mode: "observe", policy: soundPolicy() });
});
afterEach(() => server.close());

async function shown(): Promise<ShownSetUp> {
  const found = await server.read(SettingsSetUp, ["ada", "set-up"]);
  invariant(found.state === "shown", "everybody may see the set-up");
  return found;
}

describe("switching on", () => {
  const PARTS = ["tiers", "clocks", "escalation", "visits"];
  const live = { actKey: "press-0001", parts: PARTS, isOn: true };

  it("prepares HubSpot first, is audited, and told twice is done once", async () => {
    expect(await server.act("ada", "set-up/mode", live)).toMatchObject({ isDone: true });
    expect(await server.act("ada", "set-up/mode", live)).toMatchObject({ isDone: true });
    expect(server.app.crm.callsOf("provision")).toHaveLength(1);
    expect(await shown()).toMatchObject({ isLive: true, step: 4 });
    const entries = await server.app.store.audit.of(PORTAL_ID, `portal:${PORTAL_ID}`, 9);
    expect(entries).toMatchObject([
      { action: "mode_switched", before: { mode: "observe" }, after: { mode: "live" } },
    ]);
  });

  it("goes back to observing", async () => {
    await server.act("ada", "set-up/mode", live);
    await server.act("ada", "set-up/mode", { ...live, isOn: false });
    expect(await server.app.store.portals.find(PORTAL_ID)).toMatchObject({ mode: "observe" });
  });

  it("goes part by part, on and off again, and leaves the others as they are", async () => {
    const press = (parts: readonly string[], isOn: boolean) =>
      server.act("ada", "set-up/mode", { actKey: "press-0001", parts, isOn });
    const isOnNow = async () =>
      (await shown()).parts.filter((one) => one.isOn).map(({ part }) => part);
    expect(await press(["visits", "tiers"], true)).toMatchObject({
      message:
        "Switched on: Tiers and Visits. What is true now goes out within a quarter of an hour.",
    });
    expect(await isOnNow()).toEqual(["tiers", "visits"]);
    expect(await shown()).toMatchObject({
      ...{ isLive: false, step: 4, mode: { label: "Partly live" } },
    });
    await press(["clocks"], true);
    expect(await press(["tiers"], false)).toMatchObject({
      message: "Switched off: Tiers. Nothing more is written or posted for it.",
    });
    expect(await isOnNow()).toEqual(["clocks", "visits"]);
    const page = await server.read(SettingsPage, ["ada", "page"]);
    expect(page).toMatchObject({
      observeNotice: expect.stringContaining("Not switched on: Tiers and Escalation."),
    });
    // What was switched on before needs no preparing.
    expect(server.app.crm.callsOf("provision")).toHaveLength(2);
  });

  it("is audited with the parts that were on before and after", async () => {
    server.app.time.now += HOUR;
    await server.act("ada", "set-up/mode", { ...live, parts: ["visits", "clocks"] });
    await server.act("ada", "set-up/mode", { ...live, parts: ["clocks"], isOn: false });
    const entries = await server.app.store.audit.of(PORTAL_ID, `portal:${PORTAL_ID}`, 9);
    expect(entries.map(({ before, after }) => [before?.["mode"], after?.["mode"]])).toEqual(
      expect.arrayContaining([
        ["observe", "clocks,visits"],
        ["clocks,visits", "visits"],
      ]),
    );
    while ((await sealAudit(server.app)) > 0);
    const audit = await server.read(SettingsAudit, ["max", "audit"]);
    invariant(audit.state === "shown", "a manager may read it");
    expect(JSON.stringify(audit.entries)).toContain("observe mode → Clocks and Visits");
  });

  it("notes when a part was switched on last, which is what is caught up on", async () => {
    const at = server.app.time.now;
    await server.act("ada", "set-up/mode", { ...live, parts: ["visits"] });
    server.app.time.now += HOUR;
    await server.act("ada", "set-up/mode", { ...live, parts: ["visits", "tiers"] });
    expect(await server.app.store.portals.find(PORTAL_ID)).toMatchObject({
      switchedOn: { visits: at, tiers: at + HOUR },
    });
  });

  it("switches nothing when HubSpot could not be prepared", async () => {
    server.app.crm.hooks.before = () => {
      throw new PluginError("crm_missing_scope", "a scope is missing");
    };
    expect(await server.act("ada", "set-up/mode", live)).toMatchObject({ isDone: false });
    expect(await server.app.store.portals.find(PORTAL_ID)).toMatchObject({ mode: "observe" });
  });

  it("is refused to a manager, and of an account that is disconnected", async () => {
    expect(await server.act("max", "set-up/mode", live)).toMatchObject({
      isDone: false,
      message: expect.stringContaining("ada@example.com"),
    });
    await server.app.connect({ mode: "observe", state: "disconnected" });
    expect(await server.act("ada", "set-up/mode", live)).toMatchObject({ isDone: false });
  });
});
