import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { Touch } from "../../src/domain/visits/touch.ts";
import { TOUCHES_A_CUSTOMER, type Touches } from "../../src/ports/touch-store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { memoryTouches } from "../support/memory-touches.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const company = { kind: "company", id: "7" } as const;
const contact = { kind: "contact", id: "7" } as const;

function touch(changes: Partial<Touch> = {}): Touch {
  return {
    touchId: "call:1",
    customer: company,
    at: TEST_NOW,
    kind: "call",
    isReal: true,
    ownerId: "31",
    source: "crm",
    ...changes,
  };
}

/** What reached customers: of the store, and of its twin in memory. */
export function touchesContract(open: OpenTestDatabase): void {
  describe("in the store", () => {
    const openTouches = async () => createStore(await open()).touches;
    promises(openTouches);

    it("are of one portal", async () => {
      const touches = await openTouches();
      await touches.save(PORTAL, [touch()]);
      expect(await touches.since(OTHER_PORTAL, [company], 0)).toEqual([]);
      expect((await touches.lastReal(OTHER_PORTAL, [company])).size).toBe(0);
      await touches.remove(OTHER_PORTAL, ["call:1"]);
      expect(await touches.since(PORTAL, [company], 0)).toHaveLength(1);
    });
  });
  describe("in memory", () => promises(async () => memoryTouches()));
}

function promises(openTouches: () => Promise<Touches>): void {
  it("are kept once, as they were saved last", async () => {
    const touches = await openTouches();
    await touches.save(PORTAL, [touch({ isReal: false }), touch()]);
    const changed = touch({ at: TEST_NOW + 1, ownerId: null, kind: "message", source: "card" });
    await touches.save(PORTAL, [changed]);
    await touches.save(PORTAL, []);
    expect(await touches.since(PORTAL, [company, company], 0)).toEqual([changed]);
  });

  it("are those of the asked customers since the asked instant, the earliest first", async () => {
    const touches = await openTouches();
    const rows = [
      touch({ touchId: "call:3", at: TEST_NOW + 2 }),
      touch({ touchId: "call:2", at: TEST_NOW, customer: contact }),
      touch({ touchId: "call:1", at: TEST_NOW - 1 }),
      touch({ touchId: "call:4", at: TEST_NOW, customer: { kind: "contact", id: "8" } }),
    ];
    await touches.save(PORTAL, rows);
    const found = await touches.since(PORTAL, [company, contact], TEST_NOW);
    expect(found.map(({ touchId }) => touchId)).toEqual(["call:2", "call:3"]);
    expect(await touches.since(PORTAL, [], 0)).toEqual([]);
  });

  it("are the newest ones where a customer has too many", async () => {
    const touches = await openTouches();
    const many = Array.from({ length: TOUCHES_A_CUSTOMER + 1 }, (_, index) =>
      touch({ touchId: `call:${index}`, at: TEST_NOW + index }),
    );
    await touches.save(PORTAL, many);
    expect(await touches.since(PORTAL, [company], 0)).toEqual(many.slice(1));
  });

  it("say when a customer was really talked to last, whatever came after", async () => {
    const touches = await openTouches();
    await touches.save(PORTAL, [
      touch({ touchId: "call:1", at: TEST_NOW }),
      touch({ touchId: "call:2", at: TEST_NOW - 5 }),
      touch({ touchId: "survey:1", at: TEST_NOW + 5, isReal: false, kind: "survey" }),
      touch({ touchId: "survey:2", customer: contact, isReal: false, kind: "survey" }),
    ]);
    const last = await touches.lastReal(PORTAL, [company, contact]);
    expect([...last]).toEqual([["company:7", TEST_NOW]]);
  });

  it("are taken away from every customer, so that an earlier one counts again", async () => {
    const touches = await openTouches();
    await touches.save(PORTAL, [
      touch({ touchId: "call:1", at: TEST_NOW - 5 }),
      touch({ touchId: "call:2" }),
      touch({ touchId: "call:2", customer: contact }),
    ]);
    await touches.remove(PORTAL, ["call:2", "call:9"]);
    await touches.remove(PORTAL, []);
    const last = await touches.lastReal(PORTAL, [company, contact]);
    expect([...last]).toEqual([["company:7", TEST_NOW - 5]]);
  });
}
