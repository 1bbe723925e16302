import { describe, expect, it } from "vitest";
import { createEventLedger } from "../../src/adapters/postgres/event-ledger.ts";
import type { EventLedger, LedgerEquation, OpenedEvent } from "../../src/ports/event-ledger.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { deliveryOf, eventOf, eventsOf, OTHER_PORTAL, PORTAL, readBody } from "./event-samples.ts";

const ALL = 1_000;

/** Nothing that was acknowledged is lost, and every event is accounted for. */
export function deliveryContract(open: OpenTestDatabase): void {
  describe("storing", () => {
    it("keeps a body exactly as it came", async () => {
      const db = await open();
      const ledger = createEventLedger(db);
      const body = ` [ {"text" : "客訴 \\u0000 😀", "n": 1.0} ] ${"x".repeat(30_000)}`;
      const delivery = deliveryOf([], { body, eventCount: 1 });
      await ledger.store([delivery]);
      const seen: unknown[] = [];
      await ledger.open(ALL, TEST_NOW, (stored) => {
        seen.push(stored);
        return [];
      });
      expect(seen).toEqual([delivery]);
    });

    it("lets calls in flight share inserts", async () => {
      const db = await open();
      const ledger = createEventLedger(db);
      await Promise.all(
        Array.from({ length: 40 }, (_, n) => ledger.store([deliveryOf([eventOf(n)])])),
      );
      const { rows } = await db.query(
        "select count(*)::int as stored, count(distinct xmin::text)::int as inserts from delivery",
      );
      expect(rows[0]).toMatchObject({ stored: 40 });
      expect(rows[0]?.["inserts"]).toBeLessThanOrEqual(5);
    });

    it("fails only the call that cannot be stored", async () => {
      const db = await open();
      const ledger = createEventLedger(db);
      const calls = Array.from({ length: 12 }, (_, n) => {
        const body = n === 7 ? "[\0]" : "[]";
        return ledger.store([deliveryOf([], { body, eventCount: 0 })]);
      });
      const outcomes = await Promise.allSettled(calls);
      expect(outcomes.map((outcome) => outcome.status === "rejected")).toEqual(
        calls.map((_, n) => n === 7),
      );
      expect((await db.query("select count(*)::int as n from delivery")).rows).toEqual([{ n: 11 }]);
    });

    it("does not become part of a transaction of its caller", async () => {
      const db = await open();
      const ledger = createEventLedger(db);
      let storing: Promise<void> = Promise.resolve();
      const failing = db.transaction(async () => {
        storing = ledger.store([deliveryOf([eventOf(1)])]);
        throw new Error("gives up");
      });
      await expect(failing).rejects.toThrow("gives up");
      await storing;
      expect((await db.query("select count(*)::int as n from delivery")).rows).toEqual([{ n: 1 }]);
    });

    it("stores the same delivery once", async () => {
      const ledger = createEventLedger(await open());
      const delivery = deliveryOf([eventOf(1)]);
      await ledger.store([delivery]);
      await ledger.store([delivery, delivery]);
      expect(await ledger.open(ALL, TEST_NOW, readBody)).toMatchObject({ deliveries: 1 });
    });
  });

  describe("opening", () => {
    it("opens the oldest first, up to the limit", async () => {
      const ledger = createEventLedger(await open());
      await ledger.store(
        [3, 1, 2].map((n) => deliveryOf([eventOf(n)], { receivedAt: TEST_NOW + n })),
      );
      const seen: number[] = [];
      const read: Parameters<EventLedger["open"]>[2] = (delivery) => {
        seen.push(delivery.receivedAt - TEST_NOW);
        return readBody(delivery);
      };
      expect(await ledger.open(2, TEST_NOW, read)).toEqual({
        deliveries: 2,
        events: 2,
        duplicates: 0,
      });
      expect(await ledger.open(2, TEST_NOW, read)).toMatchObject({ deliveries: 1 });
      expect(await ledger.open(2, TEST_NOW, read)).toMatchObject({ deliveries: 0 });
      expect(seen).toEqual([1, 2, 3]);
    });

    it("counts repeats inside a delivery, between deliveries and after opening", async () => {
      const ledger = createEventLedger(await open());
      await ledger.store([
        deliveryOf([eventOf(1), eventOf(1), eventOf(2)]),
        deliveryOf([eventOf(2), eventOf(3)]),
      ]);
      expect(await ledger.open(ALL, TEST_NOW, readBody)).toMatchObject({
        events: 5,
        duplicates: 2,
      });
      await ledger.store([deliveryOf([eventOf(1), eventOf(4)])]);
      expect(await ledger.open(ALL, TEST_NOW, readBody)).toMatchObject({
        events: 2,
        duplicates: 1,
      });
    });

    it("counts the repeats of two deliveries that bear one id", async () => {
      const db = await open();
      const ledger = createEventLedger(db);
      const deliveryId = "same";
      await ledger.store([
        deliveryOf([eventOf(1), eventOf(2)], { deliveryId }),
        deliveryOf([eventOf(2), eventOf(3)], { deliveryId, receivedAt: TEST_NOW + 1 }),
      ]);
      expect(await ledger.open(ALL, TEST_NOW, readBody)).toMatchObject({
        events: 4,
        duplicates: 1,
      });
      expect(await ledger.equation(PORTAL)).toMatchObject({
        received: 4,
        duplicates: 1,
        waiting: 3,
      });
    });

    it("takes the same key at another time, or of another portal, for another event", async () => {
      const ledger = createEventLedger(await open());
      await ledger.store([
        deliveryOf([eventOf(1), eventOf(1, { occurredAt: TEST_NOW })]),
        deliveryOf([eventOf(1, { portalId: OTHER_PORTAL })], { portalId: OTHER_PORTAL }),
      ]);
      expect(await ledger.open(ALL, TEST_NOW, readBody)).toMatchObject({
        events: 3,
        duplicates: 0,
      });
    });

    it("is opened once by however many workers", async () => {
      const ledger = createEventLedger(await open());
      await ledger.store(eventsOf(60).map((event) => deliveryOf([event])));
      const worker = async () => {
        let opened = 0;
        for (;;) {
          const { deliveries } = await ledger.open(5, TEST_NOW, readBody);
          if (deliveries === 0) return opened;
          opened += deliveries;
        }
      };
      const shares = await Promise.all([worker(), worker(), worker()]);
      expect(shares.reduce((sum, share) => sum + share, 0)).toBe(60);
    });

    it("leaves a delivery unopened when opening fails", async () => {
      const ledger = createEventLedger(await open());
      await ledger.store([deliveryOf([eventOf(1)])]);
      const failing = ledger.open(ALL, TEST_NOW, () => {
        throw new Error("unreadable");
      });
      await expect(failing).rejects.toThrow("unreadable");
      expect(await ledger.open(ALL, TEST_NOW, readBody)).toMatchObject({
        deliveries: 1,
        events: 1,
      });
    });
  });

  describe("the equation", () => {
    const dead: OpenedEvent = { ...eventOf(9), dead: "objectId is missing" };
    const found = { recovered: 0, reread: 0 };
    const settled = { applied: 0, ignored: 0, dead: 0 };
    const nothing = { received: 0, ...settled, duplicates: 0, waiting: 0, ...found };

    it("holds in every state, with each part counted by itself", async () => {
      const ledger = createEventLedger(await open());
      const seen: Omit<LedgerEquation, "portalId">[] = [];
      const look = async () => {
        const { portalId, ...counts } = await ledger.equation(PORTAL);
        expect(portalId).toBe(PORTAL);
        expect(counts.received).toBe(
          counts.applied + counts.ignored + counts.waiting + counts.dead,
        );
        seen.push(counts);
      };
      await look();
      await ledger.store([deliveryOf([eventOf(1), eventOf(2), eventOf(3), eventOf(3), dead])]);
      await look();
      await ledger.open(ALL, TEST_NOW, readBody);
      await look();
      await ledger.claim({ records: ALL, now: TEST_NOW, leaseMs: 1_000 });
      await look();
      await ledger.settle(
        [
          { ...eventOf(1), state: "applied", reason: null },
          { ...eventOf(2), state: "ignored", reason: "own_echo" },
        ],
        TEST_NOW,
      );
      await look();
      await ledger.settle([{ ...eventOf(3), state: "dead", reason: "unreadable" }], TEST_NOW);
      await look();
      expect(seen).toEqual([
        nothing,
        { ...nothing, received: 5, waiting: 5 },
        { ...nothing, received: 5, ignored: 1, duplicates: 1, waiting: 3, dead: 1 },
        { ...nothing, received: 5, ignored: 1, duplicates: 1, waiting: 3, dead: 1 },
        { ...nothing, received: 5, applied: 1, ignored: 2, duplicates: 1, waiting: 1, dead: 1 },
        { ...nothing, received: 5, applied: 1, ignored: 2, duplicates: 1, dead: 2 },
      ]);
    });

    it("shows a hole when fewer events came out than were counted", async () => {
      const ledger = createEventLedger(await open());
      await ledger.store([deliveryOf([eventOf(1)], { eventCount: 2 })]);
      await ledger.open(ALL, TEST_NOW, readBody);
      expect(await ledger.equation(PORTAL)).toMatchObject({ received: 2, waiting: 1, ignored: 0 });
    });

    it("is summed up over all portals for what is left", async () => {
      const ledger = createEventLedger(await open());
      expect(await ledger.totals()).toEqual({ waiting: 0, dead: 0 });
      const elsewhere = { ...eventOf(7), portalId: OTHER_PORTAL };
      await ledger.store([
        deliveryOf([eventOf(1), dead]),
        deliveryOf([elsewhere], { portalId: OTHER_PORTAL }),
      ]);
      expect(await ledger.totals()).toEqual({ waiting: 3, dead: 0 });
      await ledger.open(ALL, TEST_NOW, readBody);
      expect(await ledger.totals()).toEqual({ waiting: 2, dead: 1 });
      await ledger.settle([{ ...eventOf(1), state: "applied", reason: null }], TEST_NOW);
      expect(await ledger.totals()).toEqual({ waiting: 1, dead: 1 });
    });

    it("counts one portal only", async () => {
      const ledger = createEventLedger(await open());
      await ledger.store([deliveryOf([eventOf(1)])]);
      expect(await ledger.equation(OTHER_PORTAL)).toEqual({ portalId: OTHER_PORTAL, ...nothing });
    });
  });
}
