import { describe, expect, it } from "vitest";
import { createSlackConnections } from "../../src/adapters/postgres/slack-connections.ts";
import { createSlackInstallLinks } from "../../src/adapters/postgres/slack-install-links.ts";
import { createSlackInstallations } from "../../src/adapters/postgres/slack-installations.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { connectSlack } from "../../src/app/portals/connect-slack.ts";
import type { SlackVisit } from "../../src/ports/slack-install-links.ts";
import type { SlackGrant } from "../../src/ports/slack-installations.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { createRecordingLogger } from "../support/recording-logger.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { plainSeal } from "./secrets-contract.ts";

const MINUTE = 60_000;
const portal = {
  state: "connected",
  mode: "live",
  installedAt: TEST_NOW,
  timeZone: "UTC",
  language: "en",
  uiDomain: "crm.example",
} as const;
const AS_ADA = { askedBy: "ada", now: TEST_NOW, expiresAt: TEST_NOW + 30 * MINUTE };
const VISIT = { now: TEST_NOW, expiresAt: TEST_NOW + 10 * MINUTE };

export function slackLinksContract(open: OpenTestDatabase): void {
  const openLinks = async () => createSlackInstallLinks(await open());
  const refused = (reason: string, portalId: string | null = PORTAL) => ({
    ok: false,
    reason,
    portalId,
  });

  /** Opens a link; the state of the visit. */
  async function stateOf(
    links: Awaited<ReturnType<typeof openLinks>>,
    link: string,
    visit = VISIT,
  ): Promise<string> {
    const begun = await links.begin(link, visit);
    if (!begun.ok) throw new Error(`the link is ${begun.reason}`);
    expect(begun.portalId).toBe(PORTAL);
    return begun.state;
  }

  /** Brings a state back; the visit that it stands for. */
  async function visitOf(links: Awaited<ReturnType<typeof openLinks>>, state: string) {
    const redeemed = await links.redeem(state, TEST_NOW);
    if (!redeemed.ok) throw new Error(`the state is ${redeemed.reason}`);
    return redeemed.visit;
  }

  describe("a link", () => {
    it("begins a visit that comes back once, for the portal it was made for", async () => {
      const links = await openLinks();
      const link = await links.make(PORTAL, AS_ADA);
      const state = await stateOf(links, link);
      expect(state).not.toBe(link);
      expect(await links.redeem(state, TEST_NOW)).toEqual({
        ok: true,
        visit: { portalId: PORTAL, linkId: expect.any(String), askedBy: "ada" },
      });
      expect(await links.redeem(state, TEST_NOW)).toEqual(refused("used"));
    });

    it("may be opened again until a visit has ended well", async () => {
      const links = await openLinks();
      const link = await links.make(PORTAL, AS_ADA);
      const [first, second] = [await stateOf(links, link), await stateOf(links, link)];
      expect(first).not.toBe(second);
      const visit = await visitOf(links, first);
      const third = await stateOf(links, link);
      expect(await links.finish(visit, TEST_NOW)).toBe(true);
      expect(await links.finish(visit, TEST_NOW)).toBe(false);
      expect(await links.begin(link, VISIT)).toEqual(refused("used"));
      for (const state of [second, third]) {
        expect(await links.redeem(state, TEST_NOW)).toEqual(refused("used"));
      }
    });

    it("is used up by one of two visits that end at once", async () => {
      const links = await openLinks();
      const link = await links.make(PORTAL, AS_ADA);
      const visits = [
        await visitOf(links, await stateOf(links, link)),
        await visitOf(links, await stateOf(links, link)),
      ];
      const ends = await Promise.all(visits.map((visit) => links.finish(visit, TEST_NOW)));
      expect(ends.toSorted()).toEqual([false, true]);
    });

    it("gives its state back to one of two that bring it at once", async () => {
      const links = await openLinks();
      const state = await stateOf(links, await links.make(PORTAL, AS_ADA));
      const redeemed = await Promise.all([
        links.redeem(state, TEST_NOW),
        links.redeem(state, TEST_NOW),
      ]);
      expect(redeemed.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    });

    it("is good until it expires, and so is a visit", async () => {
      const links = await openLinks();
      const link = await links.make(PORTAL, AS_ADA);
      const late = { now: AS_ADA.expiresAt, expiresAt: AS_ADA.expiresAt + 1 };
      expect(await links.begin(link, late)).toEqual(refused("expired"));
      const state = await stateOf(links, link, { ...late, now: AS_ADA.expiresAt - 1 });
      expect(await links.redeem(state, late.expiresAt)).toEqual(refused("expired"));
      expect(await links.redeem(state, late.expiresAt - 1)).toMatchObject({ ok: true });
    });

    it.each<{ name: string; forge: (secret: string) => string }>([
      { name: "for another portal", forge: (one) => one.replace(PORTAL, OTHER_PORTAL) },
      {
        name: "with another sign",
        forge: (one) => one.slice(0, -2) + (one.at(-2) === "A" ? "B" : "A") + one.slice(-1),
      },
      { name: "cut short", forge: (one) => one.slice(0, -1) },
      { name: "without anything", forge: () => "" },
      { name: "with SQL", forge: (one) => `${one}' or true --` },
    ])("is not known $name", async ({ forge }) => {
      const links = await openLinks();
      const link = await links.make(PORTAL, AS_ADA);
      const state = await stateOf(links, link);
      expect(forge(link)).not.toBe(link);
      expect(await links.begin(forge(link), VISIT)).toEqual(refused("not_known", null));
      expect(await links.redeem(forge(state), TEST_NOW)).toEqual(refused("not_known", null));
    });

    it("cannot be brought as a state, nor a state as a link", async () => {
      const links = await openLinks();
      const link = await links.make(PORTAL, AS_ADA);
      const state = await stateOf(links, link);
      expect(await links.redeem(link, TEST_NOW)).toEqual(refused("not_known", null));
      expect(await links.begin(state, VISIT)).toEqual(refused("not_known", null));
    });

    it("is stored as a hash only", async () => {
      const db = await open();
      const links = createSlackInstallLinks(db);
      const secrets = [await links.make(PORTAL, AS_ADA)];
      secrets.push(await stateOf(links, secrets[0] ?? ""));
      const { rows } = await db.query("select * from slack_install_state");
      expect(rows).toHaveLength(2);
      for (const secret of secrets) {
        expect(JSON.stringify(rows)).not.toContain(secret.split(".")[1]);
      }
    });

    it("gives way to newer ones, as a visit does, when there are too many", async () => {
      const db = await open();
      const links = createSlackInstallLinks(db);
      const at = (n: number) => ({ ...AS_ADA, now: TEST_NOW + n });
      const link = await links.make(PORTAL, at(0));
      const others = await links.make(OTHER_PORTAL, at(0));
      const first = await stateOf(links, link, { ...VISIT, now: TEST_NOW });
      for (let n = 1; n <= 20; n += 1) {
        await stateOf(links, link, { ...VISIT, now: TEST_NOW + n });
      }
      expect(await links.redeem(first, TEST_NOW)).toEqual(refused("not_known", null));
      for (let n = 1; n <= 20; n += 1) await links.make(PORTAL, at(n));
      expect(await links.begin(link, VISIT)).toEqual(refused("not_known", null));
      expect(await links.begin(others, VISIT)).toMatchObject({ ok: true });
      const { rows } = await db.query(
        "select portal_id, count(*)::int as n from slack_install_state group by 1 order by 1",
      );
      expect(rows).toEqual([
        { portal_id: PORTAL, n: 20 },
        { portal_id: OTHER_PORTAL, n: 2 },
      ]);
    });
  });

  async function linkIdOf(links: Awaited<ReturnType<typeof openLinks>>, portalId: string) {
    const begun = await links.begin(await links.make(portalId, AS_ADA), VISIT);
    return (await visitOf(links, begun.ok ? begun.state : "")).linkId;
  }

  describe("connections", () => {
    const grant: SlackGrant = {
      teamId: "T1",
      botToken: "xoxb-1",
      botUserId: "U1",
      appId: "A1",
      teamName: "Acme",
      enterpriseId: null,
      scopes: ["chat:write", "commands"],
      installedBy: "U9",
    };
    const { botToken: _token, ...told } = grant;
    const opened = async () => {
      const db = await open();
      return {
        installations: createSlackInstallations(db, plainSeal),
        connections: createSlackConnections(db),
        portals: createStore(db).portals,
      };
    };
    const byLink = {
      portalId: PORTAL,
      teamId: "T1",
      madeBy: "link",
      installedAt: TEST_NOW,
      teamName: told.teamName,
      scopes: told.scopes,
      installedBy: told.installedBy,
    };
    const bySettings = { madeBy: "settings", teamName: null, scopes: null, installedBy: null };

    it("tell what was granted, by whom and when, but no token", async () => {
      const { installations, connections } = await opened();
      await installations.saveGrant(PORTAL, grant);
      expect(await connections.ofPortal(PORTAL)).toEqual(byLink);
      expect(await connections.ofTeam("T1")).toEqual([byLink]);
      expect(await connections.ofPortal(OTHER_PORTAL)).toBeNull();
      expect(await installations.ofPortal(PORTAL)).toEqual({
        teamId: "T1",
        botToken: "xoxb-1",
        botUserId: "U1",
        appId: "A1",
      });
    });

    it("keep nothing of a grant when the settings name the workspace after it", async () => {
      const { installations, connections } = await opened();
      await installations.saveGrant(PORTAL, grant);
      await installations.save(PORTAL, { ...grant, botToken: "xoxb-2" });
      expect(await connections.ofPortal(PORTAL)).toMatchObject(bySettings);
    });

    it("by a link are one for each workspace; by settings there may be several", async () => {
      const { installations, connections } = await opened();
      await installations.save(PORTAL, grant);
      await installations.save(OTHER_PORTAL, grant);
      expect(await connections.ofTeam("T1")).toMatchObject([bySettings, bySettings]);
      await installations.saveGrant(PORTAL, grant);
      await expect(installations.saveGrant(OTHER_PORTAL, grant)).rejects.toMatchObject({
        code: "23505",
      });
      await installations.saveGrant(OTHER_PORTAL, { ...grant, teamId: "T2" });
      await installations.saveGrant(PORTAL, { ...grant, botToken: "xoxb-3" });
      expect(await installations.ofTeam("T1")).toMatchObject({ botToken: "xoxb-3" });
    });

    it("give a workspace to one of several portals that come at once", async () => {
      const db = await open();
      const store = createStore(db);
      const deps = {
        store,
        installations: createSlackInstallations(db, plainSeal),
        connections: createSlackConnections(db),
        links: createSlackInstallLinks(db),
        logger: createRecordingLogger(),
        timeSource: db.timeSource,
      };
      const portalIds = ["1", "2", "3", "4"];
      for (const portalId of portalIds) await store.portals.save({ ...portal, portalId });
      // Several times, because a pool opens its sessions one after the other the first time.
      for (const teamId of ["T1", "T2", "T3"]) {
        const visits: SlackVisit[] = [];
        for (const portalId of portalIds) {
          visits.push({ portalId, linkId: await linkIdOf(deps.links, portalId), askedBy: "ada" });
        }
        const outcomes = await Promise.all(
          visits.map((visit) => connectSlack(deps, visit, { ...grant, teamId })),
        );
        expect(outcomes.toSorted((one, other) => Number(other.ok) - Number(one.ok))).toEqual([
          { ok: true },
          ...Array.from({ length: 3 }, () => ({ ok: false, reason: "team_taken" })),
        ]);
        const connected = await deps.connections.ofTeam(teamId);
        expect(connected).toHaveLength(1);
        expect(await store.portals.ofSlackTeam(teamId)).toEqual([connected[0]?.portalId]);
        await deps.installations.forget(teamId, TEST_NOW);
      }
    });

    it("are gone when the app was removed", async () => {
      const { installations, connections } = await opened();
      await installations.saveGrant(PORTAL, grant);
      expect(await installations.forget("T1", TEST_NOW)).toEqual([PORTAL]);
      expect(await connections.ofTeam("T1")).toEqual([]);
    });

    it("take the workspace from those that had it before", async () => {
      const { connections, portals } = await opened();
      await portals.linkSlackTeam(OTHER_PORTAL, "T1");
      await portals.linkSlackTeam("3", "T3");
      await connections.takeTeam(PORTAL, "T1");
      await connections.takeTeam(PORTAL, "T1");
      expect(await portals.ofSlackTeam("T1")).toEqual([PORTAL]);
      expect(await portals.slackTeam(OTHER_PORTAL)).toBeNull();
      expect(await portals.slackTeam("3")).toBe("T3");
    });
  });
}
