import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { SlackConnectOutcome } from "../../../src/app/portals/connect-slack.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import {
  BASE_URL,
  callbackOf,
  GRANTED,
  type InstallWorld,
  MINUTE,
  startInstallWorld,
} from "./install-under-test.ts";
import { team } from "./slack-under-test.ts";

describe("the way to Slack and back", () => {
  const open = useEmbeddedDatabase();
  let world: InstallWorld;
  beforeEach(async () => {
    world = await startInstallWorld(await open());
  });
  afterEach(() => world.stop());
  const nothingHappened = () => expect(world.connected).toEqual([]);

  describe("refuses", () => {
    it("a state that was used, and says so", async () => {
      world.slack.choose(team, GRANTED);
      const browser = world.browser();
      const callback = await callbackOf(browser, await world.makeLink());
      const [cookie] = browser.cookies;
      expect((await browser.open(callback)).status).toBe(200);
      expect(browser.cookies.size).toBe(0);
      if (cookie !== undefined) browser.cookies.set(...cookie);
      const again = await browser.open(callback);
      expect(again.status).toBe(410);
      expect(again.text).toContain("Each link connects one workspace, once. Nothing was changed.");
      expect(world.connected).toHaveLength(1);
    });

    it("a state that comes back too late", async () => {
      world.slack.choose(team, GRANTED);
      const browser = world.browser();
      const callback = await callbackOf(browser, await world.makeLink());
      world.time.now += 10 * MINUTE;
      const { status, text } = await browser.open(callback);
      expect(status).toBe(410);
      expect(text).toContain("This link has expired");
      nothingHappened();
    });

    it("a browser that did not open the link, and lets the one that did go on", async () => {
      world.slack.choose(team, GRANTED);
      const browser = world.browser();
      const callback = await callbackOf(browser, await world.makeLink());
      const foreign = world.browser();
      await callbackOf(foreign, await world.makeLink());
      for (const other of [world.browser(), foreign]) {
        const { status, text } = await other.open(callback);
        expect(status).toBe(403);
        expect(text).toContain("This visit began in another browser");
      }
      nothingHappened();
      expect((await browser.open(callback)).status).toBe(200);
    });

    it("a forged state, though the browser agrees with it", async () => {
      world.slack.choose(team, GRANTED);
      const browser = world.browser();
      const callback = new URL(await callbackOf(browser, await world.makeLink()));
      const forged = (callback.searchParams.get("state") ?? "").replace("4242001", "4242009");
      callback.searchParams.set("state", forged);
      browser.cookies.set("slack-app-oauth-state", forged);
      const { status, text } = await browser.open(callback.href);
      expect(status).toBe(404);
      expect(text).toContain("This link is not known");
      nothingHappened();
    });

    it.each(["", "?link=", "?link=4242001.abc", "?link[]=a&link[]=b"])(
      "to begin at /slack/install%s",
      async (query) => {
        const { status, text } = await world.browser().open(`${BASE_URL}/slack/install${query}`);
        expect(status).toBe(404);
        expect(text).toContain("Ask for a new link");
        expect(world.slack.asked).toEqual([]);
      },
    );

    it("to begin at a link that has expired", async () => {
      const link = await world.makeLink();
      world.time.now += 30 * MINUTE;
      expect((await world.browser().open(link)).status).toBe(410);
      expect(world.slack.asked).toEqual([]);
    });

    it.each<{ name: string; outcome: SlackConnectOutcome; status: number; says: string }>([
      {
        name: "a workspace of another portal",
        outcome: { ok: false, reason: "team_taken" },
        status: 409,
        says: "The workspace Acme is connected with another HubSpot account.",
      },
      {
        name: "a second workspace",
        outcome: { ok: false, reason: "portal_taken" },
        status: 409,
        says: "HubSpot account 4242001 is connected with another workspace than Acme.",
      },
      {
        name: "a portal that is gone",
        outcome: { ok: false, reason: "portal_unknown" },
        status: 409,
        says: "not installed in HubSpot account 4242001 any more",
      },
      {
        name: "a link that another visit has used",
        outcome: { ok: false, reason: "link_used" },
        status: 410,
        says: "This link was used already",
      },
    ])("$name", async ({ outcome, status, says }) => {
      world.slack.choose(team, GRANTED);
      world.answers.outcome = outcome;
      const arrival = await world.browser().open(await world.makeLink());
      expect(arrival.status).toBe(status);
      expect(arrival.text).toContain(says);
    });

    it("an installation for a whole organisation", async () => {
      const whole = { team: null, is_enterprise_install: true, enterprise: { id: "E01" } };
      world.slack.choose(team, GRANTED, whole);
      const { status, text } = await world.browser().open(await world.makeLink());
      expect(status).toBe(409);
      expect(text).toContain("For now it works with single workspaces only.");
      nothingHappened();
    });
  });
});
