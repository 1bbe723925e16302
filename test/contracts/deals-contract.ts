import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { company, customer, DAY, deal } from "./tiering-samples.ts";

/** Deals and whose they are. */
export function dealsContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("deals", () => {
    const link = (dealId: string, isLinked: boolean, at: number) => ({
      dealId,
      customer: company("1"),
      isLinked,
      at,
    });
    const revenueOf = async (store: ReturnType<typeof createStore>) => {
      const wish = {
        questions: [{ fact: "revenue" as const, withinDays: null }],
        products: [],
        now: TEST_NOW,
      };
      const counted = await store.customers.history(PORTAL, [company("1")], wish);
      return counted.get("company:1")?.["revenue"];
    };

    it("keep the newest news in any order, their customers among them", async () => {
      const store = await openStore();
      const { deals } = store;
      await deals.link(PORTAL, [link("7", true, TEST_NOW)]);
      await deals.save(PORTAL, [deal("7", { amount: 2 })]);
      await deals.save(PORTAL, [deal("7", { amount: 1, dataAt: TEST_NOW - 1 })]);
      await deals.link(PORTAL, [link("7", false, TEST_NOW - 1)]);
      const kept = deal("7", { amount: 2, customers: [company("1")] });
      expect(await deals.find(PORTAL, ["7", "8"])).toEqual([kept]);
      expect(await deals.find(OTHER_PORTAL, ["7"])).toEqual([]);
      expect(await deals.customersOf(PORTAL, ["7"])).toEqual([company("1")]);
      expect(await revenueOf(store)).toBe(2);
    });

    it("count for nobody once they are deleted or belong to somebody else", async () => {
      const store = await openStore();
      const { deals } = store;
      await deals.save(PORTAL, [deal("7", { amount: 1 }), deal("8", { amount: 2 })]);
      await deals.link(PORTAL, [link("7", true, 1), link("8", true, 1)]);
      await deals.remove(PORTAL, ["7"], TEST_NOW + 1);
      await deals.save(PORTAL, [deal("7", { amount: 9 })]);
      expect(await revenueOf(store)).toBe(2);
      expect((await deals.ofCustomer(PORTAL, company("1"), 9)).map((d) => d.dealId)).toEqual(["8"]);
      await deals.link(PORTAL, [link("8", false, 2)]);
      expect(await revenueOf(store)).toBeNull();
      await deals.save(PORTAL, [deal("7", { amount: 9, dataAt: TEST_NOW + 2 })]);
      expect(await revenueOf(store)).toBe(9);
    });

    it("do not come back with news from before they were deleted, known or not", async () => {
      const { deals } = await openStore();
      await deals.remove(PORTAL, ["7"], TEST_NOW + 1);
      await deals.save(PORTAL, [deal("7")]);
      expect(await deals.find(PORTAL, ["7"])).toEqual([]);
    });

    it("of a customer come with the newest first, up to a limit", async () => {
      const { deals } = await openStore();
      const rows = [
        deal("1", { closedAt: TEST_NOW - 2 * DAY }),
        deal("2", { closedAt: null, createdAt: TEST_NOW - DAY }),
        deal("3", { closedAt: TEST_NOW }),
      ];
      await deals.save(PORTAL, rows);
      await deals.link(
        PORTAL,
        rows.map(({ dealId }) => link(dealId, true, 1)),
      );
      const found = await deals.ofCustomer(PORTAL, company("1"), 2);
      expect(found.map(({ dealId }) => dealId)).toEqual(["3", "2"]);
    });

    it("have stages and an access that are replaced, and customers whose deals were never read", async () => {
      const store = await openStore();
      const { deals } = store;
      await deals.saveStages(PORTAL, { a: "open", b: "won" });
      await deals.saveStages(PORTAL, { b: "lost", c: "won" });
      expect(await deals.stages(PORTAL)).toEqual({ b: "lost", c: "won" });
      expect(await deals.access(PORTAL)).toBe("unknown");
      for (const access of ["missing", "granted", "unknown"] as const) {
        await deals.saveAccess(PORTAL, access, TEST_NOW);
        expect(await deals.access(PORTAL)).toBe(access);
      }
      await store.customers.save(
        PORTAL,
        ["1", "2"].map((id) => customer(company(id))),
      );
      await deals.markRead(PORTAL, [company("1")], TEST_NOW);
      expect(await deals.unread(PORTAL, 9)).toEqual([company("2")]);
    });
  });
}
