import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  applyCustomerChanges,
  type CustomerChange,
  type CustomerChangeResult,
} from "../../../src/app/tiering/apply-customer-changes.ts";
import { gradeCustomers } from "../../../src/app/tiering/grade-customers.ts";
import { contextOf } from "../../support/grading-context.ts";
import { memoryCustomers } from "../../support/memory-customers.ts";

const customer = { kind: "company" as const, id: "7" };
const revenue = (value: string, at: number): CustomerChange => ({
  customer,
  property: "total_revenue",
  value,
  at,
});
const deals = (value: string, at: number): CustomerChange => ({
  customer,
  property: "num_associated_deals",
  value,
  at,
});

/** Company 7, read at 1000 with a revenue of 10,000. */
async function storeWithCompany() {
  const store = memoryCustomers();
  const properties = { total_revenue: "10000" };
  await gradeCustomers(store, contextOf(), { snapshots: [{ ...customer, properties }], now: 1000 });
  store.requested.length = 0;
  return store;
}

describe("applyCustomerChanges", () => {
  it.each<{ name: string; change: CustomerChange; result: CustomerChangeResult; tier: string }>([
    {
      name: "takes a newer value of a mapped property",
      change: revenue("100000", 1001),
      result: "applied",
      tier: "key",
    },
    {
      name: "takes a cleared value",
      change: revenue("", 1001),
      result: "applied",
      tier: "standard",
    },
    {
      name: "leaves an equal value alone",
      change: revenue("10000", 1001),
      result: "unchanged",
      tier: "developing",
    },
    {
      name: "cannot judge another value of the instant at which the customer was read",
      change: revenue("100000", 1000),
      result: "read_again",
      tier: "developing",
    },
    {
      name: "takes nothing of a property that the policy does not look at",
      change: { customer, property: "industry", value: "TOOLS", at: 1001 },
      result: "not_mapped",
      tier: "developing",
    },
    {
      name: "takes nothing of a customer that is not known",
      change: { ...revenue("100000", 1001), customer: { kind: "company", id: "8" } },
      result: "not_known",
      tier: "developing",
    },
  ])("$name", async ({ change, result, tier }) => {
    const store = await storeWithCompany();
    const work = { changes: [change], now: 2000 };
    expect(await applyCustomerChanges(store, contextOf(), work)).toEqual([result]);
    expect(store.allCustomers().map((row) => row.grade.tier)).toEqual([tier]);
    expect(store.requested).toHaveLength(tier === "developing" ? 0 : 1);
  });

  it("puts the changes of one call in order and keeps the newest time", async () => {
    const store = await storeWithCompany();
    const changes = [revenue("5", 1030), deals("12", 1020), revenue("100000", 1010)];
    const results = await applyCustomerChanges(store, contextOf(), { changes, now: 2000 });
    expect(results).toEqual(["applied", "applied", "applied"]);
    expect(store.allCustomers()[0]).toMatchObject({
      properties: { total_revenue: "5", num_associated_deals: "12" },
      dataAt: 1030,
    });
  });

  it("lets an equal value make older events out of date", async () => {
    const store = await storeWithCompany();
    const apply = (change: CustomerChange) =>
      applyCustomerChanges(store, contextOf(), { changes: [change], now: 2000 });
    expect(await apply(revenue("10000", 1010))).toEqual(["unchanged"]);
    expect(await apply(revenue("100000", 1005))).toEqual(["read_again"]);
  });

  it("does nothing without changes", async () => {
    const store = await storeWithCompany();
    expect(await applyCustomerChanges(store, contextOf(), { changes: [], now: 2000 })).toEqual([]);
  });

  it("ends in the CRM's state whatever the order, when `read_again` is followed", async () => {
    const step = fc.record({
      property: fc.constantFrom("total_revenue", "num_associated_deals"),
      value: fc.constantFrom("", "1", "20", "100000"),
    });
    const story = fc.array(step, { minLength: 1, maxLength: 8 }).chain((steps) =>
      fc.record({
        changes: fc.constant(steps.map((s, index) => ({ ...s, customer, at: 1001 + index }))),
        order: fc.shuffledSubarray(
          steps.map((_, index) => index),
          { minLength: steps.length },
        ),
        batchSize: fc.integer({ min: 1, max: 4 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(story, async ({ changes, order, batchSize }) => {
        const truth: Record<string, string> = { total_revenue: "10000" };
        for (const change of changes) truth[change.property] = change.value;
        const properties = Object.fromEntries(Object.entries(truth).filter(([, v]) => v !== ""));
        const store = await storeWithCompany();
        for (let from = 0; from < order.length; from += batchSize) {
          const batch = order.slice(from, from + batchSize).flatMap((i) => changes[i] ?? []);
          const work = { changes: batch, now: 2000 };
          const results = await applyCustomerChanges(store, contextOf(), work);
          if (results.includes("read_again")) {
            const snapshots = [{ ...customer, properties }];
            await gradeCustomers(store, contextOf(), { snapshots, now: 2000 });
          }
        }
        expect(store.allCustomers()[0]?.properties).toEqual(properties);
      }),
    );
  });
});
