import { beforeEach, describe, expect, it } from "vitest";
import { readTicketCard } from "../../../src/app/sla/read-ticket-card.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

describe("readTicketCard", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    app.crm.putCustomer(PORTAL_ID, {
      kind: "company",
      id: "c1",
      properties: { name: "Nordwind", total_revenue: "250000" },
    });
    await app.connect();
  });

  const read = (ticketId = "7", portalId = PORTAL_ID) => readTicketCard(app, portalId, ticketId);

  it("gathers what is known, without asking the CRM", async () => {
    await app.newTicket({
      companyId: "c1",
      properties: { first_agent_reply_date: String(START) },
    });
    await app.tell(eventOf({ occurredAt: START + 1, change: setTo("hs_pipeline_stage", "4") }));
    const calls = app.crm.calls.length;
    expect(await read()).toMatchObject({
      now: START + 1,
      portal: { portalId: PORTAL_ID },
      row: { ticket: { ticketId: "7", tiers: [{ id: "key" }] } },
      customers: [{ id: "c1", properties: { name: "Nordwind" } }],
      cases: [],
      isClosed: true,
      visits: [{ visitId: "after_ticket:7" }],
    });
    expect(app.crm.calls).toHaveLength(calls);
  });

  it("shows the clocks as they are now, whether the sweep has looked or not", async () => {
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    app.time.now = START + 2 * HOUR;
    const view = await read();
    expect(view?.row).toMatchObject({
      clocks: [{ state: "breached", breachedAt: START + HOUR }, { usedMs: 2 * HOUR }],
      evaluatedAt: START + 2 * HOUR,
    });
    expect((await app.store.tickets.find(PORTAL_ID, "7"))?.clocks[0]?.state).toBe("running");
  });

  it("counts a department's clock up to now as well", async () => {
    const target = {
      clock: "department_response",
      department: "support",
      durationMinutes: 30,
      calendarId: "office",
    };
    await app.connect({ policy: officePolicy({ targets: [...officePolicy().targets, target] }) });
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    app.time.now = START + HOUR;
    await sweep(app);
    app.time.now = START + 90 * MINUTE;
    const clocks = (await read())?.row?.clocks.filter((one) => one.kind === "department_response");
    expect(clocks).toMatchObject([{ cycle: 1, state: "breached", usedMs: 45 * MINUTE }]);
  });

  it("shows the cases", async () => {
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
    expect((await read())?.cases).toMatchObject([{ caseId: "7-1", state: "open" }]);
  });

  it("goes by the policy under which the ticket was made", async () => {
    await app.newTicket();
    await app.connect({ policy: officePolicy({ routes: [{ department: "relations" }] }) });
    expect((await read())?.policy.routes).toHaveLength(2);
    expect((await read("404"))?.policy.routes).toHaveLength(1);
  });

  it("shows nothing of a ticket that is not known, of another portal, or of one that is away", async () => {
    await app.connect({ portalId: OTHER_PORTAL_ID });
    await app.newTicket();
    expect(await read("404")).toMatchObject({ row: null, customers: [], cases: [] });
    expect(await read("7", OTHER_PORTAL_ID)).toMatchObject({ row: null });
    await app.connect({ state: "disconnected" });
    expect(await read()).toBeNull();
    expect(await read("7", "999")).toBeNull();
  });
});
