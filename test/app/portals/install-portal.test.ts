import { beforeEach, describe, expect, it } from "vitest";
import { createPortalGrants } from "../../../src/adapters/postgres/portal-grants.ts";
import { createTokenVault } from "../../../src/adapters/postgres/token-vault.ts";
import { disconnectPortal } from "../../../src/app/portals/disconnect-portal.ts";
import { installPortal } from "../../../src/app/portals/install-portal.ts";
import type { AccountFacts, CodeAnswer, Installation } from "../../../src/ports/install-crm.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import { plainSeal } from "../../contracts/secrets-contract.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { PIPELINES } from "../../support/memory-crm.ts";
import { officePolicy } from "../../support/policies.ts";

const SCOPES = ["oauth", "tickets", "crm.objects.deals.read"];
const TERMS = {
  requiredScopes: ["oauth", "tickets"],
  optionalScopes: ["crm.objects.deals.read", "crm.objects.feedback_submissions.read"],
  policy: officePolicy(),
};
const TOKENS = { accessToken: "a1", refreshToken: "r1", expiresAt: START + 1_800_000 };
const INSTALLATION: Installation = {
  ...{ portalId: PORTAL_ID, userId: "501", email: "mara@example.com" },
  ...{ scopes: SCOPES, tokens: TOKENS },
};
const ACCOUNT: AccountFacts = { timeZone: "Asia/Taipei", currency: "TWD", uiDomain: "crm.example" };
const unavailable = new PluginError("crm_unavailable", "503", { retryable: true });
const rejected = new PluginError("crm_rejected", "400");

