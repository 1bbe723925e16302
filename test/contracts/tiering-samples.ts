import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import type { CustomerRow } from "../../src/ports/store.ts";
import type { DealRow } from "../../src/ports/tier-store.ts";
import { TEST_NOW } from "../support/databases.ts";
import { gradeOf } from "../support/grades.ts";

export const DAY = 86_400_000;
export const company = (id: string): CustomerRef => ({ kind: "company", id });

export function deal(dealId: string, changes: Partial<DealRow> = {}): DealRow {
  return {
    dealId,
    name: `Order ${dealId} 客戶`,
    state: "won",
    amount: 100.25,
    product: "press",
    createdAt: TEST_NOW - 9 * DAY,
    closedAt: TEST_NOW - 5 * DAY,
    customers: [],
    properties: { dealname: `Order ${dealId}` },
    dataAt: TEST_NOW,
    ...changes,
  };
}

export function customer(ref: CustomerRef, changes: Partial<CustomerRow> = {}): CustomerRow {
  return {
    ...ref,
    properties: {},
    grade: gradeOf("standard", 0),
    gradedAt: TEST_NOW,
    evaluatedAt: TEST_NOW,
    policyVersion: 1,
    dataAt: TEST_NOW,
    ...changes,
  };
}
