import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, callsOf, urgentTicket } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** What the CRM is asked with POST but not changed by. */
const READS = /batch\/read|\/search|\/oauth\//;

describe.each(["observe", "live"] as const)("a portal in %s mode", (mode) => {
  let running: RunningPlugin;
  let ticketId: string;
  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy(),
      mode,
      prepare: (world) => addPortal(world, PORTAL_ID),
    });
    const portal = running.world.crm.portal(PORTAL_ID);
    const companyId = portal.createCompany({ name: "Nordwind", total_revenue: "250000" });
    ticketId = urgentTicket(portal);
    portal.associate({ type: "tickets", id: ticketId }, { type: "companies", id: companyId });
    await running.settled();
    running.time.advance(2 * HOUR);
    await running.settled();
    portal.updateTicket(ticketId, { hs_pipeline_stage: "4" });
    await running.settled();
    running.time.advance(DAY);
    await running.settled();
  });
  afterAll(() => running.stop());

  const writes = () =>
    running.world.crm.calls
      .list()
      .filter(({ call }) => !call.startsWith("GET ") && !READS.test(call));
  const messages = () => running.world.slack.messages("C0RELATIONS1");

  it("computes tiers, clocks, cases and visits", async () => {
    const { store } = running.plugin;
    expect(await store.tickets.find(PORTAL_ID, ticketId)).toMatchObject({
      ticket: { tiers: [{ id: "key" }] },
      clocks: [{ state: "breached" }, { state: "met" }],
    });
    expect(await store.escalations.find(PORTAL_ID, `${ticketId}-1`)).toMatchObject({
      state: "resolved",
    });
    expect(await store.visits.find(PORTAL_ID, `after_ticket:${ticketId}`)).toMatchObject({
      state: "planned",
    });
    expect(callsOf(running.world, /^(GET|POST) .*tickets/)).toBeGreaterThan(0);
  });

  it(mode === "observe" ? "writes nothing to the CRM" : "writes all of it to the CRM", () => {
    if (mode === "observe") expect(writes()).toEqual([]);
    else expect(writes().length).toBeGreaterThan(3);
    const properties = running.world.crm.portal(PORTAL_ID).read({ type: "tickets", id: ticketId });
    const own = Object.keys(properties?.properties ?? {}).filter((name) =>
      name.startsWith("aftercare_"),
    );
    expect(own.length > 0).toBe(mode === "live");
  });

  it(mode === "observe" ? "posts nothing to Slack" : "posts to Slack", () => {
    expect(messages()).toHaveLength(mode === "observe" ? 0 : 1);
    if (mode === "observe") expect(running.world.slack.calls()).toEqual([]);
  });
});
