import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { countHistory } from "../../src/domain/tiering/count-history.ts";
import { HistoryFact, type HistoryQuestion } from "../../src/domain/tiering/history.ts";
import { cutsOf } from "../../src/domain/tiering/quantiles.ts";
import { knownValue } from "../../src/domain/tiering/score.ts";
import { TierInput } from "../../src/domain/tiering/tier.ts";
import { confirmed } from "../support/complaint-marks.ts";
import { foldOf } from "../support/complaint-told.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { ticketRowOf } from "./ticket-samples.ts";
import { company, customer, DAY, deal } from "./tiering-samples.ts";

const label = { en: "x", "zh-TW": "x", "zh-CN": "x" };
const PRODUCTS = ["press", "oven", "lamp"];

/** Around the edges of windows of 30 days, to the millisecond. */
const when = fc
  .record({
    days: fc.constantFrom(-1, 0, 1, 29, 30, 31, 59, 60, 61, 400),
    ms: fc.constantFrom(-1, 0, 1),
  })
  .map(({ days, ms }) => TEST_NOW - days * DAY + ms);
const randomDeal = fc.record({
  state: fc.constantFrom("open" as const, "won" as const, "lost" as const),
  amount: fc.oneof(
    fc.constant(null),
    fc.integer({ min: -8, max: 400_000 }).map((n) => n / 4),
  ),
  product: fc.constantFrom(null, "press", "oven", "other"),
  createdAt: when,
  closedAt: fc.oneof(fc.constant(null), when),
});

const questions: readonly HistoryQuestion[] = HistoryFact.options.flatMap((fact) => [
  { fact, withinDays: null },
  { fact, withinDays: 30 },
]);

