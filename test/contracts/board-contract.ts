import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { Clock } from "../../src/domain/sla/clock.ts";
import type { SavedTicket, Store } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { escalationCase } from "../support/escalation-cases.ts";
import { plannedVisit } from "../support/planned-visit.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { clockOf, ticketRowOf } from "./ticket-samples.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const warnings = [{ at: TEST_NOW - 1, warning: { percent: 75 } }] as const;

const onTrack = clockOf({ kind: "resolution", dueAt: TEST_NOW + HOUR });
const atRisk = clockOf({ dueAt: TEST_NOW + MINUTE, warnings });
const overdue = clockOf({ state: "breached", dueAt: TEST_NOW - HOUR, breachedAt: TEST_NOW - HOUR });
const unseen = clockOf({ dueAt: TEST_NOW - 1 });
const paused = clockOf({ kind: "update", state: "paused", dueAt: null });
const met = clockOf({ kind: "next_reply", state: "met", endedAt: TEST_NOW - HOUR });

function ticketOf(
  ticketId: string,
  clocks: readonly Clock[],
  { department = "support", ownerId = "31" }: { department?: string | null; ownerId?: string } = {},
): SavedTicket {
  const row = ticketRowOf(ticketId, { clocks });
  return {
    ...row,
    ticket: { ...row.ticket, ownerId },
    departments: clocks.map(() => department),
  };
}

