import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { officePolicy } from "../support/policies.ts";
import { PORTAL_ID, type RunningPlugin, runPlugin } from "../support/running-plugin.ts";
import { addPortal, callsOf, urgentTicket } from "../support/service-desk.ts";

const START = Date.parse("2026-06-09T10:00:00+02:00");
const MINUTE = 60_000;
const LOOK_FOR_MS = 20_000;
const QUIET_MS = 500;
const TOKEN_CALL = /^POST \/oauth\/.*\/token$/;

describe("the tokens of a portal", () => {
  let running: RunningPlugin;
  beforeAll(async () => {
    running = await runPlugin({
      startAt: START,
      policy: officePolicy(),
      prepare: (world) => addPortal(world, PORTAL_ID),
    });
  });
  afterAll(() => running.stop());

  const portal = () => running.world.crm.portal(PORTAL_ID);
  const known = (ticketId: string) => running.plugin.store.tickets.find(PORTAL_ID, ticketId);

  it("are refreshed once, however many calls find them expired", async () => {
    const before = callsOf(running.world, TOKEN_CALL);
    running.time.advance(31 * MINUTE);
    const companyIds = ["a", "b", "c"].map((name) => portal().createCompany({ name }));
    await Promise.all([
      ...companyIds.map((id) =>
        running.plugin.crm.readCustomers(PORTAL_ID, "company", [id], ["name"]),
      ),
      running.plugin.crm.readPipelines(PORTAL_ID),
    ]);
    expect(callsOf(running.world, TOKEN_CALL)).toBe(before + 1);
    const ticketId = urgentTicket(portal());
    await running.settled();
    expect(await known(ticketId)).not.toBeNull();
    expect(callsOf(running.world, TOKEN_CALL)).toBe(before + 1);
  });

  it("are refreshed once when the CRM refuses them before their time", async () => {
    const before = callsOf(running.world, TOKEN_CALL);
    running.world.crm.faults.add({
      path: "/crm/v3/pipelines",
      times: 1,
      kind: "status",
      status: 401,
      body: { status: "error", category: "INVALID_AUTHENTICATION" },
    });
    expect(await running.plugin.crm.readPipelines(PORTAL_ID)).toHaveLength(1);
    expect(callsOf(running.world, TOKEN_CALL)).toBe(before + 1);
  });

  describe("that the CRM takes no more", () => {
    let ticketId: string;

    /** A call that began before the refusal was known may still end. */
    async function callsOnceQuiet(): Promise<number> {
      let last = Number.NaN;
      await vi.waitFor(
        () => {
          const before = last;
          last = running.world.crm.calls.total();
          expect(last).toBe(before);
        },
        { timeout: LOOK_FOR_MS, interval: QUIET_MS },
      );
      return last;
    }

    it("disconnect the portal, with an entry in the audit", async () => {
      ticketId = urgentTicket(portal());
      await running.settled();
      running.world.crm.tokens.revoke(PORTAL_ID);
      running.time.advance(31 * MINUTE);
      portal().updateTicket(ticketId, { subject: "Told before anybody knew" });
      const other = urgentTicket(portal());
      await running.world.crm.webhooks.idle();
      await vi.waitFor(async () => {
        expect(await running.plugin.store.portals.find(PORTAL_ID)).toMatchObject({
          state: "disconnected",
        });
      }, LOOK_FOR_MS);
      const audit = await running.plugin.store.audit.of(PORTAL_ID, `portal:${PORTAL_ID}`, 10);
      expect(audit).toMatchObject([{ action: "portal_disconnected", actor: "aftercare" }]);
      expect(await known(other)).toBeNull();
    });

    it("stop all calls, and keep all data", async () => {
      const before = await callsOnceQuiet();
      const from = running.lines.length;
      running.time.advance(16 * MINUTE);
      await running.plugin.wake();
      await vi.waitFor(() => {
        const reasons = running.lines.slice(from).map(({ fields }) => fields["reason"]);
        expect(reasons).toContain("portal_not_connected");
      }, LOOK_FOR_MS);
      expect(running.world.crm.calls.total()).toBe(before);
      expect(await known(ticketId)).not.toBeNull();
    });

    it("are good again after a new installation, and then everything is caught up", async () => {
      running.world.crm.tokens.reinstate(PORTAL_ID);
      await running.connect();
      running.time.advance(16 * MINUTE);
      await running.settled();
      expect(await known(ticketId)).toMatchObject({
        ticket: { subject: "Told before anybody knew" },
      });
      const { received, applied, ignored, waiting } =
        await running.plugin.ledger.equation(PORTAL_ID);
      expect(waiting).toBe(0);
      expect(received).toBe(applied + ignored);
    });
  });

  it("are in no line of the log", () => {
    const text = JSON.stringify(running.lines);
    expect(text).not.toContain(running.world.crm.tokens.refreshTokenOf(PORTAL_ID));
    expect(text).not.toContain(`local-${PORTAL_ID}-`);
    expect(text).not.toContain("xoxb-sandbox");
    expect(running.lines.length).toBeGreaterThan(20);
  });
});
