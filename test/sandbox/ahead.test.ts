import { describe, expect, it } from "vitest";
import { type AheadStore, readAhead } from "../../sandbox/ahead.ts";
import type { TicketRow } from "../../src/ports/store.ts";
import type { VisitRow } from "../../src/ports/visit-store.ts";
import { clockOf, ticketRowOf } from "../contracts/ticket-samples.ts";

const NOW = Date.UTC(2026, 2, 27, 9, 0);
const MINUTE = 60_000;

function storeOf(tickets: readonly TicketRow[], visits: readonly VisitRow[] = []): AheadStore {
  return {
    tickets: { page: async () => tickets },
    visits: { plannedOf: async () => visits },
    portals: {
      owners: async () => [{ ownerId: "31", userId: null, email: null, name: "Rosa Rep" }],
    },
  };
}

const running = clockOf({
  kind: "first_response",
  state: "running",
  warnings: [{ at: NOW + 10 * MINUTE, warning: { percent: 75 } }],
  dueAt: NOW + 30 * MINUTE,
  breachedAt: null,
  endedAt: null,
});

describe("what lies ahead in the sandbox", () => {
  it("is told soonest first, with what has happened left out", async () => {
    const passed = { ...running, warnings: [{ at: NOW - MINUTE, warning: { percent: 50 } }] };
    const events = await readAhead(
      storeOf([
        ticketRowOf("1", { clocks: [running], nextDueAt: NOW + 10 * MINUTE }),
        ticketRowOf("2", { clocks: [{ ...passed, dueAt: NOW + MINUTE }], nextDueAt: null }),
      ]),
      "1001",
      NOW,
    );
    expect(events.map(({ at, kind, record }) => [(at - NOW) / MINUTE, kind, record?.id])).toEqual([
      [1, "breach", "2"],
      [10, "warning", "1"],
      [30, "breach", "1"],
    ]);
    expect(events[0]?.what).toBe("Due: First response");
  });

  it("has nothing of clocks that stand still, are done or were missed", async () => {
    const clocks = [
      { ...running, state: "paused" as const },
      { ...running, state: "met" as const, endedAt: NOW - MINUTE },
      { ...running, state: "breached" as const, breachedAt: NOW - MINUTE },
    ];
    const rows = [ticketRowOf("1", { clocks, nextDueAt: null })];
    expect(await readAhead(storeOf(rows), "1001", NOW)).toEqual([]);
  });

  it("tells the next step of a case, which is no clock's", async () => {
    const rows = [ticketRowOf("1", { clocks: [running], nextDueAt: NOW + 5 * MINUTE })];
    const [first] = await readAhead(storeOf(rows), "1001", NOW);
    expect(first).toMatchObject({ at: NOW + 5 * MINUTE, kind: "step" });
  });
});
