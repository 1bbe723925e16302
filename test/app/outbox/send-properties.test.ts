import { beforeEach, describe, expect, it } from "vitest";
import {
  sendCustomerProperties,
  sendTicketProperties,
} from "../../../src/app/outbox/send-properties.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

describe("the own properties", () => {
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

  const ofTicket = (id = "7") => app.crm.written.get(`${PORTAL_ID} ticket:${id}`);
  const writes = () => app.crm.callsOf("writeProperties").length;
  const counts = () => app.store.outbox.counts(PORTAL_ID);
  /** Asks for what is up to date already. */
  const askAgain = (subjectId = "7") =>
    app.store.outbox.request(PORTAL_ID, [{ kind: "ticket_properties", subjectId }], app.time.now);
  const sendAfter = async (ms: number) => {
    app.time.now += ms;
    return sendTicketProperties(app);
  };

  it("tell the clocks of a ticket", async () => {
    await app.newTicket({ companyId: "c1" });
    expect(await sendTicketProperties(app)).toBe(1);
    expect(ofTicket()).toMatchObject({
      aftercare_tier: "key",
      aftercare_worst_status: "running",
      aftercare_escalation_state: "",
      aftercare_complaint_state: "",
      aftercare_first_response_state: "running",
      aftercare_first_response_due_at: String(START + 30 * MINUTE),
      aftercare_resolution_state: "running",
      aftercare_resolution_due_at: expect.stringMatching(/^\d+$/),
      aftercare_next_reply_state: "",
    });
  });

  it("tell the tier, the score and the reason of a customer", async () => {
    await app.newTicket({ companyId: "c1" });
    expect(await sendCustomerProperties(app)).toBe(1);
    expect(app.crm.written.get(`${PORTAL_ID} company:c1`)).toEqual({
      aftercare_tier: "key",
      aftercare_tier_score: "80",
      aftercare_tier_reason: "Revenue 250,000: 80 points",
      aftercare_next_visit: "",
    });
  });

  it("are written for many records in one call", async () => {
    for (const ticketId of ["7", "8", "9"]) await app.newTicket({ ticketId });
    expect(await sendTicketProperties(app)).toBe(3);
    expect(writes()).toBe(1);
  });

  it("are not written again while they say the same", async () => {
    await app.newTicket();
    await sendTicketProperties(app);
    await askAgain();
    expect(await sendTicketProperties(app)).toBe(1);
    expect(writes()).toBe(1);
    expect(await counts()).toMatchObject({ waiting: 0 });
  });

  it("are written again as soon as they say something else", async () => {
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    await sendTicketProperties(app);
    app.time.now += 2 * HOUR;
    await sweep(app);
    await sendTicketProperties(app);
    expect(writes()).toBe(2);
    expect(ofTicket()).toMatchObject({
      aftercare_worst_status: "breached",
      aftercare_escalation_state: "open",
    });
  });

  it("are asked for by nothing that looks the same as before", async () => {
    await app.newTicket();
    await sendTicketProperties(app);
    await app.tell(eventOf({ occurredAt: START + 1, change: setTo("subject", "Another leak") }));
    expect(await sendTicketProperties(app)).toBe(0);
  });

  it("are left out for a ticket that has gone meanwhile", async () => {
    await app.newTicket();
    await app.tell(eventOf({ occurredAt: START + 1, change: { kind: "deleted" } }));
    expect(await sendTicketProperties(app)).toBe(1);
    expect(writes()).toBe(0);
  });

  it("are no trouble when the CRM has lost the record, and are written when it is back", async () => {
    await app.newTicket();
    app.crm.hooks.write = ({ id }) => ({ id, ok: false, reason: "gone", message: "404" });
    await sendTicketProperties(app);
    expect(await counts()).toEqual({ waiting: 0, unknown: 0, dead: 0 });
    app.crm.hooks.write = () => null;
    await askAgain();
    await sendTicketProperties(app);
    expect(ofTicket()).toMatchObject({ aftercare_worst_status: "running" });
  });

  it("are dead for the record whose values the CRM refuses, and for no other", async () => {
    await app.newTicket({ ticketId: "7" });
    await app.newTicket({ ticketId: "8" });
    app.crm.hooks.write = ({ id }) =>
      id === "7" ? { id, ok: false, reason: "rejected", message: "400 INVALID_OPTION" } : null;
    await sendTicketProperties(app);
    expect(await counts()).toMatchObject({ waiting: 0, dead: 1 });
    expect(ofTicket("8")).toBeDefined();
    app.crm.hooks.write = () => null;
    await askAgain("7");
    await sendTicketProperties(app);
    expect(await counts()).toMatchObject({ dead: 0 });
  });

  it.each<{ name: string; error: PluginError; waitMs: number }>([
    {
      name: "wait as long as the CRM asks",
      error: new PluginError("crm_rate_limited", "429", { retryable: true, retryAfterMs: 10_000 }),
      waitMs: 10_000,
    },
    {
      name: "are tried again when it does not answer",
      error: new PluginError("crm_unavailable", "503", { retryable: true }),
      waitMs: 2_000,
    },
    {
      name: "wait for a portal that disconnects",
      error: new PluginError("portal_disconnected", "no token"),
      waitMs: 15 * MINUTE,
    },
  ])("$name", async ({ error, waitMs }) => {
    await app.newTicket();
    app.crm.hooks.before = () => {
      throw error;
    };
    await sendTicketProperties(app);
    app.crm.hooks.before = () => undefined;
    expect(await sendAfter(waitMs - 1)).toBe(0);
    expect(await sendAfter(1)).toBe(1);
    expect(ofTicket()).toBeDefined();
  });

  it("are dead when a right is missing", async () => {
    await app.newTicket();
    app.crm.hooks.before = () => {
      throw new PluginError("crm_missing_scope", "403");
    };
    await sendTicketProperties(app);
    expect(await counts()).toMatchObject({ waiting: 0, dead: 1 });
  });

  it.each<{ name: string; change: Parameters<AppUnderTest["connect"]>[0] & {} }>([
    { name: "observes", change: { mode: "observe" } },
    { name: "is disconnected", change: { state: "disconnected" } },
  ])("wait while the portal $name", async ({ change }) => {
    await app.newTicket();
    await app.connect(change);
    expect(await sendTicketProperties(app)).toBe(1);
    expect(app.crm.callsOf("writeProperties")).toEqual([]);
    await app.connect();
    await sendAfter(15 * MINUTE);
    expect(ofTicket()).toBeDefined();
  });

  it("of a record that nobody knows need nothing", async () => {
    await askAgain("404");
    await app.store.outbox.request(
      PORTAL_ID,
      [{ kind: "customer_properties", subjectId: "contact:404" }],
      START,
    );
    await sendTicketProperties(app);
    await sendCustomerProperties(app);
    expect(writes()).toBe(0);
    expect(await counts()).toEqual({ waiting: 0, unknown: 0, dead: 0 });
  });
});
