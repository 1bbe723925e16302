import { beforeEach, describe, expect, it } from "vitest";
import { sweep } from "../../../src/app/sla/sweep.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  snapshotOf,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

/** An hour for the first answer, of which three quarters are a warning. */
const HIGH = { hs_ticket_priority: "HIGH" };
const WARNING = START + 45 * MINUTE;
const DUE = START + HOUR;

describe("sweep", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  const sweepAt = (now: number) => {
    app.time.now = now;
    return sweep(app);
  };
  const row = async (ticketId = "7", portalId = PORTAL_ID) => {
    const found = await app.store.tickets.find(portalId, ticketId);
    if (found === null) throw new Error(`ticket ${ticketId} is not known`);
    return found;
  };
  const firstResponse = async (ticketId = "7", portalId = PORTAL_ID) =>
    (await row(ticketId, portalId)).clocks[0];
  const cases = (ticketIds = ["7"], portalId = PORTAL_ID) =>
    app.store.escalations.ofTickets(portalId, ticketIds);

  it.each<{ name: string; at: number; count: number; expected: object }>([
    {
      name: "does nothing a millisecond before the warning",
      at: WARNING - 1,
      count: 0,
      expected: { state: "running", warnings: [] },
    },
    {
      name: "warns at its instant",
      at: WARNING,
      count: 1,
      expected: { state: "running", warnings: [{ at: WARNING }], breachedAt: null },
    },
    {
      name: "breaches nothing on the due instant, which is in time",
      at: DUE,
      count: 1,
      expected: { state: "running", warnings: [{ at: WARNING }], breachedAt: null },
    },
    {
      name: "breaches a millisecond later",
      at: DUE + 1,
      count: 1,
      expected: { state: "breached", breachedAt: DUE },
    },
    {
      name: "finds the right instants however late it looks",
      at: START + 30 * HOUR,
      count: 1,
      expected: { state: "breached", warnings: [{ at: WARNING }], breachedAt: DUE },
    },
  ])("$name", async ({ at, count, expected }) => {
    await app.newTicket({ properties: HIGH });
    expect(await sweepAt(at)).toBe(count);
    expect(await firstResponse()).toMatchObject(expected);
  });

  it("opens one case, which a later breach joins", async () => {
    await app.newTicket({ properties: HIGH });
    await sweepAt(WARNING);
    expect(await cases()).toMatchObject([{ caseId: "7-1", state: "open", openedAt: WARNING }]);
    await sweepAt(DUE + 1);
    expect(await cases()).toMatchObject([
      {
        caseId: "7-1",
        revision: 2,
        triggers: [{ kind: "warning" }, { kind: "breach", at: DUE }],
      },
    ]);
  });

  it("looks at nothing twice", async () => {
    await app.newTicket({ properties: HIGH });
    expect(await sweepAt(DUE + 1)).toBe(1);
    expect(await sweepAt(DUE + 1)).toBe(0);
    expect((await cases())[0]?.revision).toBe(1);
  });

  it("asks for what makes the change visible", async () => {
    await app.newTicket({ properties: HIGH });
    await sweepAt(WARNING);
    const claim = (kind: "ticket_properties" | "case_message") =>
      app.store.outbox.claim({ kind, limit: 9, now: app.time.now, leaseMs: MINUTE });
    expect(await claim("case_message")).toMatchObject([{ subjectId: "7-1" }]);
    expect(await claim("ticket_properties")).toMatchObject([{ subjectId: "7" }]);
  });

  it("takes many that are due at once, two batches beside each other", async () => {
    const ids = Array.from({ length: 450 }, (_, n) => String(1000 + n));
    for (const id of ids) app.crm.putTicket(PORTAL_ID, { ...snapshotOf(id), properties: HIGH });
    await app.tell(...ids.map((objectId) => eventOf({ objectId })));
    expect([await sweepAt(DUE + 1), await sweep(app), await sweep(app)]).toEqual([400, 50, 0]);
    expect(new Set((await cases(ids)).map(({ caseId }) => caseId)).size).toBe(450);
  });

  it("keeps portals apart that have tickets of the same id", async () => {
    await app.connect({ portalId: OTHER_PORTAL_ID });
    await app.newTicket({ properties: HIGH });
    await app.newTicket({ portalId: OTHER_PORTAL_ID });
    expect(await sweepAt(DUE + 1)).toBe(1);
    expect(await firstResponse()).toMatchObject({ state: "breached" });
    expect(await firstResponse("7", OTHER_PORTAL_ID)).toMatchObject({ state: "running" });
    expect(await cases(["7"], OTHER_PORTAL_ID)).toEqual([]);
  });

  it("lets the clocks of a portal that is away stand, and catches up when it is back", async () => {
    await app.newTicket({ properties: HIGH });
    await app.connect({ state: "disconnected" });
    expect(await sweepAt(DUE + 1)).toBe(1);
    expect(await sweep(app)).toBe(0);
    expect(await firstResponse()).toMatchObject({ state: "running" });
    await app.connect();
    expect(await sweepAt(DUE + 15 * MINUTE)).toBe(0);
    expect(await sweepAt(DUE + 15 * MINUTE + 1)).toBe(1);
    expect(await firstResponse()).toMatchObject({ state: "breached", breachedAt: DUE });
    expect(await cases()).toHaveLength(1);
  });

  describe("when a bug keeps one ticket from being looked at", () => {
    const save: AppUnderTest["store"]["tickets"]["save"] = (portalId, rows) => {
      const isStuck = rows.some(({ ticket, evaluatedAt }) => {
        return ticket.ticketId === "8" && evaluatedAt === app.time.now;
      });
      if (isStuck) throw new TypeError("undefined is not a function");
      return app.store.tickets.save(portalId, rows);
    };
    const broken = () => ({ ...app.store, tickets: { ...app.store.tickets, save } });

    it("looks at the others, and at that one later", async () => {
      for (const ticketId of ["7", "8", "9"]) await app.newTicket({ ticketId, properties: HIGH });
      app.time.now = DUE + 1;
      expect(await sweep({ ...app, store: broken() })).toBe(3);
      expect((await cases(["7", "8", "9"])).map(({ caseId }) => caseId)).toEqual(["7-1", "9-1"]);
      expect(await sweep({ ...app, store: broken() })).toBe(0);
      expect(app.logger.lines.filter(({ level }) => level === "error")).toMatchObject([
        { fields: { portalId: PORTAL_ID, ticketId: "8", error: expect.any(TypeError) } },
      ]);
      expect(await sweepAt(DUE + 10 * MINUTE)).toBe(0);
      expect(await sweepAt(DUE + 10 * MINUTE + 1)).toBe(1);
      expect(await cases(["8"])).toHaveLength(1);
    });
  });

  it("leaves everything as it was when the store goes away", async () => {
    await app.newTicket({ properties: HIGH });
    const gone = new PluginError("store_unavailable", "no store", { retryable: true });
    const request = () => Promise.reject(gone);
    const store = { ...app.store, outbox: { ...app.store.outbox, request } };
    app.time.now = WARNING;
    await expect(sweep({ ...app, store })).rejects.toBe(gone);
    expect(await cases()).toEqual([]);
    expect(await sweep(app)).toBe(1);
    expect(await cases()).toHaveLength(1);
  });
});
