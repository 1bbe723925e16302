import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const MINUTE = 60_000;
const CUSTOMERS = 400;
/** Budget of a change that touches many customers. */
const CALLS_PER_100 = 2;

describe("rules that grade many customers anew", () => {
  let running: RunningPlugin;
  let ids: readonly string[];
  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy(),
      prepare: (world) => addPortal(world, PORTAL_ID),
    });
    ids = Array.from({ length: CUSTOMERS }, (_, number) =>
      portal().createCompany({ name: `Works ${number}`, total_revenue: "50000" }),
    );
    await running.settled();
    // The first import has calls of its own.
    await vi.waitUntil(async () => (await running.plugin.store.imports.running()).length === 0, {
      timeout: 20_000,
    });
  });
  afterAll(() => running?.stop());

  const portal = () => running.world.crm.portal(PORTAL_ID);
  const tiers = () =>
    new Set(
      ids.map((id) => portal().read({ type: "companies", id })?.properties["aftercare_tier"]),
    );
  const calls = () => running.world.crm.calls.list().filter(({ call }) => !/oauth/.test(call));

  it("call HubSpot at most twice for each hundred that change", async () => {
    expect(tiers()).toEqual(new Set(["standard"]));
    running.world.crm.calls.reset();
    const generous = officePolicy({
      tierInputs: officePolicy().tierInputs.map((input) => ({
        ...input,
        bands: [{ from: 0, points: 80 }],
      })),
    });
    await running.plugin.store.portals.savePolicy(PORTAL_ID, generous, running.time.now());
    running.time.advance(MINUTE);
    await expect
      .poll(
        async () => {
          await running.settled();
          return tiers();
        },
        { timeout: 30_000 },
      )
      .toEqual(new Set(["key"]));
    const total = calls().reduce((sum, { count }) => sum + count, 0);
    const ofCustomers = calls().filter(({ call }) => /companies/.test(call));
    expect(ofCustomers.length).toBeGreaterThan(0);
    const listed = calls().map(({ call, status, count }) => `${count} × ${call} ${status}`);
    expect(
      (total * 100) / CUSTOMERS,
      `more calls than budgeted:\n${listed.join("\n")}`,
    ).toBeLessThanOrEqual(CALLS_PER_100);
  });
});