/** What the team's board and the headline figures ask of the store. */
export function boardContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("the board", () => {
    const filled = async (): Promise<Store> => {
      const store = await openStore();
      await store.tickets.save(PORTAL, [
        ticketOf("1", [onTrack, atRisk]),
        ticketOf("2", [overdue, paused, met], { ownerId: "32" }),
        ticketOf("3", [unseen], { department: "parts" }),
        ticketOf("4", [atRisk], { department: null }),
      ]);
      await store.tickets.save(OTHER_PORTAL, [ticketOf("9", [overdue])]);
      return store;
    };

    it("counts open clocks by department and by how they stand now, whoever has looked", async () => {
      const { board } = await filled();
      expect(await board.clocks(PORTAL, TEST_NOW)).toEqual([
        { department: "parts", onTrack: 0, paused: 0, atRisk: 0, overdue: 1 },
        { department: "support", onTrack: 1, paused: 1, atRisk: 1, overdue: 1 },
        { department: null, onTrack: 0, paused: 0, atRisk: 1, overdue: 0 },
      ]);
    });

    it("follows a ticket that goes to another department, and forgets what has ended", async () => {
      const store = await filled();
      await store.tickets.save(PORTAL, [
        ticketOf("3", [unseen], { department: "support" }),
        ticketOf("4", [{ ...atRisk, state: "met", endedAt: TEST_NOW }], { department: null }),
      ]);
      expect(await store.board.clocks(PORTAL, TEST_NOW)).toEqual([
        { department: "support", onTrack: 1, paused: 1, atRisk: 1, overdue: 2 },
      ]);
    });

    it("names the urgent ones, the longest overdue first, of everybody or of some owners", async () => {
      const { board } = await filled();
      const urgent = (ownerIds: readonly string[] | null, limit = 10) =>
        board.urgent(PORTAL, { now: TEST_NOW, ownerIds, limit });
      const place = { kind: "first_response", cycle: 1 } as const;
      const all = [
        { ticketId: "2", ...place, department: "support", ownerId: "32", dueAt: TEST_NOW - HOUR },
        { ticketId: "3", ...place, department: "parts", ownerId: "31", dueAt: TEST_NOW - 1 },
        { ticketId: "1", ...place, department: "support", ownerId: "31", dueAt: TEST_NOW + MINUTE },
        { ticketId: "4", ...place, department: null, ownerId: "31", dueAt: TEST_NOW + MINUTE },
      ];
      expect(await urgent(null)).toEqual(all);
      expect(await urgent(null, 2)).toEqual(all.slice(0, 2));
      expect(await urgent(["32", "33"])).toEqual(all.slice(0, 1));
      expect(await urgent([])).toEqual([]);
    });

    it("counts cases that nobody has taken, and lists those of some departments", async () => {
      const store = await openStore();
      const one = (caseId: string, department: string, openedAt: number) =>
        escalationCase({ caseId, ticketId: caseId, department, openedAt, state: "open" });
      await store.escalations.save(PORTAL, [
        one("b", "support", TEST_NOW),
        one("a", "support", TEST_NOW - 1),
        one("c", "parts", TEST_NOW),
        { ...one("d", "support", TEST_NOW), state: "acknowledged" },
        { ...one("e", "support", TEST_NOW), state: "withdrawn", endedAt: TEST_NOW },
      ]);
      await store.escalations.save(OTHER_PORTAL, [one("z", "support", TEST_NOW)]);
      expect([...(await store.board.untaken(PORTAL))].sort()).toEqual([
        ["parts", 1],
        ["support", 2],
      ]);
      const toTake = async (departments: readonly string[], limit = 10) =>
        (await store.board.toTake(PORTAL, departments, limit)).map(({ caseId }) => caseId);
      expect(await toTake(["support"])).toEqual(["a", "b"]);
      expect(await toTake(["support", "parts"], 2)).toEqual(["a", "b"]);
      expect(await toTake([])).toEqual([]);
    });
  });

  describe("what figures are reckoned from", () => {
    const periods = [
      { fromAt: TEST_NOW - 2 * DAY, untilAt: TEST_NOW - DAY },
      { fromAt: TEST_NOW - DAY, untilAt: TEST_NOW },
    ];
    const kept = (at: number) => clockOf({ state: "met", endedAt: at });
    const broken = (at: number, changes: Partial<Clock> = {}) =>
      clockOf({ state: "breached", breachedAt: at, dueAt: at, ...changes });

    it("are clocks by when they were kept or broken, the beginning of a period with it", async () => {
      const { tickets, figureCounts } = await openStore();
      const clocks = [
        kept(TEST_NOW - DAY),
        kept(TEST_NOW - 1),
        kept(TEST_NOW),
        broken(TEST_NOW - DAY - 1, { endedAt: TEST_NOW - 1 }),
        broken(TEST_NOW - HOUR),
        clockOf({ state: "cancelled", endedAt: TEST_NOW - HOUR }),
        clockOf(),
      ];
      await tickets.save(
        PORTAL,
        clocks.map((clock, index) => ticketOf(String(index), [clock])),
      );
      await tickets.save(OTHER_PORTAL, [ticketOf("1", [kept(TEST_NOW - 1)])]);
      expect(await figureCounts.clocks(PORTAL, "first_response", periods)).toEqual([
        { kept: 0, all: 1 },
        { kept: 2, all: 3 },
      ]);
      expect(await figureCounts.clocks(PORTAL, "resolution", periods)).toEqual([
        { kept: 0, all: 0 },
        { kept: 0, all: 0 },
      ]);
    });

    it("are the first takings of cases, the middle one of them", async () => {
      const { escalations, figureCounts } = await openStore();
      const takenAfter = (caseId: string, openedAt: number, minutes: readonly number[]) =>
        escalationCase({
          caseId,
          ticketId: caseId,
          openedAt,
          steps: [
            { act: "opened", by: null, at: openedAt, reason: null },
            ...minutes.map((one) => ({
              act: "acknowledged" as const,
              by: "Lin",
              at: openedAt + one * MINUTE,
              reason: null,
            })),
          ],
        });
      await escalations.save(PORTAL, [
        takenAfter("a", TEST_NOW - HOUR, [5, 50]),
        takenAfter("b", TEST_NOW - HOUR, [7]),
        takenAfter("c", TEST_NOW - HOUR, [30]),
        takenAfter("d", TEST_NOW - HOUR, []),
        takenAfter("e", TEST_NOW - 3 * DAY, [1]),
      ]);
      expect(await figureCounts.acknowledgements(PORTAL, periods)).toEqual([
        { medianMs: null, count: 0 },
        { medianMs: 7 * MINUTE, count: 3 },
      ]);
    });

    it("are visits by their latest day, and whether they were made by then in the zone", async () => {
      const { visits, visitOutcomes, figureCounts } = await openStore();
      const visit = (
        visitId: string,
        latestDate: string,
        state: "done" | "planned" | "skipped",
      ) => ({
        ...plannedVisit({ visitId, latestDate }),
        state,
      });
      const outcome = (visitId: string, attempt: number, at: string) => ({
        visitId,
        attempt,
        customer: null,
        ownerId: null,
        at: Date.parse(at),
        told: null,
      });
      await visits.save(PORTAL, [
        visit("in-time", "2026-03-10", "done"),
        visit("late", "2026-03-10", "done"),
        visit("second-try-late", "2026-03-10", "done"),
        visit("planned", "2026-03-11", "planned"),
        visit("skipped", "2026-03-11", "skipped"),
        { ...visit("cancelled", "2026-03-11", "planned"), state: "cancelled" },
        visit("next-period", "2026-03-12", "planned"),
      ]);
      await visitOutcomes.save(PORTAL, [
        // 23:30 of the day in Berlin is still that day, and half an hour later is not.
        outcome("in-time", 1, "2026-03-10T22:30:00Z"),
        outcome("late", 1, "2026-03-10T23:00:00Z"),
        outcome("second-try-late", 1, "2026-03-09T08:00:00Z"),
        outcome("second-try-late", 2, "2026-03-12T08:00:00Z"),
      ]);
      const days = [
        { fromDate: "2026-03-01", untilDate: "2026-03-10" },
        { fromDate: "2026-03-10", untilDate: "2026-03-12" },
      ];
      expect(await figureCounts.visits(PORTAL, days, "Europe/Berlin")).toEqual([
        { kept: 0, all: 0 },
        { kept: 1, all: 5 },
      ]);
      expect(await figureCounts.visits(OTHER_PORTAL, days, "Europe/Berlin")).toEqual([
        { kept: 0, all: 0 },
        { kept: 0, all: 0 },
      ]);
    });
  });
}
