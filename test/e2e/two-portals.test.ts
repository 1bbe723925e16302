import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, SUPPORT_CHANNEL, urgentTicket } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const HOUR = 3_600_000;
const OTHER_PORTAL_ID = "4242009";
const STRANGER_PORTAL_ID = "4242010";
/** The same in both portals. */
const TICKET_ID = "31000000777";

describe("two portals that share one workspace and have tickets of the same id", () => {
  let running: RunningPlugin;
  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy(),
      prepare: (world) => {
        addPortal(world, PORTAL_ID);
        addPortal(world, OTHER_PORTAL_ID);
        addPortal(world, STRANGER_PORTAL_ID);
      },
    });
    await running.connect({ portalId: OTHER_PORTAL_ID });
    urgentTicket(running.world.crm.portal(PORTAL_ID), TICKET_ID);
    running.world.crm.portal(OTHER_PORTAL_ID).createTicket(
      {
        subject: "Another matter",
        hs_pipeline: "0",
        hs_pipeline_stage: "1",
        hs_ticket_priority: "HIGH",
      },
      { id: TICKET_ID },
    );
    urgentTicket(running.world.crm.portal(STRANGER_PORTAL_ID), TICKET_ID);
    running.time.advance(2 * HOUR);
    await running.settled();
  });
  afterAll(() => running.stop());

  const messages = () => running.world.slack.messages(SUPPORT_CHANNEL);
  const messageOf = (portalId: string) => {
    const found = messages().find(({ blocks }) => JSON.stringify(blocks).includes(portalId));
    if (found === undefined) throw new Error(`portal ${portalId} has a message`);
    return found;
  };
  const caseOf = (portalId: string) =>
    running.plugin.store.escalations.find(portalId, `${TICKET_ID}-1`);
  const inCrm = (portalId: string) =>
    running.world.crm.portal(portalId).read({ type: "tickets", id: TICKET_ID })?.properties ?? {};
  const press = (portalId: string) => ({
    channelId: SUPPORT_CHANNEL,
    ts: messageOf(portalId).ts,
    actionId: "case_take",
    userId: "U0JONAS001",
  });

  it("have a ticket, a case and a message each", async () => {
    expect(messages()).toHaveLength(2);
    expect(JSON.stringify(messageOf(PORTAL_ID).blocks)).toContain("Pump stands still");
    expect(JSON.stringify(messageOf(OTHER_PORTAL_ID).blocks)).toContain("Another matter");
    for (const portalId of [PORTAL_ID, OTHER_PORTAL_ID]) {
      expect(await caseOf(portalId)).toMatchObject({ state: "open" });
      expect(inCrm(portalId)).toMatchObject({ aftercare_escalation_state: "open" });
    }
  });

  it("do not feel a press on the other's message", async () => {
    expect(await running.world.slack.press(press(OTHER_PORTAL_ID))).toBe(200);
    await running.settled();
    expect(await caseOf(OTHER_PORTAL_ID)).toMatchObject({ state: "acknowledged" });
    expect(await caseOf(PORTAL_ID)).toMatchObject({ state: "open" });
    expect(inCrm(PORTAL_ID)).toMatchObject({ aftercare_escalation_state: "open" });
    expect(JSON.stringify(messageOf(PORTAL_ID).blocks)).not.toContain("jonas");
  });

  it.each([
    { name: "that nobody connected", portalId: STRANGER_PORTAL_ID },
    { name: "of another workspace", portalId: "4242011" },
  ])("do not feel a press that names a portal $name", async ({ portalId }) => {
    await running.plugin.store.portals.linkSlackTeam("4242011", "T0STRANGER");
    const { body, headers } = running.world.slack.requestOf(press(PORTAL_ID));
    const forged = body.replaceAll(PORTAL_ID, portalId);
    expect(forged).not.toBe(body);
    const signature = createHmac("sha256", "sandbox-signing-secret")
      .update(`v0:${headers["x-slack-request-timestamp"]}:${forged}`)
      .digest("hex");
    const { status } = await fetch(`${running.url}/slack/events`, {
      method: "POST",
      body: forged,
      headers: { ...headers, "x-slack-signature": `v0=${signature}` },
    });
    expect(status).toBe(200);
    await running.settled();
    expect(await caseOf(PORTAL_ID)).toMatchObject({ state: "open" });
    expect(await caseOf(portalId)).toBeNull();
  });

  it("count their events apart, and those of a portal that nobody connected not at all", async () => {
    for (const portalId of [PORTAL_ID, OTHER_PORTAL_ID]) {
      const { received, applied, ignored, waiting } =
        await running.plugin.ledger.equation(portalId);
      expect(received).toBeGreaterThan(0);
      expect({ waiting, settled: applied + ignored }).toEqual({ waiting: 0, settled: received });
    }
    expect(await running.plugin.ledger.equation(STRANGER_PORTAL_ID)).toMatchObject({ received: 0 });
    expect(await running.plugin.store.tickets.find(STRANGER_PORTAL_ID, TICKET_ID)).toBeNull();
  });

  it("are summed up in the figures", async () => {
    const text = await (await fetch(`${running.url}/metrics`)).text();
    expect(text).toContain('aftercare_ledger_events{state="waiting"} 0');
    expect(text).toContain('aftercare_ledger_events{state="dead"} 0');
    expect(text).toContain('aftercare_outbox_rows{state="unknown"} 0');
    expect(text).toContain('aftercare_slack_calls_total{method="chat.postMessage",outcome="ok"} 2');
    expect(text).toMatch(/aftercare_outbox_results_total\{kind="case_message",state="sent"\} [34]/);
    expect(text).toMatch(/aftercare_events_total\{outcome="dropped"\} [1-9]/);
  });
});
