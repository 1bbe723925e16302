import { describe, expect, it } from "vitest";
import { createSlackInstallations } from "../../src/adapters/postgres/slack-installations.ts";
import { createTokenVault } from "../../src/adapters/postgres/token-vault.ts";
import type { Seal } from "../../src/ports/token-vault.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

/** Hides nothing, but shows whether a text was sealed. */
export const plainSeal: Seal = {
  seal: (text) => `sealed(${text})`,
  open: (text) => text.replace(/^sealed\((.*)\)$/, "$1"),
  sign: (purpose, text) => `signed(${purpose}, ${text})`,
  isSigned: (purpose, text, signature) => signature === `signed(${purpose}, ${text})`,
};

export function secretsContract(open: OpenTestDatabase): void {
  const tokens = { accessToken: "a1", refreshToken: "r1", expiresAt: TEST_NOW + 1_800_000 };

  describe("tokens", () => {
    it("are given back as they were saved, and stored sealed", async () => {
      const db = await open();
      const vault = createTokenVault(db, plainSeal);
      await vault.save(PORTAL, { ...tokens, accessToken: "a0" });
      await vault.save(PORTAL, tokens);
      expect(await vault.read(PORTAL)).toEqual(tokens);
      expect(await vault.read(OTHER_PORTAL)).toBeNull();
      const { rows } = await db.query(
        "select sealed_access_token a, sealed_refresh_token r from portal_token",
      );
      expect(rows).toEqual([{ a: "sealed(a1)", r: "sealed(r1)" }]);
    });

    it("are gone once removed", async () => {
      const vault = createTokenVault(await open(), plainSeal);
      await vault.save(PORTAL, tokens);
      await vault.remove(PORTAL);
      expect(await vault.read(PORTAL)).toBeNull();
    });

    it("are refreshed by one caller at a time", async () => {
      const vault = createTokenVault(await open(), plainSeal);
      await vault.save(PORTAL, tokens);
      let running = 0;
      let most = 0;
      const refresh = (portalId: string) =>
        vault.withRefreshLock(portalId, async () => {
          running += 1;
          most = Math.max(most, running);
          await vault.read(portalId);
          running -= 1;
          return portalId;
        });
      const answers = await Promise.all([PORTAL, PORTAL, PORTAL].map(refresh));
      expect(answers).toEqual([PORTAL, PORTAL, PORTAL]);
      expect(most).toBe(1);
    });

    it("keep what was stored during a refresh that failed, and can be refreshed again", async () => {
      const vault = createTokenVault(await open(), plainSeal);
      await vault.save(PORTAL, tokens);
      const failing = vault.withRefreshLock(PORTAL, async () => {
        await vault.save(PORTAL, { ...tokens, accessToken: "a2" });
        throw new Error("refused");
      });
      await expect(failing).rejects.toThrow("refused");
      const read = await vault.withRefreshLock(PORTAL, () => vault.read(PORTAL));
      expect(read?.accessToken).toBe("a2");
    });

    it("let work run for a portal that has none yet", async () => {
      const vault = createTokenVault(await open(), plainSeal);
      expect(await vault.withRefreshLock(PORTAL, () => vault.read(PORTAL))).toBeNull();
    });
  });

  describe("Slack installations", () => {
    const installation = { teamId: "T1", botToken: "xoxb-1", botUserId: "U1", appId: "A1" };

    it("are found by portal and by workspace, and stored sealed", async () => {
      const db = await open();
      const installations = createSlackInstallations(db, plainSeal);
      await installations.save(PORTAL, installation);
      expect(await installations.ofPortal(PORTAL)).toEqual(installation);
      expect(await installations.ofTeam("T1")).toEqual(installation);
      expect(await installations.ofPortal(OTHER_PORTAL)).toBeNull();
      expect(await installations.ofTeam("T2")).toBeNull();
      const { rows } = await db.query("select sealed_bot_token as token from slack_installation");
      expect(rows).toEqual([{ token: "sealed(xoxb-1)" }]);
    });

    it("give the newest of a workspace that several portals share", async () => {
      const installations = createSlackInstallations(await open(), plainSeal);
      await installations.save(PORTAL, installation);
      await installations.save(OTHER_PORTAL, { ...installation, botToken: "xoxb-2" });
      expect(await installations.ofTeam("T1")).toMatchObject({ botToken: "xoxb-2" });
      await installations.save(PORTAL, { ...installation, botToken: "xoxb-3" });
      expect(await installations.ofTeam("T1")).toMatchObject({ botToken: "xoxb-3" });
    });

    it("tell the newer one of two that came within one tick of the clock", async () => {
      const db = await open();
      const installations = createSlackInstallations(db, plainSeal);
      await db.transaction(async () => {
        await installations.save(OTHER_PORTAL, installation);
        await installations.save(PORTAL, { ...installation, botToken: "xoxb-2" });
        await installations.save(OTHER_PORTAL, { ...installation, botToken: "xoxb-3" });
      });
      expect(await installations.ofTeam("T1")).toMatchObject({ botToken: "xoxb-3" });
    });

    it("are forgotten with their workspace, but not one that was made since", async () => {
      const installedAt = { now: TEST_NOW };
      const db = await open({ now: () => installedAt.now });
      const installations = createSlackInstallations(db, plainSeal);
      await installations.save(PORTAL, installation);
      installedAt.now = TEST_NOW + 60_000;
      await installations.save(OTHER_PORTAL, { ...installation, botToken: "xoxb-2" });
      expect(await installations.forget("T2", TEST_NOW + 60_000)).toEqual([]);
      expect(await installations.forget("T1", TEST_NOW + 1_000)).toEqual([PORTAL]);
      expect(await installations.ofPortal(PORTAL)).toBeNull();
      expect(await installations.ofTeam("T1")).toMatchObject({ botToken: "xoxb-2" });
      expect(await installations.forget("T1", TEST_NOW + 60_000)).toEqual([OTHER_PORTAL]);
      expect(await installations.ofTeam("T1")).toBeNull();
    });
  });
}
