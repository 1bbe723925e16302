import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SettingsPrivacy } from "../../../src/contract/settings-privacy.ts";
import { invariant } from "../../../src/domain/invariant.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { type SettingsServer, soundPolicy, startSettings } from "./settings-server.ts";

const open = useEmbeddedDatabase();
let server: SettingsServer;
beforeEach(async () => {
  server = await startSettings(await open());
  await server.app.connect({ mode: "observe", policy: soundPolicy() });
});
afterEach(() => server.close());

describe("language and data", () => {
  it("tells what is stored and for how long", async () => {
    const found = await server.read(SettingsPrivacy, ["rob", "privacy"]);
    invariant(found.state === "shown", "everybody may see it");
    expect(found.stored[0]?.kept).toBe("90 days after it was applied");
    expect(found.stored[1]?.kept).toBe("5 years");
    expect(found.languageRefusal).toContain("admins");
  });

  it("tells what the policy keeps for a time only", async () => {
    const keptFor = async (retention: object) => {
      await server.app.connect({ mode: "observe", policy: { ...soundPolicy(), retention } });
      const found = await server.read(SettingsPrivacy, ["rob", "privacy"]);
      invariant(found.state === "shown", "everybody may see it");
      return found.stored.slice(3, 5).map(({ kept }) => kept);
    };
    const always = "As long as the installation";
    expect(await keptFor({})).toEqual([always, always]);
    expect(await keptFor({ touchDays: 730, surveyDays: 365, messageDays: 60 })).toEqual([
      `copies of messages on tickets 60 days; the rest: ${always}`,
      `contacts with customers 730 days; survey answers 365 days; the rest: ${always}`,
    ]);
  });

  it("sets the language of the account, which only admins may", async () => {
    const wanted = { actKey: "press-0001", language: "zh-CN" };
    expect(await server.act("max", "language", wanted)).toMatchObject({ isDone: false });
    expect(await server.act("ada", "language", wanted)).toMatchObject({ isDone: true });
    expect(await server.app.store.portals.find(PORTAL_ID)).toMatchObject({ language: "zh-CN" });
  });

  it("chooses what becomes of the data after an uninstall, which only admins may", async () => {
    const before = await server.read(SettingsPrivacy, ["ada", "privacy"]);
    expect(before).toMatchObject({
      farewell: "keep",
      farewells: [
        { value: "keep", label: "Keep for 60 days, then delete" },
        { value: "purge", label: "Delete as soon as the app is removed" },
      ],
      farewellRefusal: null,
    });
    const wanted = { actKey: "press-0001", farewell: "purge" };
    expect(await server.act("max", "farewell", wanted)).toMatchObject({
      isDone: false,
      message: expect.stringContaining("ada@example.com"),
    });
    expect(await server.act("ada", "farewell", wanted)).toMatchObject({ isDone: true });
    expect(await server.act("ada", "farewell", wanted)).toMatchObject({ isDone: true });
    expect(await server.read(SettingsPrivacy, ["max", "privacy"])).toMatchObject({
      farewell: "purge",
      farewellRefusal: expect.stringContaining("admins"),
    });
    const entries = await server.app.store.audit.of(PORTAL_ID, `portal:${PORTAL_ID}`, 9);
    expect(entries).toMatchObject([
      { action: "farewell_chosen", before: { farewell: "keep" }, after: { farewell: "purge" } },
    ]);
  });

  it("archives the own properties in HubSpot while it observes, which only admins may", async () => {
    const wanted = { actKey: "press-0001" };
    await server.app.connect({ mode: "live" });
    expect(await server.act("max", "archive", wanted)).toMatchObject({ isDone: false });
    const refused = await server.act("ada", "archive", wanted);
    expect(refused).toMatchObject({ isDone: false, message: expect.stringContaining("observing") });
    await server.app.connect({ mode: "observe" });
    expect(await server.act("ada", "archive", wanted)).toMatchObject({ isDone: true });
    expect(server.app.crm.callsOf("archiveOwn")).toHaveLength(1);
    const entries = await server.app.store.audit.of(PORTAL_ID, `portal:${PORTAL_ID}`, 9);
    expect(entries).toMatchObject([{ action: "own_archived" }]);
    server.app.crm.hooks.before = () => {
      throw new PluginError("crm_unavailable", "away");
    };
    expect(await server.act("ada", "archive", wanted)).toMatchObject({ isDone: false });
  });
});
