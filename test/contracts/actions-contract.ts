import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { ActionEvent } from "../../src/domain/complaints/action-event.ts";
import type { CustomerRef } from "../../src/domain/tiering/customer.ts";
import type { StoredMark } from "../../src/ports/action-store.ts";
import type { Store } from "../../src/ports/store.ts";
import {
  actionOf,
  CHECK_DATE,
  CLOSE,
  MEI,
  opened,
  PASS,
  PUMP,
  play,
  UNTIL_CHECK,
  VALVE,
} from "../support/action-story.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const taken: ActionEvent = { kind: "taken_up", by: MEI };
const override = { ...CLOSE, overrideReason: "No longer sold" };
const other: CustomerRef = { kind: "contact", id: "9" };

/** Corrective actions: their events, and what follows from them. */
export function actionsContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  /** One event after the other, as the use cases write them. */
  const write = async (store: Store, actionId: string, events: readonly ActionEvent[]) => {
    for (const [index, event] of events.entries()) {
      const mark = { at: TEST_NOW + index, eventKey: `event-${index}`, event };
      await store.transaction(async () => {
        await store.actions.lock(PORTAL, actionId);
        const known = await store.actions.events(PORTAL, actionId);
        const action = actionOf([...known, mark]);
        await store.actions.append(PORTAL, { actionId, action }, mark);
      });
    }
  };
  const eventsOf = (steps: Parameters<typeof play>[0]) =>
    play(steps).marks.map(({ event }) => event);
  const wholeStory = eventsOf([
    ...UNTIL_CHECK,
    { command: PASS, on: CHECK_DATE },
    { command: override, on: CHECK_DATE },
  ]);
  const idsOf = (rows: readonly { readonly actionId: string }[]) =>
    rows.map(({ actionId }) => actionId);

  describe("corrective actions", () => {
    it("are given back with all that happened, in the order of its writing", async () => {
      const store = await openStore();
      await write(store, "a", wholeStory);
      const events = await store.actions.events(PORTAL, "a");
      expect(events.map(({ event }) => event)).toEqual(wholeStory);
      expect((await store.actions.find(PORTAL, "a"))?.action).toEqual(actionOf(events));
      expect(await store.actions.find(PORTAL, "b")).toBeNull();
      expect(await store.actions.find(OTHER_PORTAL, "a")).toBeNull();
      expect(await store.actions.events(OTHER_PORTAL, "a")).toEqual([]);
    });

    it("take an event once by its key, and keep what was written first", async () => {
      const store = await openStore();
      await write(store, "a", [opened]);
      const mark: StoredMark = { at: TEST_NOW + 1, eventKey: "press", event: taken };
      const row = { actionId: "a", action: actionOf([{ at: TEST_NOW, event: opened }, mark]) };
      expect(await store.actions.append(PORTAL, row, mark)).toBe(true);
      const again = { ...row, action: { ...row.action, title: "Another" } };
      expect(await store.actions.append(PORTAL, again, mark)).toBe(false);
      expect((await store.actions.find(PORTAL, "a"))?.action.title).toBe("The pump leaks");
      expect(await store.actions.events(PORTAL, "a")).toHaveLength(2);
    });

    it("keep nothing that could not be read again", async () => {
      const store = await openStore();
      await write(store, "a", [opened]);
      const event: ActionEvent = { kind: "excluded", customers: [], reason: "why", by: MEI };
      const mark = { at: TEST_NOW + 1, eventKey: "bad", event };
      const row = { actionId: "a", action: actionOf([{ at: TEST_NOW, event: opened }]) };
      await expect(store.actions.append(PORTAL, row, mark)).rejects.toThrow("customers");
      expect(await store.actions.events(PORTAL, "a")).toHaveLength(1);
    });

    it("take the events of two at once one after the other", async () => {
      const store = await openStore();
      await write(store, "a", [opened]);
      const press = (eventKey: string) =>
        store.transaction(async () => {
          await store.actions.lock(PORTAL, "a");
          const known = await store.actions.events(PORTAL, "a");
          const mark = { at: TEST_NOW + known.length, eventKey, event: taken };
          const action = actionOf([...known, mark]);
          return store.actions.append(PORTAL, { actionId: "a", action }, mark);
        });
      expect(await Promise.all(["1", "2", "3"].map(press))).toEqual([true, true, true]);
      const events = await store.actions.events(PORTAL, "a");
      expect(events.map(({ at }) => at - TEST_NOW)).toEqual([0, 1, 2, 3]);
    });

    it("are listed while they are open, the oldest first, and by their ticket", async () => {
      const store = await openStore();
      await write(store, "b", [opened]);
      await write(store, "a", [opened]);
      await write(store, "ended", wholeStory);
      await write(store, "elsewhere", [{ ...opened, ticketId: null }]);
      expect(idsOf(await store.actions.open(PORTAL, 9))).toEqual(["a", "b", "elsewhere"]);
      expect(await store.actions.open(PORTAL, 1)).toHaveLength(1);
      expect(idsOf(await store.actions.ofTicket(PORTAL, "7"))).toEqual(["a", "b", "ended"]);
      expect(await store.actions.ofTicket(OTHER_PORTAL, "7")).toEqual([]);
      expect(await store.actions.open(OTHER_PORTAL, 9)).toEqual([]);
    });

    it("are found by the day of their next step, page by page", async () => {
      const store = await openStore();
      for (const id of ["a", "b", "c"]) await write(store, id, [opened]);
      await write(store, "later", [{ ...opened, dueDate: "2026-07-01" }]);
      await write(store, "ended", wholeStory);
      const page = (after: string | null, date = "2026-06-07") =>
        store.actions.dueBefore(PORTAL, date, { after, limit: 2 });
      expect(idsOf(await page(null))).toEqual(["a", "b"]);
      expect(idsOf(await page("b"))).toEqual(["c"]);
      expect(await page(null, "2026-06-06")).toEqual([]);
    });

    it("are found by the customers whom they concern, also after these were merged", async () => {
      const store = await openStore();
      await write(store, "ended", wholeStory);
      await write(store, "a", [opened]);
      const find = async (...refs: readonly CustomerRef[]) => {
        const found = await store.actions.openOfCustomers(PORTAL, refs);
        return [...found].map(([key, rows]) => [key, idsOf(rows)]);
      };
      expect(await find(PUMP, VALVE, other)).toEqual([
        ["company:1", ["a"]],
        ["contact:2", ["a"]],
      ]);
      expect(idsOf(await store.actions.ofCustomer(PORTAL, PUMP, 9))).toEqual(["a", "ended"]);
      expect(await store.actions.ofCustomer(PORTAL, PUMP, 1)).toHaveLength(1);
      expect(await store.actions.ofCustomer(OTHER_PORTAL, PUMP, 9)).toEqual([]);
      await write(store, "a", [opened, { kind: "customer_moved", from: VALVE, into: other }]);
      expect(await find(PUMP, VALVE, other)).toEqual([
        ["company:1", ["a"]],
        ["contact:9", ["a"]],
      ]);
    });
  });
}
