import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { Portal } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { officePolicy } from "../support/policies.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

export function portalsContract(open: OpenTestDatabase): void {
  const openPortals = async () => createStore(await open()).portals;
  const portal: Portal = {
    portalId: PORTAL,
    state: "connected",
    mode: "observe",
    installedAt: TEST_NOW,
    timeZone: "Asia/Taipei",
    language: "zh-TW",
    uiDomain: "app.hubspot.com",
  };

  it("gives a portal back as it was saved last", async () => {
    const portals = await openPortals();
    await portals.save({ ...portal, mode: "live" });
    await portals.save(portal);
    expect(await portals.find(PORTAL)).toEqual(portal);
    expect(await portals.find(OTHER_PORTAL)).toBeNull();
    await portals.save({ ...portal, portalId: OTHER_PORTAL });
    expect((await portals.list()).map((one) => one.portalId)).toEqual([PORTAL, OTHER_PORTAL]);
  });

  it("keeps which parts are on, and when each was switched on", async () => {
    const portals = await openPortals();
    const partly: Portal = {
      ...portal,
      mode: ["clocks", "visits"],
      switchedOn: { clocks: TEST_NOW, visits: TEST_NOW + 1 },
    };
    await portals.save(partly);
    expect(await portals.find(PORTAL)).toEqual(partly);
    expect(await portals.list()).toEqual([partly]);
    // Whoever does not know when keeps what is known.
    await portals.save({ ...portal, mode: ["tiers"] });
    expect(await portals.find(PORTAL)).toEqual({ ...partly, mode: ["tiers"] });
  });

  describe("which portals are known", () => {
    it("names those that are connected", async () => {
      const portals = await openPortals();
      await portals.save(portal);
      await portals.save({ ...portal, portalId: OTHER_PORTAL, state: "disconnected" });
      expect(await portals.known([PORTAL, OTHER_PORTAL, "3"])).toEqual(new Set([PORTAL]));
      expect(await portals.known([])).toEqual(new Set());
    });

    it("changes at once for what this process saves", async () => {
      const portals = await openPortals();
      expect(await portals.known([PORTAL])).toEqual(new Set());
      await portals.save(portal);
      expect(await portals.known([PORTAL])).toEqual(new Set([PORTAL]));
    });

    it.each<{ name: string; afterMs: number; isKnown: boolean }>([
      { name: "is remembered for a few seconds", afterMs: 4_999, isKnown: true },
      { name: "is asked again after that", afterMs: 5_000, isKnown: false },
    ])("$name", async ({ afterMs, isKnown }) => {
      let now = TEST_NOW;
      const db = await open({ now: () => now });
      const portals = createStore(db).portals;
      await portals.save(portal);
      await portals.known([PORTAL]);
      // As another process does it.
      await createStore(db).portals.save({ ...portal, state: "disconnected" });
      now += afterMs;
      expect((await portals.known([PORTAL])).has(PORTAL)).toBe(isKnown);
    });
  });

  describe("policies", () => {
    const policy = officePolicy();
    const other = officePolicy({ majorFault: "outage" });

    it("get numbers in order, and the newest is current", async () => {
      const db = await open();
      const portals = createStore(db).portals;
      await portals.save(portal);
      expect(await portals.currentPolicy(PORTAL)).toBeNull();
      expect(await portals.savePolicy(PORTAL, policy, TEST_NOW)).toEqual({ version: 1, policy });
      expect(await portals.savePolicy(PORTAL, other, TEST_NOW)).toEqual({
        version: 2,
        policy: other,
      });
      // A process that was not there when they were saved.
      const elsewhere = createStore(db).portals;
      expect(await elsewhere.currentPolicy(PORTAL)).toEqual({ version: 2, policy: other });
      expect(await elsewhere.policy(PORTAL, 1)).toEqual({ version: 1, policy });
      expect(await elsewhere.policy(PORTAL, 3)).toBeNull();
      expect(await elsewhere.currentPolicy(OTHER_PORTAL)).toBeNull();
    });

    it("do not change when the same document is saved again", async () => {
      const portals = await openPortals();
      await portals.save(portal);
      await portals.savePolicy(PORTAL, policy, TEST_NOW);
      expect(await portals.savePolicy(PORTAL, officePolicy(), TEST_NOW + 1)).toEqual({
        version: 1,
        policy,
      });
    });

    it("may go back to an older document, as a new version", async () => {
      const portals = await openPortals();
      await portals.save(portal);
      for (const document of [policy, other, policy]) {
        await portals.savePolicy(PORTAL, document, TEST_NOW);
      }
      expect(await portals.currentPolicy(PORTAL)).toEqual({ version: 3, policy });
    });

    it("get different numbers when saved at the same time", async () => {
      const portals = await openPortals();
      await portals.save(portal);
      const saved = await Promise.all(
        ["a", "b", "c", "d"].map((majorFault) =>
          portals.savePolicy(PORTAL, officePolicy({ majorFault }), TEST_NOW),
        ),
      );
      expect(saved.map((one) => one.version).toSorted()).toEqual([1, 2, 3, 4]);
    });
  });

  describe("lists", () => {
    it("of pipelines are replaced as a whole and keep their order", async () => {
      const portals = await openPortals();
      const pipeline = (pipelineId: string, label: string) => ({
        pipelineId,
        label,
        stages: [{ stageId: "1", label: "New", isClosed: false }],
      });
      await portals.savePipelines(PORTAL, [pipeline("2", "B"), pipeline("1", "A")], TEST_NOW);
      await portals.savePipelines(PORTAL, [pipeline("3", "C"), pipeline("2", "B2")], TEST_NOW);
      expect(await portals.pipelines(PORTAL)).toEqual([pipeline("3", "C"), pipeline("2", "B2")]);
      expect(await portals.pipelines(OTHER_PORTAL)).toEqual([]);
    });

    it("of owners are replaced as a whole", async () => {
      const portals = await openPortals();
      const owner = (ownerId: string) => ({ ownerId, userId: null, email: null, name: "林" });
      await portals.saveOwners(PORTAL, [owner("1"), owner("2")], TEST_NOW);
      await portals.saveOwners(PORTAL, [{ ...owner("2"), email: "a@example.com" }], TEST_NOW);
      expect(await portals.owners(PORTAL)).toEqual([{ ...owner("2"), email: "a@example.com" }]);
      await portals.saveOwners(PORTAL, [], TEST_NOW);
      expect(await portals.owners(PORTAL)).toEqual([]);
    });
  });

  it("links a portal with one Slack workspace, which several portals may share", async () => {
    const portals = await openPortals();
    expect(await portals.slackTeam(PORTAL)).toBeNull();
    await portals.linkSlackTeam(PORTAL, "T0");
    await portals.linkSlackTeam(PORTAL, "T1");
    await portals.linkSlackTeam(OTHER_PORTAL, "T1");
    expect(await portals.slackTeam(PORTAL)).toBe("T1");
    expect(await portals.ofSlackTeam("T1")).toEqual([PORTAL, OTHER_PORTAL]);
    expect(await portals.ofSlackTeam("T0")).toEqual([]);
  });
}