describe("an account that installs the app", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let vault: ReturnType<typeof createTokenVault>;
  let grants: ReturnType<typeof createPortalGrants>;
  let answer: () => CodeAnswer;
  let account: () => AccountFacts;
  beforeEach(async () => {
    const db = await open();
    app = appUnderTest(db);
    vault = createTokenVault(db, plainSeal);
    grants = createPortalGrants(db);
    answer = () => ({ ok: true, installation: INSTALLATION });
    account = () => ACCOUNT;
  });

  const install = () =>
    installPortal(
      {
        ...{ ...app, vault, grants },
        installCrm: { exchange: async () => answer(), readAccount: async () => account() },
      },
      { code: "c1", language: "zh-TW" },
      TERMS,
    );
  const portal = () => app.store.portals.find(PORTAL_ID);
  const fail = (method: string, error: Error) => {
    app.crm.hooks.before = (call) => {
      if (call.method === method) throw error;
    };
  };
  const audit = async () =>
    (await app.store.audit.of(PORTAL_ID, `portal:${PORTAL_ID}`, 10)).map(({ action }) => action);
  const nothingStays = async () => {
    expect(await portal()).toBeNull();
    expect(await vault.read(PORTAL_ID)).toBeNull();
    expect(await grants.find(PORTAL_ID)).toBeNull();
    expect(await app.store.roles.list(PORTAL_ID)).toEqual([]);
    expect(await audit()).toEqual([]);
  };

  it("observes, with the facts that the CRM tells of it", async () => {
    const facts = { timeZone: "Asia/Taipei", uiDomain: "crm.example", language: "zh-TW" };
    const expected = { ...facts, portalId: PORTAL_ID, mode: "observe", state: "connected" };
    expect(await install()).toEqual({
      ok: true,
      portal: { ...expected, installedAt: START },
      userId: "501",
      isAgain: false,
      isFirstAdmin: true,
      notGranted: ["crm.objects.feedback_submissions.read"],
    });
    expect(await portal()).toMatchObject(expected);
    expect(await app.store.portals.currentPolicy(PORTAL_ID)).toMatchObject({ version: 1 });
    expect(await app.store.portals.pipelines(PORTAL_ID)).toEqual(PIPELINES);
    expect(app.crm.callsOf("provision")).toEqual([]);
  });

  it("has its tokens and what it granted kept", async () => {
    await install();
    expect(await vault.read(PORTAL_ID)).toEqual(TOKENS);
    expect(await grants.find(PORTAL_ID)).toEqual({
      ...{ scopes: SCOPES, currency: "TWD", grantedBy: "501", grantedAt: START },
    });
  });

  it("has whoever installed it as first admin, in the audit too", async () => {
    await install();
    expect(await app.store.roles.list(PORTAL_ID)).toMatchObject([
      { userId: "501", email: "mara@example.com", role: "admin", givenBy: "aftercare" },
    ]);
    expect(await audit()).toEqual(["portal_installed"]);
    expect(await app.store.audit.of(PORTAL_ID, "role:501", 1)).toMatchObject([
      { action: "first_admin", actor: "501", from: "crm" },
    ]);
  });

  it("that is known keeps mode, language and roles, and gets the new tokens", async () => {
    await install();
    const before = await portal();
    if (before === null) throw new Error("it is known by now");
    await app.store.portals.save({ ...before, mode: "live", language: "en" });
    await disconnectPortal({ ...app, vault }, PORTAL_ID, {
      cause: "token_refused",
      refusedToken: "r1",
    });
    expect(await vault.read(PORTAL_ID)).toBeNull();
    const tokens = { ...TOKENS, accessToken: "a2", refreshToken: "r2" };
    const other = { ...INSTALLATION, tokens, userId: "777", scopes: ["oauth", "tickets"] };
    answer = () => ({ ok: true, installation: other });
    expect(await install()).toMatchObject({ ok: true, isAgain: true, isFirstAdmin: false });
    expect(await portal()).toEqual({ ...before, mode: "live", language: "en" });
    expect(await vault.read(PORTAL_ID)).toEqual(tokens);
    expect(await grants.find(PORTAL_ID)).toMatchObject({ scopes: other.scopes, grantedBy: "777" });
    expect(await app.store.roles.list(PORTAL_ID)).toMatchObject([{ userId: "501" }]);
    expect((await audit()).toSorted()).toEqual([
      "portal_disconnected",
      "portal_installed",
      "portal_reinstalled",
    ]);
  });

  it("twice at once is connected once, with one admin", async () => {
    const outcomes = await Promise.all([install(), install()]);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
    expect(await app.store.roles.list(PORTAL_ID)).toHaveLength(1);
    expect(await app.store.portals.policyVersions(PORTAL_ID, 10)).toHaveLength(1);
  });

  describe("is refused and leaves nothing behind", () => {
    it.each(["code_refused", "wrong_redirect", "wrong_client"] as const)(
      "when HubSpot says %s",
      async (reason) => {
        answer = () => ({ ok: false, reason });
        expect(await install()).toEqual({ ok: false, reason });
        await nothingStays();
      },
    );

    it("when it lacks a right without which nothing works", async () => {
      const some = { ...INSTALLATION, scopes: ["oauth"] };
      answer = () => ({ ok: true, installation: some });
      expect(await install()).toEqual({
        ...{ ok: false, reason: "missing_scopes", portalId: PORTAL_ID, missing: ["tickets"] },
      });
      await nothingStays();
    });

    it("when HubSpot does not answer with the code", async () => {
      answer = () => {
        throw unavailable;
      };
      expect(await install()).toEqual({ ok: false, reason: "unavailable" });
      await nothingStays();
    });

    it("when HubSpot does not tell the account", async () => {
      account = () => {
        throw rejected;
      };
      expect(await install()).toEqual({ ok: false, reason: "failed" });
      await nothingStays();
      expect(app.logger.lines.at(-1)?.fields).toMatchObject({ code: "crm_rejected" });
    });

    it.each([
      { method: "readPipelines", error: unavailable, reason: "unavailable" },
      { method: "readOwners", error: rejected, reason: "failed" },
    ])("when $method fails", async ({ method, error, reason }) => {
      fail(method, error);
      expect(await install()).toEqual({ ok: false, reason });
      await nothingStays();
      app.crm.hooks.before = () => undefined;
      expect(await install()).toMatchObject({ ok: true, isAgain: false, isFirstAdmin: true });
    });

    it("but a bug is shown", async () => {
      fail("readPipelines", new TypeError("x is undefined"));
      await expect(install()).rejects.toThrow(TypeError);
      expect(await portal()).toBeNull();
    });
  });

  it("that is known stays connected with the new tokens while HubSpot is busy", async () => {
    await install();
    fail("readPipelines", unavailable);
    expect(await install()).toMatchObject({ ok: true, isAgain: true });
  });

  it("leaves no token in the log", async () => {
    await install();
    fail("readPipelines", rejected);
    await install();
    expect(JSON.stringify(app.logger.lines)).not.toMatch(/"[ar]1"|c1/);
  });
});

describe("an account that HubSpot disconnects", () => {
  const open = useEmbeddedDatabase();

  it("keeps the tokens that a new installation has brought meanwhile", async () => {
    const db = await open();
    const app = appUnderTest(db);
    const vault = createTokenVault(db, plainSeal);
    await app.connect();
    await vault.save(PORTAL_ID, { ...TOKENS, refreshToken: "r2" });
    await disconnectPortal({ ...app, vault }, PORTAL_ID, {
      cause: "token_refused",
      refusedToken: "r1",
    });
    expect(await app.store.portals.find(PORTAL_ID)).toMatchObject({ state: "connected" });
    expect(await vault.read(PORTAL_ID)).toMatchObject({ refreshToken: "r2" });
  });
});
