import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { factOf, ticketRowOf } from "./ticket-samples.ts";

export function ticketHistoriesContract(open: OpenTestDatabase): void {
  const filledStore = async () => {
    const store = createStore(await open());
    const { tickets } = store;
    await tickets.save(PORTAL, [
      ticketRowOf("1001"),
      ticketRowOf("1002", { nextDueAt: null, policyVersion: 7 }),
      ticketRowOf("1003", { dataAt: TEST_NOW - 1 }),
      ticketRowOf("1004"),
    ]);
    await tickets.appendEvents(PORTAL, [
      factOf("1001", 2),
      factOf("1001", -5_000, { kind: "created" }),
      factOf("1002", 3, { kind: "subject", subject: '客訴 "no heat" 😀' }),
      factOf("1003", -1),
      factOf("1005", 4),
    ]);
    await tickets.save(OTHER_PORTAL, [ticketRowOf("1001")]);
    await tickets.appendEvents(OTHER_PORTAL, [factOf("1001", 9)]);
    return store;
  };
  const all = { changedSince: TEST_NOW, afterTicketId: null, limit: 10 };

  it("are rows with all their facts, of what changed since", async () => {
    const { tickets } = await filledStore();
    const found = await tickets.histories(PORTAL, all);
    const known = ticketRowOf("1002", { nextDueAt: null, policyVersion: 7 });
    const { ticket: _folded, complaint: _answered, ...row } = known;
    expect(found.map(({ ticketId }) => ticketId)).toEqual(["1001", "1002", "1004"]);
    expect(found[1]).toEqual({
      ...row,
      ticketId: "1002",
      events: [factOf("1002", 3, { kind: "subject", subject: '客訴 "no heat" 😀' })],
    });
    expect(found[0]?.events).toEqual(
      expect.arrayContaining([factOf("1001", 2), factOf("1001", -5_000, { kind: "created" })]),
    );
    expect(found[0]?.events).toHaveLength(2);
    expect(found[2]?.events).toEqual([]);
  });

  it("come in pages", async () => {
    const { tickets } = await filledStore();
    const first = await tickets.histories(PORTAL, { ...all, limit: 2 });
    const next = await tickets.histories(PORTAL, { ...all, afterTicketId: "1002", limit: 2 });
    const end = await tickets.histories(PORTAL, { ...all, afterTicketId: "1004" });
    expect([first, next, end].map((page) => page.map(({ ticketId }) => ticketId))).toEqual([
      ["1001", "1002"],
      ["1004"],
      [],
    ]);
  });

  it("tell whether anything is older", async () => {
    const { tickets } = await filledStore();
    expect(await tickets.hasEventsBefore(PORTAL, TEST_NOW - 4_999)).toBe(true);
    expect(await tickets.hasEventsBefore(PORTAL, TEST_NOW - 5_000)).toBe(false);
    expect(await tickets.hasEventsBefore(OTHER_PORTAL, TEST_NOW)).toBe(false);
  });

  describe("of a portal without tickets", () => {
    it("are none", async () => {
      const { tickets } = createStore(await open());
      expect(await tickets.histories(PORTAL, all)).toEqual([]);
    });
  });
}
