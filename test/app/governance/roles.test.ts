import { beforeEach, describe, expect, it } from "vitest";
import { ACTIONS } from "../../../src/domain/governance/permission.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { ADA, BEN, CARL, governanceOf } from "../../support/governance-under-test.ts";

const portalId = PORTAL_ID;

describe("roles", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });
  const settings = () => governanceOf(app);
  const change = (by: typeof ADA, to: typeof ADA, role: "admin" | "lead" | null) =>
    settings().changeRole({ portalId, by, ...to, role });

  it("make the first one who opens the settings an admin, which is said and noted", async () => {
    const first = await settings().openSettings({ portalId, by: ADA });
    expect(first).toEqual({ role: "admin", rights: ACTIONS, isFirstAdmin: true });
    expect(await settings().openSettings({ portalId, by: ADA })).toMatchObject({
      role: "admin",
      isFirstAdmin: false,
    });
    expect(await settings().openSettings({ portalId, by: BEN })).toMatchObject({
      role: "viewer",
      isFirstAdmin: false,
    });
    expect(await app.store.audit.of(portalId, `role:${ADA.userId}`, 10)).toMatchObject([
      { action: "first_admin", actor: ADA.userId, from: "settings", after: { role: "admin" } },
    ]);
  });

  it("make one admin of two who come at once", async () => {
    const both = await Promise.all([
      settings().openSettings({ portalId, by: ADA }),
      settings().openSettings({ portalId, by: BEN }),
    ]);
    expect(both.map(({ role }) => role).toSorted()).toEqual(["admin", "viewer"]);
  });

  it("make nobody an admin at the command line, where whoever is there may do all until then", async () => {
    const terminal = governanceOf(app, "cli");
    expect(await terminal.openSettings({ portalId, by: ADA })).toMatchObject({
      role: "admin",
      isFirstAdmin: false,
    });
    await settings().grant([[BEN, "admin"]]);
    expect(await terminal.openSettings({ portalId, by: ADA })).toMatchObject({ role: "viewer" });
  });

  it("are given and taken by admins, with what was before and after", async () => {
    await settings().grant([[ADA, "admin"]]);
    expect(await change(ADA, BEN, "lead")).toMatchObject({
      ok: true,
      grants: [{ name: ADA.name }, { name: BEN.name, role: "lead", givenBy: ADA.name }],
    });
    await change(ADA, BEN, "lead");
    expect(await change(BEN, CARL, "lead")).toMatchObject({
      reason: "not_allowed",
      roles: ["admin"],
      people: [{ name: ADA.name }],
    });
    expect(await change(ADA, BEN, null)).toMatchObject({ grants: [{ name: ADA.name }] });
    expect(await app.store.audit.of(portalId, `role:${BEN.userId}`, 10)).toMatchObject([
      { before: { role: "lead" }, after: { role: null } },
      { before: { role: null }, after: { role: "lead" } },
    ]);
    expect(await settings().listRoles({ portalId, by: CARL })).toMatchObject({
      grants: [{ name: ADA.name }],
    });
  });

  it.each([{ role: "lead" as const }, { role: null }])(
    "leave one admin at least: $role is refused",
    async ({ role }) => {
      await settings().grant([[ADA, "admin"]]);
      expect(await change(ADA, ADA, role)).toEqual({ ok: false, reason: "last_admin" });
      await settings().grant([[BEN, "admin"]]);
      expect(await change(ADA, ADA, role)).toMatchObject({ ok: true });
    },
  );

  it("let managers read the audit log, page by page", async () => {
    await settings().grant([
      [ADA, "admin"],
      [BEN, "lead"],
    ]);
    await change(ADA, CARL, "lead");
    await app.store.auditChain.seal(portalId, { limit: 10, now: app.time.now });
    expect(await settings().readAudit({ portalId, by: ADA, after: 0 })).toMatchObject({
      entries: [{ position: 1, entry: { action: "role_changed" } }],
      next: null,
    });
    expect(await settings().readAudit({ portalId, by: BEN, after: 0 })).toMatchObject({
      reason: "not_allowed",
    });
  });
});
