import { beforeEach, describe, expect, it } from "vitest";
import { createSlackConnections } from "../../../src/adapters/postgres/slack-connections.ts";
import { createSlackInstallLinks } from "../../../src/adapters/postgres/slack-install-links.ts";
import { createSlackInstallations } from "../../../src/adapters/postgres/slack-installations.ts";
import { createStore } from "../../../src/adapters/postgres/store.ts";
import { connectNamedSlack, connectSlack } from "../../../src/app/portals/connect-slack.ts";
import { forgetSlack } from "../../../src/app/portals/forget-slack.ts";
import { makeSlackInstallLink } from "../../../src/app/portals/make-slack-install-link.ts";
import type { SlackGrant } from "../../../src/ports/slack-installations.ts";
import { plainSeal } from "../../contracts/secrets-contract.ts";
import { OTHER_PORTAL_ID, PORTAL_ID } from "../../support/app-under-test.ts";
import { TEST_NOW, useEmbeddedDatabase } from "../../support/databases.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const MINUTE = 60_000;

function grantOf(teamId: string, changes: Partial<SlackGrant> = {}): SlackGrant {
  return {
    teamId,
    botToken: `xoxb-${teamId}`,
    botUserId: "U0BOT",
    appId: "A1",
    teamName: "Acme",
    enterpriseId: null,
    scopes: ["chat:write", "commands"],
    installedBy: "U9",
    ...changes,
  };
}

