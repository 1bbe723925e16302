import { describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { createEventLedger } from "../../src/adapters/postgres/event-ledger.ts";
import type { EventLedger, LedgerEvent } from "../../src/ports/event-ledger.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { deliveryOf, eventOf, eventsOf, OTHER_PORTAL, PORTAL, readBody } from "./event-samples.ts";

const LEASE_MS = 60_000;
const ALL = 1_000;

/** How the ledger gives work out, to any number of workers at once. */
export function ledgerContract(open: OpenTestDatabase): void {
  async function ledgerWith(events: readonly LedgerEvent[]): Promise<EventLedger> {
    const ledger = createEventLedger(await open());
    await ledger.store([deliveryOf(events)]);
    await ledger.open(ALL, TEST_NOW, readBody);
    return ledger;
  }

  const claimAll = (ledger: EventLedger, now = TEST_NOW, records = ALL) =>
    ledger.claim({ records, now, leaseMs: LEASE_MS });

  it("gives an event back as it was read", async () => {
    const changes: LedgerEvent["change"][] = [
      { kind: "created" },
      { kind: "property", name: "content", value: '客訴 "quoted" \\ 😀' },
      { kind: "merged", intoId: "9", loserIds: ["7", "8"] },
      { kind: "associated", toObject: "company", toId: "5", isPrimary: true },
      { kind: "erased" },
      { kind: "other", type: "ticket.unheardOf" },
    ];
    const events = changes.map((change, n) => eventOf(n, { change }));
    const ledger = await ledgerWith(events);
    expect(await claimAll(ledger)).toEqual(events);
  });

  it("keeps what HubSpot left out as absent", async () => {
    const bare = eventOf(1, { changeSource: null, sourceId: null, objectId: "" });
    expect(await claimAll(await ledgerWith([bare]))).toEqual([bare]);
  });

  it("keeps an event whose text the database cannot hold", async () => {
    const change = { kind: "property", name: "subject", value: "nul \0 and half \ud83d" } as const;
    const [claimed] = await claimAll(await ledgerWith([eventOf(1, { change })]));
    expect(claimed?.change).toEqual({ ...change, value: "nul \uFFFD and half \uFFFD" });
  });

  it("orders events by record and time, whatever the order of their arrival", async () => {
    const events = [
      eventOf(1, { objectId: "1001" }),
      eventOf(4, { objectId: "1001" }),
      eventOf(2, { objectId: "1002" }),
      eventOf(3, { objectId: "1002" }),
    ];
    const ledger = await ledgerWith([...events].reverse());
    expect(await claimAll(ledger)).toEqual(events);
  });

  it("leases all events of as many records as were asked for", async () => {
    const events = eventsOf(12, (n) => ({ objectId: String(1000 + (n % 3)) }));
    const ledger = await ledgerWith(events);
    const claimed = await claimAll(ledger, TEST_NOW, 2);
    expect(new Set(claimed.map((event) => event.objectId)).size).toBe(2);
    expect(claimed).toHaveLength(8);
    expect(await claimAll(ledger)).toHaveLength(4);
  });

  it("tells records of different portals and objects apart", async () => {
    const ledger = createEventLedger(await open());
    await ledger.store([
      deliveryOf([eventOf(1), eventOf(1, { eventKey: "contact", object: "contact" })]),
      deliveryOf([eventOf(1, { portalId: OTHER_PORTAL })], { portalId: OTHER_PORTAL }),
    ]);
    await ledger.open(ALL, TEST_NOW, readBody);
    const claims = [
      await claimAll(ledger, TEST_NOW, 1),
      await claimAll(ledger, TEST_NOW, 1),
      await claimAll(ledger, TEST_NOW, 1),
    ];
    expect(claims.map((claim) => claim.length)).toEqual([1, 1, 1]);
    expect(new Set(claims.flat().map((event) => `${event.portalId} ${event.object}`)).size).toBe(3);
  });

  it("never gives one event to two workers", async () => {
    const ledger = await ledgerWith(eventsOf(300, (n) => ({ objectId: String(n % 60) })));
    const worker = async () => {
      const got: LedgerEvent[] = [];
      for (;;) {
        const claimed = await claimAll(ledger, TEST_NOW, 5);
        if (claimed.length === 0) return got;
        got.push(...claimed);
      }
    };
    const shares = await Promise.all([worker(), worker(), worker(), worker()]);
    // A worker that finds everything locked stops early; whatever is left is nobody's.
    const all = [...shares.flat(), ...(await claimAll(ledger))].map((event) => event.eventKey);
    expect(all).toHaveLength(300);
    expect(new Set(all).size).toBe(300);
  });

  it.each<{ name: string; atMs: number; count: number }>([
    { name: "keeps a lease until its last millisecond", atMs: LEASE_MS - 1, count: 0 },
    { name: "gives an event out again when its lease ends", atMs: LEASE_MS, count: 1 },
  ])("$name", async ({ atMs, count }) => {
    const ledger = await ledgerWith([eventOf(1)]);
    await claimAll(ledger);
    expect(await claimAll(ledger, TEST_NOW + atMs)).toHaveLength(count);
  });

  it("ends all leases at once, but not the pauses between two attempts", async () => {
    const events = eventsOf(3, (n) => ({ objectId: String(n) }));
    const ledger = await ledgerWith(events);
    const [first] = await claimAll(ledger);
    await ledger.release(first === undefined ? [] : [first], TEST_NOW + LEASE_MS * 2, "crm_locked");
    await ledger.endLeases();
    expect(await claimAll(ledger)).toEqual(events.slice(1));
  });

  it.each<{ name: string; atMs: number; count: number }>([
    { name: "holds a released event back until it may be tried", atMs: 4_999, count: 0 },
    { name: "tries a released event again at the instant it was given", atMs: 5_000, count: 1 },
  ])("$name", async ({ atMs, count }) => {
    const ledger = await ledgerWith([eventOf(1)]);
    await ledger.release(await claimAll(ledger), TEST_NOW + 5_000, "crm_unavailable");
    expect(await claimAll(ledger, TEST_NOW + atMs)).toHaveLength(count);
  });

  it("gives a record's later events out while its earlier ones are leased", async () => {
    const ledger = await ledgerWith([eventOf(1)]);
    await claimAll(ledger);
    await ledger.store([deliveryOf([eventOf(2)])]);
    await ledger.open(ALL, TEST_NOW, readBody);
    expect(await claimAll(ledger)).toEqual([eventOf(2)]);
  });

  it("takes the first settlement of an event as final", async () => {
    const db = await open();
    const ledger = createEventLedger(db);
    await ledger.store([deliveryOf([eventOf(1)])]);
    await ledger.open(ALL, TEST_NOW, readBody);
    await ledger.settle([{ ...eventOf(1), state: "applied", reason: null }], TEST_NOW);
    await ledger.settle([{ ...eventOf(1), state: "ignored", reason: "late" }], TEST_NOW);
    await ledger.release([eventOf(1)], TEST_NOW, "late");
    const { rows } = await db.query("select state, reason, attempts from ledger");
    expect(rows).toEqual([{ state: "applied", reason: null, attempts: 0 }]);
  });

  it("settles with the transaction that applied the events, or not at all", async () => {
    const db = await open();
    const ledger = createEventLedger(db);
    await ledger.store([deliveryOf([eventOf(1)])]);
    await ledger.open(ALL, TEST_NOW, readBody);
    const failing = db.transaction(async () => {
      await ledger.settle([{ ...eventOf(1), state: "applied", reason: null }], TEST_NOW);
      throw new Error("could not be applied");
    });
    await expect(failing).rejects.toThrow("could not be applied");
    expect(await claimAll(ledger)).toHaveLength(1);
  });

  it("counts how often an event was tried and keeps the last reason", async () => {
    const db = await open();
    const ledger = createEventLedger(db);
    await ledger.store([deliveryOf([eventOf(1)])]);
    await ledger.open(ALL, TEST_NOW, readBody);
    await ledger.release([eventOf(1)], TEST_NOW, "first");
    await ledger.release([eventOf(1)], TEST_NOW, "second");
    const { rows } = await db.query("select attempts, reason from ledger");
    expect(rows).toEqual([{ attempts: 2, reason: "second" }]);
  });

  it("takes claims, settlements and releases of nothing", async () => {
    const ledger = createEventLedger(await open());
    await ledger.settle([], TEST_NOW);
    await ledger.release([], TEST_NOW, "");
    expect(await claimAll(ledger)).toEqual([]);
  });

  describe("serves portals in turn", () => {
    const LOUD = 100_000;
    const fill = async (db: Database) => {
      // In the bucket of the other one, and all of it older.
      await db.run(
        `insert into ledger (portal_id, occurred_at, event_key, object, object_id, change, delivery_id,
           state, available_at)
         select $1, to_timestamp(n), n::text, 'ticket', n::text, '{"kind": "created"}', 'd', 'waiting',
           to_timestamp(n) from generate_series(1, $2::int) n`,
        [PORTAL, LOUD],
      );
      await db.query("analyze ledger");
    };

    it("so that one with 100,000 waiting events holds up nobody", async () => {
      const db = await open();
      await fill(db);
      const ledger = createEventLedger(db);
      const small = eventsOf(10, (n) => ({ portalId: OTHER_PORTAL, objectId: String(n) }));
      await ledger.store([deliveryOf(small, { portalId: OTHER_PORTAL })]);
      await ledger.open(ALL, TEST_NOW, readBody);
      const claimed = await claimAll(ledger, TEST_NOW, 200);
      const portals = Map.groupBy(claimed, ({ portalId }) => portalId);
      expect(portals.get(OTHER_PORTAL)).toHaveLength(10);
      expect(portals.get(PORTAL)).toHaveLength(100);
    });

    it("round and round, however few are taken at once", async () => {
      const db = await open();
      const ledger = createEventLedger(db);
      const portalIds = ["0", "5", "70", "800"];
      await ledger.store(
        portalIds.map((portalId) =>
          deliveryOf(
            eventsOf(9, (n) => ({ portalId, objectId: String(n) })),
            { portalId },
          ),
        ),
      );
      for (let n = 0; n < 4; n += 1) await ledger.open(1, TEST_NOW, readBody);
      const claimed: string[] = [];
      for (let n = 0; n < 8; n += 1) {
        claimed.push(...(await claimAll(ledger, TEST_NOW, 1)).map(({ portalId }) => portalId));
      }
      expect(claimed).toEqual([...portalIds, ...portalIds]);
    });

    it("and opens the deliveries of each", async () => {
      const ledger = createEventLedger(await open());
      const many = Array.from({ length: 300 }, (_, n) =>
        deliveryOf([eventOf(n, { objectId: String(n) })], { receivedAt: TEST_NOW + n }),
      );
      const late = deliveryOf([eventOf(1, { portalId: OTHER_PORTAL })], {
        ...{ portalId: OTHER_PORTAL, receivedAt: TEST_NOW + 1_000 },
      });
      await ledger.store([...many, late]);
      await ledger.open(10, TEST_NOW, readBody);
      expect(await ledger.equation(OTHER_PORTAL)).toMatchObject({ waiting: 1 });
      const claimed = await claimAll(ledger);
      expect(claimed.filter(({ portalId }) => portalId === OTHER_PORTAL)).toHaveLength(1);
      expect(claimed.filter(({ portalId }) => portalId === PORTAL)).toHaveLength(5);
    });
  });
}
