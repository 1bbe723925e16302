import { beforeEach, describe, expect, it } from "vitest";
import { pressCase } from "../../../src/app/escalation/press-case.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type TicketDifference,
  type VerifiedPortal,
  verifyTickets,
} from "../../../src/app/sla/verify-tickets.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  setTo,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const HIGH = { hs_ticket_priority: "HIGH" };

describe("verifyTickets", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  async function verify(
    portalIds = [PORTAL_ID],
    store: AppUnderTest["store"] = app.store,
  ): Promise<{
    readonly portals: readonly VerifiedPortal[];
    readonly differences: readonly TicketDifference[];
    readonly progress: readonly number[];
  }> {
    const differences: TicketDifference[] = [];
    const progress: number[] = [];
    const portals = await verifyTickets({ ...app, store }, portalIds, {
      onDifference: (difference) => differences.push(difference),
      onProgress: ({ tickets }) => progress.push(tickets),
    });
    return { portals, differences, progress };
  }

  async function rowOf(ticketId: string) {
    const row = await app.store.tickets.find(PORTAL_ID, ticketId);
    if (row === null) throw new Error(`ticket ${ticketId} is not known`);
    return row;
  }

  /** A ticket that breached, was taken on, waited, was answered late and closed. */
  async function eventfulTicket(): Promise<string> {
    const ticketId = await app.newTicket({ properties: HIGH, companyId: "77" });
    app.time.now = START + 90 * 60_000;
    await sweep(app);
    const [escalation] = await app.store.escalations.ofTickets(PORTAL_ID, [ticketId]);
    await pressCase(app, {
      teamId: TEAM_ID,
      portalId: PORTAL_ID,
      caseId: escalation?.caseId ?? "",
      detail: { act: "acknowledged" },
      by: { id: "U1", name: "Mei" },
      actKey: "press-1",
    });
    for (const [hours, name, value] of [
      [2, "hs_pipeline_stage", "2"],
      [3, "hs_ticket_priority", "LOW"],
      [4, "hs_pipeline_stage", "4"],
    ] as const) {
      const occurredAt = START + hours * HOUR;
      await app.tell(eventOf({ objectId: ticketId, occurredAt, change: setTo(name, value) }));
    }
    return ticketId;
  }

  it("finds no difference in what the plugin wrote, whatever happened to the ticket", async () => {
    await eventfulTicket();
    await app.newTicket({ ticketId: "8", properties: HIGH });
    const { portals, differences } = await verify();
    expect(differences).toEqual([]);
    expect(portals).toEqual([
      { portalId: PORTAL_ID, state: "verified", tickets: 2, withoutFacts: 0, different: 0 },
    ]);
  });

  it("derives each ticket under the policy version that it has", async () => {
    await app.newTicket({ properties: HIGH });
    const targets = officePolicy().targets.map((target) => ({ ...target, durationMinutes: 5 }));
    await app.store.portals.savePolicy(PORTAL_ID, officePolicy({ targets }), START + 1);
    await app.newTicket({ ticketId: "8", properties: HIGH });
    expect((await rowOf("7")).policyVersion).not.toBe((await rowOf("8")).policyVersion);
    expect(await verify()).toMatchObject({ differences: [], portals: [{ tickets: 2 }] });
  });

  it("tells where a stored row says something else, and repairs nothing", async () => {
    const ticketId = await eventfulTicket();
    const row = await rowOf(ticketId);
    const [first, ...others] = row.clocks;
    if (first === undefined) throw new Error("the ticket has clocks");
    const tampered = {
      ...row,
      ticket: { ...row.ticket, subject: "Flood" },
      clocks: [{ ...first, usedMs: first.usedMs + 1 }, ...others],
      nextDueAt: START,
    };
    await app.store.tickets.save(PORTAL_ID, [tampered]);
    const { portals, differences } = await verify();
    const at = { portalId: PORTAL_ID, ticketId };
    expect(differences).toEqual([
      { ...at, path: "ticket.subject", stored: "Flood", derived: "Leak" },
      { ...at, path: "clocks[0].usedMs", stored: first.usedMs + 1, derived: first.usedMs },
      { ...at, path: "nextDueAt", stored: START, derived: row.nextDueAt },
    ]);
    expect(portals).toMatchObject([{ tickets: 1, different: 1 }]);
    expect(await rowOf(ticketId)).toEqual(tampered);
  });

  it("tells of a case that nothing calls for, and of one that is missing", async () => {
    const ticketId = await eventfulTicket();
    const cases = await app.store.escalations.ofTickets(PORTAL_ID, [ticketId]);
    await app.store.escalations.save(
      PORTAL_ID,
      cases.map((one) => ({ ...one, state: "open", endedAt: null })),
    );
    const { differences } = await verify();
    expect(
      differences.map(({ path, derived }) => [path.replace(/^cases\.[^.]+/, "case"), derived]),
    ).toEqual([
      ["case.state", "resolved"],
      ["case.endedAt", START + 4 * HOUR],
    ]);
  });

  it("goes through more tickets than it holds at once, and tells how far it is", async () => {
    const ids = Array.from({ length: 450 }, (_, n) => String(1000 + n));
    await app.newTicket({ ticketId: "1", properties: HIGH });
    const row = await rowOf("1");
    await app.store.tickets.save(
      PORTAL_ID,
      ids.map((ticketId) => ({ ...row, ticket: { ...row.ticket, ticketId } })),
    );
    const { portals, progress } = await verify();
    expect(progress).toEqual([200, 400, 451]);
    expect(portals).toMatchObject([{ tickets: 1, withoutFacts: 450, different: 0 }]);
  });

  it("takes no change that a plugin makes meanwhile for a difference", async () => {
    await app.newTicket({ properties: HIGH });
    const stale = { ...(await rowOf("7")), nextDueAt: START };
    const { tickets } = app.store;
    // The page was read just before the plugin wrote the row anew.
    const page: typeof tickets.page = async (_, after) => (after === null ? [stale] : []);
    const found = await verify([PORTAL_ID], { ...app.store, tickets: { ...tickets, page } });
    expect(found).toMatchObject({ differences: [], portals: [{ tickets: 1, different: 0 }] });
  });

  it("cannot derive a ticket whose facts are gone, and says so", async () => {
    await app.newTicket({ properties: HIGH });
    const row = await rowOf("7");
    const ticket = { ...row.ticket, ticketId: "old" };
    await app.store.tickets.save(PORTAL_ID, [{ ...row, ticket }]);
    expect((await verify()).portals).toMatchObject([{ tickets: 1, withoutFacts: 1, different: 0 }]);
  });

  it("says which portal it could not verify", async () => {
    await app.connect({ portalId: OTHER_PORTAL_ID, state: "disconnected", slack: false });
    expect((await verify([OTHER_PORTAL_ID, "999"])).portals).toMatchObject([
      { portalId: OTHER_PORTAL_ID, state: "without_policy_or_away" },
      { portalId: "999", state: "without_policy_or_away" },
    ]);
  });
});