describe("connecting a portal with a Slack workspace", () => {
  const open = useEmbeddedDatabase();
  let world: Awaited<ReturnType<typeof start>>;
  beforeEach(async () => {
    world = await start();
  });

  async function start() {
    const time = { now: TEST_NOW };
    const timeSource = { now: () => time.now };
    const db = await open(timeSource);
    const store = createStore(db);
    const deps = {
      store,
      installations: createSlackInstallations(db, plainSeal),
      connections: createSlackConnections(db),
      links: createSlackInstallLinks(db),
      logger: createRecordingLogger(),
      timeSource,
      publicBaseUrl: "https://aftercare.example",
    };
    for (const portalId of [PORTAL_ID, OTHER_PORTAL_ID]) {
      await store.portals.save({
        portalId,
        state: "connected",
        mode: "live",
        installedAt: TEST_NOW,
        timeZone: "UTC",
        language: "en",
        uiDomain: "crm.example",
      });
    }
    return { ...deps, time };
  }

  /** A link was made and opened, and its state came back. */
  async function visitOf(portalId: string) {
    const made = await makeSlackInstallLink(world, { portalId, by: "ada" });
    if (!made.ok) throw new Error(made.reason);
    const link = new URL(made.url).searchParams.get("link") ?? "";
    world.time.now += 1_000;
    const now = world.time.now;
    const begun = await world.links.begin(link, { now, expiresAt: now + MINUTE });
    if (!begun.ok) throw new Error(begun.reason);
    const redeemed = await world.links.redeem(begun.state, now);
    if (!redeemed.ok) throw new Error(redeemed.reason);
    return redeemed.visit;
  }
  const connect = async (portalId: string, grant: SlackGrant) =>
    connectSlack(world, await visitOf(portalId), grant);
  const linked = async () => ({
    [PORTAL_ID]: await world.store.portals.slackTeam(PORTAL_ID),
    [OTHER_PORTAL_ID]: await world.store.portals.slackTeam(OTHER_PORTAL_ID),
  });
  const tokenOf = async (portalId: string) =>
    (await world.installations.ofPortal(portalId))?.botToken ?? null;
  const audit = async () =>
    (await world.store.audit.of(PORTAL_ID, "slack", 10)).map(({ action, actor, detail }) => ({
      action,
      actor,
      detail,
    }));
  const removed = (teamId: string) =>
    forgetSlack(world, { teamId, at: world.time.now, reason: "app_uninstalled" });

  it("stores the installation, links the workspace and notes who did it", async () => {
    expect(await connect(PORTAL_ID, grantOf("T1"))).toEqual({ ok: true });
    expect(await world.installations.ofTeam("T1")).toMatchObject({ botToken: "xoxb-T1" });
    expect(await linked()).toEqual({ [PORTAL_ID]: "T1", [OTHER_PORTAL_ID]: null });
    expect(await audit()).toEqual([
      {
        action: "slack_connected",
        actor: "U9",
        detail: {
          teamId: "T1",
          teamName: "Acme",
          enterpriseId: null,
          scopes: "chat:write,commands",
          askedBy: "ada",
        },
      },
      { action: "slack_link_made", actor: "ada", detail: {} },
    ]);
  });

  it("keeps two portals in two workspaces apart", async () => {
    await connect(PORTAL_ID, grantOf("T1"));
    await connect(OTHER_PORTAL_ID, grantOf("T2"));
    expect(await linked()).toEqual({ [PORTAL_ID]: "T1", [OTHER_PORTAL_ID]: "T2" });
    expect(await world.store.portals.ofSlackTeam("T1")).toEqual([PORTAL_ID]);
    expect(await world.store.portals.ofSlackTeam("T2")).toEqual([OTHER_PORTAL_ID]);
    expect(await tokenOf(OTHER_PORTAL_ID)).toBe("xoxb-T2");
  });

  it("replaces the token when the same workspace installs the app again", async () => {
    await connect(PORTAL_ID, grantOf("T1"));
    const again = grantOf("T1", { botToken: "xoxb-new", scopes: ["chat:write"] });
    expect(await connect(PORTAL_ID, again)).toEqual({ ok: true });
    expect(await tokenOf(PORTAL_ID)).toBe("xoxb-new");
    expect(await world.connections.ofPortal(PORTAL_ID)).toMatchObject({ scopes: ["chat:write"] });
  });

  it("refuses a workspace that another portal has, and leaves the link for another try", async () => {
    await connect(PORTAL_ID, grantOf("T1"));
    const visit = await visitOf(OTHER_PORTAL_ID);
    const intruder = grantOf("T1", { botToken: "xoxb-other" });
    expect(await connectSlack(world, visit, intruder)).toEqual({ ok: false, reason: "team_taken" });
    expect(await tokenOf(PORTAL_ID)).toBe("xoxb-T1");
    expect(await linked()).toEqual({ [PORTAL_ID]: "T1", [OTHER_PORTAL_ID]: null });
    expect(await connectSlack(world, visit, grantOf("T2"))).toEqual({ ok: true });
    expect(await connectSlack(world, visit, grantOf("T2"))).toEqual({
      ok: false,
      reason: "link_used",
    });
  });

  it("gives a workspace to one of two portals that come at once", async () => {
    const visits = [await visitOf(PORTAL_ID), await visitOf(OTHER_PORTAL_ID)];
    const outcomes = await Promise.all(
      visits.map((visit) => connectSlack(world, visit, grantOf("T1"))),
    );
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
    expect(outcomes).toContainEqual({ ok: false, reason: "team_taken" });
    expect(await world.connections.ofTeam("T1")).toHaveLength(1);
    expect(await world.store.portals.ofSlackTeam("T1")).toHaveLength(1);
  });

  it("refuses a second workspace until the app was removed from the first", async () => {
    await connect(PORTAL_ID, grantOf("T1"));
    expect(await connect(PORTAL_ID, grantOf("T2"))).toEqual({ ok: false, reason: "portal_taken" });
    expect(await world.installations.ofTeam("T2")).toBeNull();
    world.time.now += MINUTE;
    await removed("T1");
    expect(await connect(PORTAL_ID, grantOf("T2"))).toEqual({ ok: true });
    expect((await linked())[PORTAL_ID]).toBe("T2");
  });

  it("takes a workspace from the portal that left it: nothing of that portal goes there any more", async () => {
    await connect(PORTAL_ID, grantOf("T1"));
    world.time.now += MINUTE;
    await removed("T1");
    expect((await linked())[PORTAL_ID]).toBe("T1");
    expect(await connect(OTHER_PORTAL_ID, grantOf("T1"))).toEqual({ ok: true });
    expect(await linked()).toEqual({ [PORTAL_ID]: null, [OTHER_PORTAL_ID]: "T1" });
  });

  it.each(["disconnected", "unknown"])("does not connect a portal that is %s", async (state) => {
    const visit = await visitOf(PORTAL_ID);
    const portal = await world.store.portals.find(PORTAL_ID);
    if (portal === null) throw new Error("the portal is known");
    if (state === "disconnected") {
      await world.store.portals.save({ ...portal, state: "disconnected" });
    }
    const of = state === "unknown" ? { ...visit, portalId: "999" } : visit;
    const expected = { ok: false, reason: "portal_unknown" };
    expect(await connectSlack(world, of, grantOf("T1"))).toEqual(expected);
    const { portalId } = of;
    expect(await makeSlackInstallLink(world, { portalId, by: "ada" })).toEqual(expected);
    expect(await world.installations.ofTeam("T1")).toBeNull();
  });

  describe("by the settings", () => {
    const named = { teamId: "T1", botToken: "xoxb-named", botUserId: "", appId: "" };

    it("connects several portals with one workspace, as the operator says", async () => {
      await connectNamedSlack(world, PORTAL_ID, named);
      await connectNamedSlack(world, OTHER_PORTAL_ID, named);
      expect(await linked()).toEqual({ [PORTAL_ID]: "T1", [OTHER_PORTAL_ID]: "T1" });
    });

    it("does not take a workspace that another portal has by a link", async () => {
      await connect(PORTAL_ID, grantOf("T1"));
      await expect(connectNamedSlack(world, OTHER_PORTAL_ID, named)).rejects.toMatchObject({
        code: "settings_invalid",
        message: `SLACK_TEAM_ID is T1, which is connected with account ${PORTAL_ID}: expected a workspace that no other account has; remove the app from it first`,
      });
      expect(await linked()).toEqual({ [PORTAL_ID]: "T1", [OTHER_PORTAL_ID]: null });
    });

    it("gives the portal that has it by a link the named token", async () => {
      await connect(PORTAL_ID, grantOf("T1"));
      await connectNamedSlack(world, PORTAL_ID, named);
      expect(await tokenOf(PORTAL_ID)).toBe("xoxb-named");
    });

    it("keeps a workspace from another portal's link", async () => {
      await connectNamedSlack(world, PORTAL_ID, named);
      expect(await connect(OTHER_PORTAL_ID, grantOf("T1"))).toEqual({
        ok: false,
        reason: "team_taken",
      });
    });
  });
});
