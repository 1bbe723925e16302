import { describe, expect, it } from "vitest";
import { createEventLedger } from "../../src/adapters/postgres/event-ledger.ts";
import { createPortalStorage } from "../../src/adapters/postgres/portal-storage.ts";
import { createTickets } from "../../src/adapters/postgres/tickets.ts";
import { createWebProcesses } from "../../src/adapters/postgres/web-processes.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { deliveryOf, eventsOf, OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { ticketRowOf } from "./ticket-samples.ts";

export function portalLimitsContract(open: OpenTestDatabase): void {
  describe("processes that answer", () => {
    it("count each other, and no longer one that has said that it stops", async () => {
      const processes = createWebProcesses(await open());
      expect(await processes.beat("a")).toBe(1);
      expect(await processes.beat("b")).toBe(2);
      expect(await processes.beat("a")).toBe(2);
      await processes.leave("b");
      expect(await processes.beat("a")).toBe(1);
    });

    it("forget one of which nothing was heard", async () => {
      const db = await open();
      const processes = createWebProcesses(db);
      await processes.beat("killed");
      await db.run("update web_process set seen_at = seen_at - interval '1 minute'");
      expect(await processes.beat("a")).toBe(1);
      expect((await db.query("select process_id from web_process")).rows).toEqual([
        { process_id: "a" },
      ]);
    });
  });

  describe("what portals hold", () => {
    async function filled() {
      const db = await open();
      const tickets = Array.from({ length: 30 }, (_, n) => ticketRowOf(String(1_000 + n)));
      await createTickets(db).save(PORTAL, tickets);
      await createTickets(db).save(OTHER_PORTAL, tickets.slice(0, 10));
      await createEventLedger(db).store([deliveryOf(eventsOf(2))]);
      return db;
    }

    it("is nothing known before somebody has looked", async () => {
      const storage = createPortalStorage(await open());
      expect(await storage.ofPortal(PORTAL)).toBeNull();
      expect(await storage.figures(1)).toEqual({ largestBytes: 0, over: 0 });
    });

    it("is counted exactly where it is little, by kind and portal", async () => {
      const db = await filled();
      const storage = createPortalStorage(db);
      await storage.measure(TEST_NOW);
      const own = await storage.ofPortal(PORTAL);
      const other = await storage.ofPortal(OTHER_PORTAL);
      const rowsOf = (found: typeof own, kind: string) =>
        found?.amounts.find((amount) => amount.kind === kind)?.rows;
      expect(own?.measuredAt).toBe(TEST_NOW);
      // Each ticket has two clocks.
      expect(rowsOf(own, "facts")).toBe(3 * (rowsOf(other, "facts") ?? Number.NaN));
      expect(rowsOf(own, "deliveries")).toBe(1);
      expect(rowsOf(other, "deliveries")).toBeUndefined();
      expect(await storage.ofPortal("999")).toBeNull();
    });

    it("tells of those that hold more than they should, the largest first", async () => {
      const storage = createPortalStorage(await filled());
      await storage.measure(TEST_NOW);
      const over = await storage.over(1, 10);
      expect(over.map(({ portalId }) => portalId)).toEqual([PORTAL, OTHER_PORTAL]);
      expect(await storage.over(1, 1)).toHaveLength(1);
      const largest = over[0]?.bytes ?? Number.NaN;
      expect(await storage.over(largest, 10)).toEqual([]);
      expect(await storage.figures(largest - 1)).toEqual({ largestBytes: largest, over: 1 });
    });

    it("is measured anew, and what is gone is not told of any more", async () => {
      const db = await filled();
      const storage = createPortalStorage(db);
      await storage.measure(TEST_NOW);
      await db.run("delete from delivery");
      await storage.measure(TEST_NOW + 1);
      const found = await storage.ofPortal(PORTAL);
      expect(found?.measuredAt).toBe(TEST_NOW + 1);
      expect(found?.amounts.map(({ kind }) => kind)).not.toContain("deliveries");
    });

    it("is estimated from a sample where it is much", async () => {
      const db = await open({ altersSchema: true });
      await db.run(
        `insert into customer_activity (portal_id, kind, customer_id, reading, read_at)
         select case when n % 4 = 0 then 70001 else 62515 end, 'company', n::text,
           jsonb_build_object('words', repeat('a', 200)), now() from generate_series(1, 20000) n`,
      );
      const storage = createPortalStorage(db, { sampledPages: 100 });
      await storage.measure(TEST_NOW);
      const [own] = (await storage.ofPortal(PORTAL))?.amounts ?? [];
      expect(own?.kind).toBe("customers");
      expect(own?.rows).toBeGreaterThan(15_000 * 0.6);
      expect(own?.rows).toBeLessThan(15_000 * 1.4);
    });
  });
}
