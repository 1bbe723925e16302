import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isOn, type Mode, Part } from "../../src/domain/governance/mode.ts";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, callsOf, urgentTicket } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const SLOWEST_MS = 180_000;
/** Looks after the customer. */
const OWNER = {
  id: "71",
  userId: 7_001,
  email: "jonas@example.com",
  firstName: "Jonas",
  lastName: "Weck",
  teams: [],
  createdAt: START,
};
/** What the CRM is asked with POST but not changed by. */
const READS = /batch\/read|\/search|\/oauth\//;

/** Own properties of a ticket that tell of a part. */
const OF_TICKET: Readonly<Record<Part, string>> = {
  tiers: "aftercare_tier",
  clocks: "aftercare_worst_status",
  escalation: "aftercare_escalation_state",
  visits: "aftercare_rating_link",
};
const MODES: readonly Mode[] = ["observe", "live", ...Part.options.map((part) => [part])];

describe.each(MODES.map((mode) => ({ mode })))("a portal with $mode on", ({ mode }) => {
  let running: RunningPlugin;
  let ticketId: string;
  let companyId: string;
  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy(),
      mode,
      prepare: (world) => addPortal(world, PORTAL_ID),
    });
    const portal = running.world.crm.portal(PORTAL_ID);
    portal.addOwner(OWNER);
    companyId = portal.createCompany({
      name: "Nordwind",
      total_revenue: "250000",
      hubspot_owner_id: OWNER.id,
    });
    ticketId = urgentTicket(portal);
    portal.associate({ type: "tickets", id: ticketId }, { type: "companies", id: companyId });
    await running.settled();
    running.time.advance(2 * HOUR);
    await running.settled();
    portal.updateTicket(ticketId, {
      first_agent_reply_date: String(running.time.now()),
      hs_pipeline_stage: "4",
    });
    await running.settled();
    // With the nights that plan, to the afternoon of Friday: the visit after the ticket is due then.
    running.time.advance(DAY);
    await running.settled();
    running.time.advance(2 * DAY + 2 * HOUR);
    await running.settled();
  }, SLOWEST_MS);
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

  const own = (record: { readonly type: "tickets" | "companies"; readonly id: string }) => {
    const found = running.world.crm.portal(PORTAL_ID).read(record);
    return Object.entries(found?.properties ?? {})
      .filter(([name, value]) => name.startsWith("aftercare_") && value !== "")
      .map(([name]) => name);
  };

  it("writes to the CRM only for what is on", async () => {
    // The nights plan visits; what they plan is written when their jobs have had their turn.
    const hasVisit = () =>
      own({ type: "companies", id: companyId }).includes("aftercare_next_visit");
    await expect.poll(hasVisit).toBe(isOn(mode, "visits"));
    if (mode === "observe") expect(writes()).toEqual([]);
    else expect(writes().length).toBeGreaterThan(0);
    const ofTicket = own({ type: "tickets", id: ticketId });
    for (const part of ["tiers", "clocks", "escalation"] as const) {
      expect([part, ofTicket.includes(OF_TICKET[part])]).toEqual([part, isOn(mode, part)]);
    }
    const ofCustomer = own({ type: "companies", id: companyId });
    expect(ofCustomer.includes("aftercare_tier")).toBe(isOn(mode, "tiers"));
  });

  it(`makes ${isOn(mode, "visits") ? "the" : "no"} task of a visit`, async () => {
    const portal = running.world.crm.portal(PORTAL_ID);
    const hasTask = () => portal.tasksOf({ type: "companies", id: companyId }).length > 0;
    await expect.poll(hasTask).toBe(isOn(mode, "visits"));
  });

  it(`posts ${isOn(mode, "escalation") ? "its case" : "no case"} to Slack`, () => {
    expect(messages()).toHaveLength(isOn(mode, "escalation") ? 1 : 0);
    if (!isOn(mode, "escalation", "visits")) expect(running.world.slack.calls()).toEqual([]);
  });
});
