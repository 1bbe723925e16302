import { beforeEach, describe, expect, it } from "vitest";
import { openDeliveries } from "../../../src/app/intake/open-deliveries.ts";
import { processEvents } from "../../../src/app/intake/process-events.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  applyAll,
  appUnderTest,
  deliveryOf,
  eventOf,
  MINUTE,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  setTo,
  snapshotOf,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const LEASE = 60_000;
const unavailable = new PluginError("crm_unavailable", "503", { retryable: true });

describe("processEvents, when something is in the way", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    for (const ticketId of ["6", "7", "8"]) app.crm.putTicket(PORTAL_ID, snapshotOf(ticketId));
  });

  const equation = (portalId = PORTAL_ID) => app.ledger.equation(portalId);
  const known = async (portalId = PORTAL_ID) =>
    (await app.store.tickets.findAll(portalId, ["6", "7", "8"]))
      .map(({ ticket }) => ticket.ticketId)
      .toSorted();
  const processAfter = async (ms: number) => {
    app.time.now += ms;
    return processEvents(app);
  };
  /** Calls about `ticketId` fail, or all of them. */
  const fail = (error: unknown, ticketId?: string) => {
    app.crm.hooks.before = ({ about }) => {
      if (ticketId === undefined || JSON.stringify(about).includes(ticketId)) throw error;
    };
  };
  const mend = () => {
    app.crm.hooks.before = () => undefined;
  };
  const threeTickets = () => app.tell(...["6", "7", "8"].map((objectId) => eventOf({ objectId })));
  const store = async (...events: readonly ReturnType<typeof eventOf>[]) => {
    await app.ledger.store([deliveryOf(events)]);
    await openDeliveries(app);
  };

  it.each<{ name: string; error: PluginError; waitMs: number }>([
    { name: "does not answer", error: unavailable, waitMs: 5_000 },
    {
      name: "asks to wait",
      error: new PluginError("crm_rate_limited", "429", { retryable: true, retryAfterMs: 10_000 }),
      waitMs: 10_000,
    },
    {
      name: "takes our token no more",
      error: new PluginError("portal_disconnected", "401"),
      waitMs: 15 * MINUTE,
    },
  ])("gives events back while the CRM $name, and loses none", async ({ error, waitMs }) => {
    fail(error);
    await threeTickets();
    expect(app.crm.calls).toHaveLength(1);
    expect(await equation()).toMatchObject({ received: 3, applied: 0, waiting: 3 });
    expect(app.logger.lines).toContainEqual({
      level: "warn",
      fields: { portalId: PORTAL_ID, code: error.code, events: 3 },
      message: "events go back to the ledger and are tried again",
    });
    mend();
    expect(await processAfter(waitMs - 1)).toBe(0);
    expect(await processAfter(1)).toBe(3);
    expect(await known()).toEqual(["6", "7", "8"]);
    expect(await equation()).toMatchObject({ received: 3, applied: 3, waiting: 0 });
  });

  it("keeps the others going when one portal's CRM is down", async () => {
    await app.connect({ portalId: OTHER_PORTAL_ID });
    app.crm.hooks.before = ({ portalId }) => {
      if (portalId === PORTAL_ID) throw unavailable;
    };
    app.crm.putTicket(OTHER_PORTAL_ID, snapshotOf("7"));
    await store(eventOf());
    await store(eventOf({ portalId: OTHER_PORTAL_ID }));
    await applyAll(app);
    expect(await known()).toEqual([]);
    expect(await known(OTHER_PORTAL_ID)).toEqual(["7"]);
  });

  it.each<{ name: string; error: Error; reason: string }>([
    { name: "by a bug", error: new TypeError("x is undefined"), reason: "not_processed" },
    {
      name: "by the CRM's refusal",
      error: new PluginError("crm_rejected", "400"),
      reason: "crm_rejected",
    },
  ])("applies the others when one record cannot be processed, $name", async ({ error, reason }) => {
    fail(error, '"7"');
    await threeTickets();
    expect(await known()).toEqual(["6", "8"]);
    expect(await equation()).toMatchObject({ applied: 2, waiting: 1 });
    expect(app.logger.lines.filter(({ level }) => level === "error")).toMatchObject([
      { fields: { portalId: PORTAL_ID, eventKeys: [expect.any(String)], error } },
    ]);
    expect(app.logger.lines).toContainEqual({
      level: "debug",
      fields: expect.objectContaining({ reason }),
      message: "an event goes back to wait",
    });
    mend();
    expect(await processAfter(10 * MINUTE - 1)).toBe(0);
    expect(await processAfter(1)).toBe(1);
    expect(await known()).toEqual(["6", "7", "8"]);
  });

  it("keeps all events of a record together when it halves a batch", async () => {
    fail(new TypeError("x"), '"7"');
    await app.tell(
      eventOf({ objectId: "7" }),
      eventOf({ objectId: "7", occurredAt: START + 1, change: setTo("subject", "a") }),
      eventOf({ objectId: "8" }),
    );
    expect(await equation()).toMatchObject({ applied: 1, waiting: 2 });
  });

  it("does not let a portal whose policy cannot be read hold up another", async () => {
    await app.connect({ portalId: OTHER_PORTAL_ID });
    app.crm.putTicket(OTHER_PORTAL_ID, snapshotOf("7"));
    await store(eventOf());
    await store(eventOf({ portalId: OTHER_PORTAL_ID }));
    const contexts = (portalId: string) => {
      if (portalId === PORTAL_ID) throw new TypeError("no such policy");
      return app.contexts(portalId);
    };
    await processEvents({ ...app, contexts });
    expect(await known(OTHER_PORTAL_ID)).toEqual(["7"]);
    expect(await equation()).toMatchObject({ waiting: 1 });
  });

  describe("events of a portal", () => {
    it("that is away wait until it is back", async () => {
      await app.connect({ state: "disconnected" });
      await threeTickets();
      expect(app.crm.calls).toEqual([]);
      expect(await equation()).toMatchObject({ received: 3, ignored: 0, waiting: 3 });
      await app.connect();
      expect(await processAfter(15 * MINUTE)).toBe(3);
      expect(await known()).toEqual(["6", "7", "8"]);
    });

    it("that was never connected are ignored with the reason", async () => {
      const portalId = "999";
      await app.tell(eventOf({ portalId }));
      expect(await equation(portalId)).toMatchObject({ received: 1, ignored: 1, waiting: 0 });
      expect(app.logger.lines.at(-1)?.fields).toMatchObject({ reason: "portal_not_connected" });
    });
  });

  describe("when a process dies between taking and settling", () => {
    const die = async () => {
      await store(eventOf());
      return app.ledger.claim({ records: 200, now: app.time.now, leaseMs: LEASE });
    };

    it.each([
      { name: "leaves the events to it while it may live", ms: LEASE - 1, count: 0 },
      { name: "takes them over when its lease has ended", ms: LEASE, count: 1 },
    ])("$name", async ({ ms, count }) => {
      await die();
      expect(await processAfter(ms)).toBe(count);
      expect(await known()).toHaveLength(count);
    });

    it("changes nothing when it comes back to life late", async () => {
      const [late] = await die();
      await processAfter(LEASE);
      const before = await app.store.tickets.find(PORTAL_ID, "7");
      await app.ledger.settle([{ ...eventOf(late), state: "dead", reason: "late" }], app.time.now);
      expect(await equation()).toMatchObject({ applied: 1, dead: 0 });
      expect(await app.store.tickets.find(PORTAL_ID, "7")).toEqual(before);
    });

    it("has stored either all of an event or nothing", async () => {
      const settle = () => Promise.reject(new PluginError("store_unavailable", "killed"));
      const dying = { ...app, ledger: { ...app.ledger, settle } };
      await store(eventOf());
      await processEvents(dying);
      expect(await known()).toEqual([]);
      expect(await app.store.outbox.counts(PORTAL_ID)).toMatchObject({ waiting: 0 });
    });
  });

  it("counts a fact whose time is ahead of ours only when it has come", async () => {
    await app.newTicket();
    const occurredAt = START + MINUTE;
    await store(eventOf({ occurredAt, change: setTo("hs_pipeline_stage", "4") }));
    await applyAll(app);
    const row = await app.store.tickets.find(PORTAL_ID, "7");
    expect(row).toMatchObject({ clocks: [{ state: "running" }, {}], nextDueAt: occurredAt });
  });
});