/** What is counted of many customers at once. */
export function historyContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("history", () => {
    it("is what the domain counts, of any deals", async () => {
      const store = await openStore();
      let round = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(randomDeal, { maxLength: 6 }), { maxLength: 5 }),
          async (kept) => {
            round += 1;
            const refs = kept.map((_, index) => company(`${round}-${index}`));
            const rows = kept.flatMap((deals, index) =>
              deals.map((one, n) => deal(`${round}-${index}-${n}`, one)),
            );
            await store.deals.save(PORTAL, rows);
            await store.deals.link(
              PORTAL,
              kept.flatMap((deals, index) =>
                deals.map((_, n) => ({
                  dealId: `${round}-${index}-${n}`,
                  customer: company(`${round}-${index}`),
                  isLinked: true,
                  at: TEST_NOW,
                })),
              ),
            );
            const wish = { questions, products: PRODUCTS, now: TEST_NOW };
            const counted = await store.customers.history(PORTAL, refs, wish);
            const expected = kept.map((deals, index) => [
              `company:${round}-${index}`,
              countHistory({ deals, ticketsAt: [], products: PRODUCTS }, questions, TEST_NOW),
            ]);
            expect(Object.fromEntries(counted)).toEqual(Object.fromEntries(expected));
          },
        ),
        { numRuns: 25 },
      );
    });

    it("counts the tickets that a customer has, and pages them, the newest first", async () => {
      const store = await openStore();
      const ticket = (ticketId: string, createdAt: number, gone = false) => {
        const row = ticketRowOf(ticketId);
        return {
          ...row,
          ticket: {
            ...row.ticket,
            createdAt,
            customers: [{ ...company("1"), isPrimary: true }],
            gone: gone ? { at: TEST_NOW, reason: "deleted" as const } : null,
          },
        };
      };
      const rows = [
        ticket("1", TEST_NOW - 30 * DAY),
        ticket("2", TEST_NOW - 30 * DAY + 1),
        ticket("3", TEST_NOW),
        ticket("4", TEST_NOW + 1),
        ticket("5", TEST_NOW, true),
      ];
      await store.tickets.save(PORTAL, rows);
      const asked = questions.filter(({ fact }) => fact === "tickets");
      const wish = { questions: asked, products: [], now: TEST_NOW };
      const counted = await store.customers.history(PORTAL, [company("1"), company("2")], wish);
      expect(counted.get("company:1")).toEqual({ tickets: 3, "tickets:30": 2 });
      expect(counted.get("company:2")).toEqual({ tickets: 0, "tickets:30": 0 });
      const idsOf = async (before: { createdAt: number; ticketId: string } | null, limit: number) =>
        (await store.tickets.ofCustomer(PORTAL, company("1"), { before, limit })).map(
          (row) => row.ticket.ticketId,
        );
      expect(await idsOf(null, 2)).toEqual(["4", "3"]);
      expect(await idsOf({ createdAt: TEST_NOW, ticketId: "3" }, 9)).toEqual(["2", "1"]);
      await store.tickets.save(PORTAL, [
        { ...ticket("3", TEST_NOW), ticket: { ...ticket("3", TEST_NOW).ticket, customers: [] } },
      ]);
      expect(await idsOf(null, 9)).toEqual(["4", "2", "1"]);
    });
  });

  it("gives the tickets of a customer that are open or complaints, the newest first", async () => {
    const { tickets } = await openStore();
    const ticket = (ticketId: string, stageIds: readonly string[], isComplaint = false) => {
      const row = ticketRowOf(ticketId);
      const stages = stageIds.map((stageId, index) => ({ at: TEST_NOW + index, stageId }));
      const createdAt = TEST_NOW + Number(ticketId);
      const customers = [{ ...company("1"), isPrimary: true }];
      return {
        ...row,
        ticket: { ...row.ticket, createdAt, customers, stages },
        complaint: isComplaint ? foldOf([[TEST_NOW, confirmed]]) : null,
      };
    };
    const reopened = ticket("1", ["1", "4", "1"]);
    const closed = ticket("2", ["1", "4"]);
    const complaint = ticket("3", ["1", "5"], true);
    const without = ticket("4", []);
    await tickets.save(PORTAL, [reopened, closed, complaint, without]);
    const find = (limit: number, portalId = PORTAL) =>
      tickets.openOfCustomer(portalId, company("1"), { closedStages: new Set(["4", "5"]), limit });
    expect(await find(9)).toEqual([without, complaint, reopened]);
    expect(await find(1)).toEqual([without]);
    expect(await find(9, OTHER_PORTAL)).toEqual([]);
  });

  describe("cuts", () => {
    it("are those of the domain, for properties and for what is counted", async () => {
      const store = await openStore();
      const input = (id: string, source: object) =>
        TierInput.parse({
          id,
          kind: "company",
          label,
          quantiles: { points: [1, 2, 3] },
          ...source,
        });
      const inputs = [
        input("size", { property: "it's size" }),
        input("since", { property: "since", measure: "days_since" }),
        input("money", { history: "revenue" }),
        input("tickets", { history: "tickets" }),
        input("nobody", { property: "unset" }),
      ];
      const sizes = ["3", " 4.5 ", "", "x", "1e3", "-2", "7", "0"];
      const rows = sizes.map((size, index) =>
        customer(company(String(index)), {
          properties: {
            "it's size": size,
            since:
              ["2026-01-31", "2026-02-30", "1767225600000", "2026-03-01T10:00:00+08:00"][
                index % 4
              ] ?? "",
          },
        }),
      );
      await store.customers.save(PORTAL, rows);
      const deals = rows.slice(0, 5).map((_, index) => deal(String(index), { amount: index * 10 }));
      await store.deals.save(PORTAL, deals);
      await store.deals.link(
        PORTAL,
        deals.map(({ dealId }) => ({ dealId, customer: company(dealId), isLinked: true, at: 1 })),
      );
      const wish = {
        questions: [
          { fact: "revenue" as const, withinDays: null },
          { fact: "tickets" as const, withinDays: null },
        ],
        products: [],
        now: TEST_NOW,
      };
      const histories = await store.customers.history(PORTAL, rows, wish);
      const expected = inputs.map((one) => {
        const values = rows.flatMap(({ kind, id, properties }) => {
          const history = histories.get(`${kind}:${id}`) ?? {};
          const value = knownValue(one, { properties, history }, TEST_NOW);
          return value === null ? [] : [value];
        });
        return [one.id, cutsOf(values, 3)];
      });
      const counted = await store.tiers.countCuts(PORTAL, { inputs, products: [] }, TEST_NOW);
      expect(counted).toEqual(Object.fromEntries(expected));
      await store.tiers.saveCuts(PORTAL, { old: [1], size: [1] }, TEST_NOW);
      await store.tiers.saveCuts(PORTAL, counted, TEST_NOW);
      expect(await store.tiers.cuts(PORTAL)).toEqual(counted);
      expect(await store.tiers.countCuts(PORTAL, { inputs: [], products: [] }, TEST_NOW)).toEqual(
        {},
      );
    });

    it("are those of the domain for any number of parts and any ties", async () => {
      const store = await openStore();
      const parts = [2, 3, 4, 5, 7, 10];
      const inputs = parts.map((count) =>
        TierInput.parse({
          id: `in${count}`,
          kind: "company",
          label,
          property: "size",
          quantiles: { points: Array.from({ length: count }, (_, n) => n) },
        }),
      );
      const known: number[] = [];
      for (const more of [
        [4],
        [4, 9],
        [1, 1, 1, 4],
        [4, 2, 7, 7, 7, 8],
        [3, 3, 9, 9, 9, 9, 5, 6],
      ]) {
        await store.customers.save(
          PORTAL,
          more.map((size, n) =>
            customer(company(String(known.length + n)), { properties: { size: String(size) } }),
          ),
        );
        known.push(...more);
        const counted = await store.tiers.countCuts(PORTAL, { inputs, products: [] }, TEST_NOW);
        const expected = parts.map((count) => [`in${count}`, cutsOf(known, count)]);
        expect(counted, `of ${known.join(", ")}`).toEqual(Object.fromEntries(expected));
      }
    });
  });
}
