import { describe, expect, it } from "vitest";
import { createLunarCalendar } from "../../../src/adapters/holidays/lunar-calendar.ts";
import { gradeCustomers } from "../../../src/app/tiering/grade-customers.ts";
import { planVisits } from "../../../src/app/visits/plan-visits.ts";
import type { Portal } from "../../../src/ports/store.ts";
import { at } from "../../support/calendars.ts";
import { contextOf } from "../../support/grading-context.ts";
import { memoryCustomers } from "../../support/memory-customers.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const taipei = (wall: string) => at(wall, "+08:00");
const graded = taipei("2026-02-25 14:00");

/** A portal with these many companies of the highest tier, graded on 25 February. */
async function portalWith(companies: number, mode: Portal["mode"] = "live") {
  const store = memoryCustomers();
  const context = { ...contextOf(mode), closedStages: new Set<string>() };
  const snapshots = Array.from({ length: companies }, (_, index) => ({
    kind: "company" as const,
    id: String(1000 + index),
    properties: { total_revenue: "100000", hubspot_owner_id: "31" },
  }));
  await gradeCustomers(store, context, { snapshots, now: graded });
  store.requested.length = 0;
  const night = (wall: string) =>
    planVisits(
      {
        store,
        contexts: async (portalId) => (portalId === "1001" ? context : null),
        timeSource: { now: () => taipei(wall) },
        logger: createRecordingLogger(),
        lunarCalendar: createLunarCalendar(),
      },
      "1001:night",
    );
  return { store, night };
}

describe("planVisits", () => {
  it("plans the next visit of every customer and writes its day on the customer", async () => {
    const { store, night } = await portalWith(2);
    await night("2026-02-26 02:00");
    expect(
      store.allVisits().map(({ visitId, dueDate, ownerId }) => [visitId, dueDate, ownerId]),
    ).toEqual([
      ["cadence:company:1000:2026-02-25", "2026-03-27", "31"],
      ["cadence:company:1001:2026-02-25", "2026-03-27", "31"],
    ]);
    expect(store.requested).toEqual([
      { kind: "customer_properties", subjectId: "company:1000" },
      { kind: "customer_properties", subjectId: "company:1001" },
    ]);
  });

  it("asks for a task as soon as the visit comes near", async () => {
    const { store, night } = await portalWith(1);
    await night("2026-03-12 02:00");
    expect(store.requested.filter(({ kind }) => kind === "visit_task")).toEqual([]);
    await night("2026-03-13 02:00");
    expect(store.requested.at(-1)).toEqual({
      kind: "visit_task",
      subjectId: "cadence:company:1000:2026-02-25",
    });
  });

  it("changes nothing when it runs again", async () => {
    const { store, night } = await portalWith(3);
    await night("2026-02-26 02:00");
    const writes = store.writes();
    store.requested.length = 0;
    await night("2026-02-26 02:05");
    expect(store.writes()).toBe(writes);
    expect(store.requested).toEqual([]);
  });

  it("leaves a visit that has its task to people", async () => {
    const { store, night } = await portalWith(1);
    await night("2026-03-13 02:00");
    await store.visits.setTask("1001", "cadence:company:1000:2026-02-25", "9001");
    const writes = store.writes();
    store.requested.length = 0;
    await night("2026-04-15 02:00");
    expect(store.writes()).toBe(writes);
    expect(store.requested).toEqual([]);
  });

  it("goes through more customers than fit on one page", async () => {
    const { store, night } = await portalWith(1001);
    await night("2026-02-26 02:00");
    expect(store.allVisits()).toHaveLength(1001);
  });

  it("skips what nobody got in time instead of making tasks for long gone days", async () => {
    const { store, night } = await portalWith(0);
    const visit = plannedVisit({ customer: null, ownerId: null, dueAt: 0 });
    await store.visits.save("1001", [
      { ...visit, dueDate: "2026-01-26" },
      { ...visit, visitId: "after_ticket:502", dueDate: "2026-01-27" },
    ]);
    await night("2026-02-26 02:00");
    expect(store.allVisits().map(({ visitId, state }) => [visitId, state])).toEqual([
      ["after_ticket:501", "skipped"],
      ["after_ticket:502", "planned"],
    ]);
    expect(store.requested).toEqual([{ kind: "visit_task", subjectId: "after_ticket:502" }]);
  });

  it("plans, but asks for nothing in a portal that only observes", async () => {
    const { store, night } = await portalWith(1, "observe");
    await night("2026-03-13 02:00");
    expect(store.allVisits()).toHaveLength(1);
    expect(store.requested).toEqual([]);
  });

  it("does nothing for a portal that is not connected", async () => {
    const { store } = await portalWith(1);
    const writes = store.writes();
    await planVisits(
      {
        store,
        contexts: async () => null,
        timeSource: { now: () => graded },
        logger: createRecordingLogger(),
        lunarCalendar: createLunarCalendar(),
      },
      "1001:night",
    );
    expect(store.writes()).toBe(writes);
  });
});
