import { describe, expect, it } from "vitest";
import { gradeCustomers } from "../../../src/app/tiering/grade-customers.ts";
import type { CustomerSnapshot } from "../../../src/ports/crm.ts";
import { contextOf } from "../../support/grading-context.ts";
import { memoryCustomers } from "../../support/memory-customers.ts";

const company = (id: string, total_revenue: string): CustomerSnapshot => ({
  kind: "company",
  id,
  properties: { total_revenue, name: "Formosa Tools" },
});

describe("gradeCustomers", () => {
  it("stores each customer with its grade and asks for its properties to be written", async () => {
    const store = memoryCustomers();
    const rows = await gradeCustomers(store, contextOf(), {
      snapshots: [company("7", "100000"), company("8", "")],
      now: 1000,
    });
    expect(rows.map((row) => [row.id, row.grade.tier, row.gradedAt, row.dataAt])).toEqual([
      ["7", "key", 1000, 1000],
      ["8", "standard", 1000, 1000],
    ]);
    expect(store.allCustomers()).toEqual(rows);
    expect(store.requested).toEqual([
      { kind: "customer_properties", subjectId: "company:7" },
      { kind: "customer_properties", subjectId: "company:8" },
    ]);
  });

  it("asks for nothing when tier, score and reasons stay, and keeps since when the tier stands", async () => {
    const store = memoryCustomers();
    await gradeCustomers(store, contextOf(), { snapshots: [company("7", "100000")], now: 1000 });
    store.requested.length = 0;
    const renamed = { ...company("7", "100000"), properties: { total_revenue: "100000" } };
    const rows = await gradeCustomers(store, contextOf(), { snapshots: [renamed], now: 2000 });
    expect(store.requested).toEqual([]);
    expect(rows[0]).toMatchObject({
      gradedAt: 1000,
      evaluatedAt: 2000,
      dataAt: 2000,
      properties: { total_revenue: "100000" },
    });
  });

  it("asks again when a value among the reasons changes", async () => {
    const store = memoryCustomers();
    await gradeCustomers(store, contextOf(), { snapshots: [company("7", "100000")], now: 1000 });
    await gradeCustomers(store, contextOf(), { snapshots: [company("7", "250000")], now: 2000 });
    expect(store.requested).toHaveLength(2);
    expect(store.tiers.changes).toHaveLength(1);
  });

  it("asks again when the tier changes", async () => {
    const store = memoryCustomers();
    await gradeCustomers(store, contextOf(), { snapshots: [company("7", "100000")], now: 1000 });
    store.requested.length = 0;
    const rows = await gradeCustomers(store, contextOf(), {
      snapshots: [company("7", "10000")],
      now: 2000,
    });
    expect(rows[0]).toMatchObject({ grade: { tier: "developing" }, gradedAt: 2000 });
    expect(store.requested).toHaveLength(1);
  });

  it("asks for nothing in a portal that only observes", async () => {
    const store = memoryCustomers();
    const snapshots = [company("7", "100000")];
    await gradeCustomers(store, contextOf("observe"), { snapshots, now: 1000 });
    expect(store.allCustomers()).toHaveLength(1);
    expect(store.requested).toEqual([]);
  });

  it("takes the last of two snapshots of one customer", async () => {
    const store = memoryCustomers();
    const snapshots = [company("7", "1"), company("7", "100000")];
    const rows = await gradeCustomers(store, contextOf(), { snapshots, now: 1000 });
    expect(rows.map((row) => row.grade.tier)).toEqual(["key"]);
  });

  it("does nothing without customers", async () => {
    const store = memoryCustomers();
    expect(await gradeCustomers(store, contextOf(), { snapshots: [], now: 1000 })).toEqual([]);
    expect(store.writes()).toBe(0);
  });
});
