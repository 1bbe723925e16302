import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SignedRequest } from "../../sandbox/local-slack/signed-request.ts";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";

/** A Tuesday, 10:00 in Berlin. */
const START = Date.parse("2026-06-09T10:00:00+02:00");
const HOUR = 3_600_000;

describe("from a ticket to the department and back", () => {
  let running: RunningPlugin;
  let ticketId: string;

  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy(),
      prepare: ({ crm }) => {
        crm.addPortal({ portalId: PORTAL_ID }).addPipeline({
          id: "0",
          label: "Support",
          stages: [
            { id: "1", label: "New", isClosed: false },
            { id: "2", label: "Waiting on contact", isClosed: false },
            { id: "3", label: "Waiting on us", isClosed: false },
            { id: "4", label: "Closed", isClosed: true },
          ],
        });
      },
    });
    const portal = running.world.crm.portal(PORTAL_ID);
    const companyId = portal.createCompany({ name: "Nordwind GmbH", total_revenue: "250000" });
    ticketId = portal.createTicket({
      subject: "Pump <b>stands</b> still & @channel",
      hs_pipeline: "0",
      hs_pipeline_stage: "1",
      hs_ticket_priority: "HIGH",
    });
    portal.associate({ type: "tickets", id: ticketId }, { type: "companies", id: companyId });
    await running.settled();
  }, 60_000);
  afterAll(() => running.stop());

  const row = async () => {
    const found = await running.plugin.store.tickets.find(PORTAL_ID, ticketId);
    if (found === null) throw new Error("the ticket is not known");
    return found;
  };
  const inCrm = () =>
    running.world.crm.portal(PORTAL_ID).read({ type: "tickets", id: ticketId })?.properties ?? {};
  let stalePress: SignedRequest;
  const pressBy = (userId: string) => ({
    channelId: "C0RELATIONS1",
    ts: messages()[0]?.ts ?? "",
    actionId: "case_take",
    userId,
  });
  const messages = () => running.world.slack.messages("C0RELATIONS1");

  it("grades the customer and starts the clocks of that tier", async () => {
    const { ticket, clocks } = await row();
    expect(ticket.tiers.at(-1)).toMatchObject({ id: "key", score: 80 });
    expect(clocks).toMatchObject([
      { kind: "first_response", state: "running", dueAt: START + HOUR / 2 },
      { kind: "resolution", state: "running" },
    ]);
  });

  it("shows both in the CRM's own properties", () => {
    expect(inCrm()).toMatchObject({
      aftercare_tier: "key",
      aftercare_first_response_state: "running",
      aftercare_worst_status: "running",
    });
  });

  it("posts one message to the tier's department when the time runs out", async () => {
    running.time.advance(2 * HOUR);
    await running.settled();
    expect((await row()).clocks[0]).toMatchObject({
      state: "breached",
      breachedAt: START + HOUR / 2,
    });
    expect(messages()).toHaveLength(1);
    expect(messages()[0]?.text).toContain("首次回應逾時");
    expect(JSON.stringify(messages()[0]?.blocks)).toContain("Pump <b>stands</b> still & @channel");
    expect(inCrm()["aftercare_escalation_state"]).toBe("open");
  });

  it("edits that message when somebody takes the case, and says who", async () => {
    stalePress = running.world.slack.requestOf(pressBy("U0JONAS001"));
    expect(await running.world.slack.press(pressBy("U0MEILING1"))).toBe(200);
    await running.settled();
    expect(messages()).toHaveLength(1);
    expect(JSON.stringify(messages()[0]?.blocks)).toContain("Mei-Ling Chen");
    expect(inCrm()["aftercare_escalation_state"]).toBe("acknowledged");
  });

  it("tells a second person, whose screen was out of date, who has it", async () => {
    const { body, headers } = stalePress;
    await fetch(`${running.url}/slack/events`, { method: "POST", body, headers });
    await running.settled();
    const [answer] = running.world.slack.ephemerals("C0RELATIONS1", "U0JONAS001");
    expect(answer?.text).toContain("Mei-Ling Chen");
  });

  it("resolves the case when the ticket is answered and closed, and plans the return visit", async () => {
    const portal = running.world.crm.portal(PORTAL_ID);
    portal.replyToCustomer(ticketId);
    portal.updateTicket(ticketId, { hs_pipeline_stage: "4" });
    await running.settled();
    expect(inCrm()).toMatchObject({
      aftercare_escalation_state: "resolved",
      aftercare_resolution_state: "met",
    });
    const tasks = portal.tasksOf({ type: "tickets", id: ticketId });
    expect(tasks).toHaveLength(1);
    expect(tasks[0]?.properties["hs_task_subject"]).toBe("Return visit: Nordwind GmbH");
    expect(messages()).toHaveLength(1);
  });

  it("ignores the echoes of its own writes, and loses nothing", async () => {
    const equation = await running.plugin.ledger.equation(PORTAL_ID);
    const { received, applied, ignored, waiting, dead } = equation;
    expect({ waiting, dead }).toEqual({ waiting: 0, dead: 0 });
    expect(received).toBe(applied + ignored);
    expect(received).toBe(running.world.crm.webhooks.figures().delivered);
  });
});
