import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { TicketEvent, TicketEventDetail } from "../../src/domain/sla/ticket-event.ts";
import type { TicketRow } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { clockOf, factOf, ticketRowOf } from "./ticket-samples.ts";

export function ticketsContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("rows", () => {
    it("gives a ticket back as it was saved", async () => {
      const { tickets } = await openStore();
      const row = ticketRowOf("1001");
      await tickets.save(PORTAL, [row]);
      expect(await tickets.find(PORTAL, "1001")).toEqual(row);
    });

    it("replaces what was saved before", async () => {
      const { tickets } = await openStore();
      await tickets.save(PORTAL, [ticketRowOf("1001"), ticketRowOf("1002")]);
      const gone = ticketRowOf("1001", { nextDueAt: null, clocks: [], policyVersion: 4 });
      await tickets.save(PORTAL, [gone]);
      expect(await tickets.findAll(PORTAL, ["1001", "1002", "1003"])).toEqual(
        expect.arrayContaining([gone, ticketRowOf("1002")]),
      );
    });

    it("does not know another portal's ticket", async () => {
      const { tickets } = await openStore();
      await tickets.save(PORTAL, [ticketRowOf("1001")]);
      expect(await tickets.find(OTHER_PORTAL, "1001")).toBeNull();
    });

    it("keeps a row a clock for reports, and none that its ticket lost", async () => {
      const db = await open();
      const { tickets } = createStore(db);
      const breached = clockOf({ state: "breached", breachedAt: TEST_NOW + 1, usedMs: 1234.6 });
      await tickets.save(PORTAL, [ticketRowOf("1001"), ticketRowOf("1002")]);
      await tickets.save(PORTAL, [ticketRowOf("1001", { clocks: [breached] })]);
      const { rows } = await db.query(
        `select ticket_id, kind, state, target_minutes, used_ms, breached_at, due_at from clock
         order by ticket_id, kind`,
      );
      const due = new Date(TEST_NOW + 3_600_000);
      const running = { state: "running", target_minutes: 60, used_ms: "60000", breached_at: null };
      expect(rows).toEqual([
        {
          ticket_id: "1001",
          kind: "first_response",
          state: "breached",
          target_minutes: 60,
          used_ms: "1235",
          breached_at: new Date(TEST_NOW + 1),
          due_at: due,
        },
        { ticket_id: "1002", kind: "first_response", ...running, due_at: due },
        { ticket_id: "1002", kind: "resolution", ...running, state: "paused", due_at: null },
      ]);
    });
  });

  describe("pages", () => {
    it("go through all tickets of one portal in order of their ids", async () => {
      const store = await openStore();
      const rows = ["9", "10", "1002", "1001"].map((id) => ticketRowOf(id));
      await store.tickets.save(PORTAL, rows);
      await store.tickets.save(OTHER_PORTAL, [ticketRowOf("1003")]);
      const found: string[] = [];
      let after: string | null = null;
      for (;;) {
        const page: readonly TicketRow[] = await store.tickets.page(PORTAL, after, 3);
        found.push(...page.map(({ ticket }) => ticket.ticketId));
        after = page.at(-1)?.ticket.ticketId ?? null;
        if (after === null) break;
      }
      expect(found).toEqual(["10", "1001", "1002", "9"]);
      expect(await store.tickets.page(PORTAL, "1001", 1)).toEqual([ticketRowOf("1002")]);
    });

    it("leave out a ticket that was locked and never got a state", async () => {
      const store = await openStore();
      await store.transaction(() => store.tickets.lock(PORTAL, ["1001"]));
      expect(await store.tickets.page(PORTAL, null, 10)).toEqual([]);
    });
  });

  describe("locks", () => {
    it("answers with the tickets that have a state, and locks the others as well", async () => {
      const store = await openStore();
      await store.tickets.save(PORTAL, [ticketRowOf("1002")]);
      const locked = await store.transaction(() =>
        store.tickets.lock(PORTAL, ["1003", "1002", "1001", "1002"]),
      );
      expect(locked).toEqual(new Map([["1002", ticketRowOf("1002")]]));
      expect(await store.tickets.find(PORTAL, "1001")).toBeNull();
      expect(await store.tickets.findAll(PORTAL, ["1001", "1003"])).toEqual([]);
    });

    it("lets one worker at a time change a ticket, also a new one", async () => {
      const store = await openStore();
      const add = () =>
        store.transaction(async () => {
          const found = (await store.tickets.lock(PORTAL, ["1001"])).get("1001");
          const policyVersion = (found?.policyVersion ?? 0) + 1;
          await store.tickets.save(PORTAL, [ticketRowOf("1001", { policyVersion })]);
        });
      await Promise.all(Array.from({ length: 8 }, add));
      expect((await store.tickets.find(PORTAL, "1001"))?.policyVersion).toBe(8);
    });

    it("lets workers lock overlapping tickets in any order without a deadlock", async () => {
      const db = await open();
      const store = createStore(db);
      const ids = Array.from({ length: 12 }, (_, n) => String(1000 + n));
      let runs = 0;
      const work = (order: readonly string[]) =>
        store.transaction(async () => {
          runs += 1;
          await store.tickets.lock(PORTAL, order);
          await store.tickets.save(
            PORTAL,
            order.toReversed().map((id) => ticketRowOf(id)),
          );
        });
      await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          work(n % 2 === 0 ? ids.slice(n) : ids.toReversed().slice(n)),
        ),
      );
      expect(runs).toBe(10);
    });
  });

  describe("facts", () => {
    it("gives the facts of several tickets back in order of time", async () => {
      const { tickets } = await openStore();
      const facts = [factOf("1001", 2), factOf("1001", 1), factOf("1002", 3)];
      await tickets.appendEvents(PORTAL, facts);
      const found = await tickets.events(PORTAL, ["1001", "1002", "1003"]);
      expect(found).toEqual(
        new Map([
          ["1001", [factOf("1001", 1), factOf("1001", 2)]],
          ["1002", [factOf("1002", 3)]],
        ]),
      );
      expect(await tickets.events(OTHER_PORTAL, ["1001"])).toEqual(new Map());
    });

    it("keeps every kind of fact", async () => {
      const { tickets } = await openStore();
      const customer = { kind: "company", id: "77" } as const;
      const details: TicketEventDetail[] = [
        { kind: "created" },
        { kind: "subject", subject: '"客訴" \\ 😀' },
        { kind: "associated", customer, isPrimary: true },
        { kind: "tiered", customer, tier: "key", score: 81.5 },
        { kind: "merged", intoTicketId: "9" },
      ];
      const facts: TicketEvent[] = details.map((detail, n) => factOf("1001", n, detail));
      await tickets.appendEvents(PORTAL, facts);
      expect((await tickets.events(PORTAL, ["1001"])).get("1001")).toEqual(facts);
    });

    it("adds a fact once, however often it is told", async () => {
      const { tickets } = await openStore();
      await tickets.appendEvents(PORTAL, [factOf("1001", 1), factOf("1001", 1)]);
      await tickets.appendEvents(PORTAL, [factOf("1001", 1), factOf("1001", 2)]);
      await tickets.appendEvents(PORTAL, []);
      expect((await tickets.events(PORTAL, ["1001"])).get("1001")).toHaveLength(2);
    });

    it("tells which tickets have facts, whether or not they have a state", async () => {
      const { tickets } = await openStore();
      await tickets.appendEvents(PORTAL, [factOf("1001", 1)]);
      await tickets.save(PORTAL, [ticketRowOf("1002")]);
      expect(await tickets.existing(PORTAL, ["1001", "1002", "1003"])).toEqual(new Set(["1001"]));
      expect(await tickets.existing(OTHER_PORTAL, ["1001"])).toEqual(new Set());
    });
  });

  describe("due tickets", () => {
    it.each<{ name: string; dueAt: number | null; count: number }>([
      { name: "takes a ticket a millisecond before its instant for not due", dueAt: 1, count: 0 },
      { name: "takes a ticket on its instant for due", dueAt: 0, count: 1 },
      { name: "never takes a ticket without an instant", dueAt: null, count: 0 },
    ])("$name", async ({ dueAt, count }) => {
      const store = await openStore();
      const nextDueAt = dueAt === null ? null : TEST_NOW + dueAt;
      await store.tickets.save(PORTAL, [ticketRowOf("1001", { nextDueAt })]);
      const claimed = await store.transaction(() => store.tickets.claimDue(TEST_NOW, 10));
      expect(claimed).toHaveLength(count);
    });

    it("names the portal of each ticket and stops at the limit", async () => {
      const store = await openStore();
      const due = { nextDueAt: TEST_NOW };
      await store.tickets.save(PORTAL, [ticketRowOf("1001", due), ticketRowOf("1002", due)]);
      await store.tickets.save(OTHER_PORTAL, [ticketRowOf("1001", due)]);
      const claim = (limit: number) =>
        store.transaction(() => store.tickets.claimDue(TEST_NOW, limit));
      expect(await claim(2)).toHaveLength(2);
      expect(await claim(9)).toEqual(
        expect.arrayContaining([
          { portalId: PORTAL, row: ticketRowOf("1001", due) },
          { portalId: PORTAL, row: ticketRowOf("1002", due) },
          { portalId: OTHER_PORTAL, row: ticketRowOf("1001", due) },
        ]),
      );
    });

    it("never gives one due ticket to two workers", async () => {
      const store = await openStore();
      const ids = Array.from({ length: 90 }, (_, n) => String(1000 + n));
      const rows = ids.map((id) => ticketRowOf(id, { nextDueAt: TEST_NOW }));
      await store.tickets.save(PORTAL, rows);
      const sweep = () =>
        store.transaction(async () => {
          const due = await store.tickets.claimDue(TEST_NOW, 10);
          const done = due.map(({ row }) => ({ ...row, nextDueAt: null }));
          await store.tickets.save(PORTAL, done);
          return due.map(({ row }) => row.ticket.ticketId);
        });
      const worker = async () => {
        const swept: string[] = [];
        for (let batch = await sweep(); batch.length > 0; batch = await sweep()) {
          swept.push(...batch);
        }
        return swept;
      };
      const shares = await Promise.all([worker(), worker(), worker()]);
      expect(shares.flat().toSorted()).toEqual(ids);
    });
  });
}
