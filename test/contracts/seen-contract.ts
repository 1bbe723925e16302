import { expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/database.ts";
import { createObserved } from "../../src/adapters/postgres/observed.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { createTierCounts } from "../../src/adapters/postgres/tier-counts.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { escalationCase } from "../support/escalation-cases.ts";
import { gradeOf } from "../support/grades.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

/** What is counted for people to look at: customers by tier, clocks and cases of late. */
export function seenContract(open: OpenTestDatabase): void {
  it("counts the customers of each tier that the CRM still has", async () => {
    const db = await open();
    const { customers } = createStore(db);
    const row = { properties: {}, gradedAt: TEST_NOW, evaluatedAt: TEST_NOW, dataAt: TEST_NOW };
    const graded = (kind: "contact" | "company", id: string, tier: string) => ({
      ...{ ...row, kind, id, grade: gradeOf(tier, 50), policyVersion: 1 },
    });
    await customers.save(PORTAL, [
      ...[
        graded("company", "1", "key"),
        graded("company", "2", "key"),
        graded("contact", "3", "key"),
      ],
      ...[graded("company", "4", "standard"), graded("company", "5", "standard")],
    ]);
    await customers.setGone(PORTAL, [{ kind: "company", id: "5" }], TEST_NOW);
    const asked = ["4", "5", "6"].map((id) => ({ kind: "company" as const, id }));
    expect(await customers.goneAmong(PORTAL, asked)).toEqual([{ kind: "company", id: "5" }]);
    expect(await customers.goneAmong(OTHER_PORTAL, asked)).toEqual([]);
    const counts = createTierCounts(db);
    expect(await counts.byTier(PORTAL)).toEqual([
      { tier: "key", kind: "company", customers: 2 },
      { tier: "key", kind: "contact", customers: 1 },
      { tier: "standard", kind: "company", customers: 1 },
    ]);
    expect(await counts.byTier(OTHER_PORTAL)).toEqual([]);
  });

  it("counts clocks that began, warned or were breached since", async () => {
    const db = await open();
    await insertClock(db, { ticket: "1", startedAt: TEST_NOW, breachedAt: TEST_NOW });
    await insertClock(db, { ticket: "2", startedAt: TEST_NOW - 9_000, breachedAt: TEST_NOW });
    await insertClock(db, { ticket: "3", startedAt: TEST_NOW - 9_000, breachedAt: null });
    const observed = createObserved(db);
    expect(await observed.clocks(PORTAL, TEST_NOW - 1_000)).toEqual([
      { kind: "resolution", started: 1, warned: 0, breached: 2 },
    ]);
    expect(await observed.clocks(OTHER_PORTAL, 0)).toEqual([]);
  });

  it("counts cases by department and what called for them, and names the newest", async () => {
    const db = await open();
    const { escalations } = createStore(db);
    const caseOf = (caseId: string, openedAt: number) => {
      const trigger = { kind: "breach", clock: "resolution", cycle: 1, at: openedAt } as const;
      return escalationCase({ caseId, openedAt, triggers: [trigger] });
    };
    await escalations.save(PORTAL, [
      ...[caseOf("7-1", TEST_NOW - 9_000), caseOf("7-2", TEST_NOW - 10), caseOf("8-1", TEST_NOW)],
    ]);
    const observed = createObserved(db);
    expect(await observed.cases(PORTAL, TEST_NOW - 1_000)).toEqual([
      { department: "support", trigger: "breach", cases: 2 },
    ]);
    const newest = await observed.newestCases(PORTAL, 0, 2);
    expect(newest.map(({ caseId }) => caseId)).toEqual(["8-1", "7-2"]);
    expect(newest[0]).toMatchObject({ ticketId: "7", department: "support", trigger: "breach" });
    expect(await observed.newestCases(OTHER_PORTAL, 0, 2)).toEqual([]);
  });
}

async function insertClock(
  db: Database,
  clock: { ticket: string; startedAt: number; breachedAt: number | null },
): Promise<void> {
  await db.run(
    `insert into clock (portal_id, ticket_id, kind, cycle, state, target_minutes, used_ms,
      calendar_id, unit, policy_version, started_at, breached_at, over_ms)
    values ($1, $2, 'resolution', 1, 'breached', 60, 0, 'office', 'business', 1, $3, $4, 0)`,
    [
      ...[PORTAL, clock.ticket, new Date(clock.startedAt).toISOString()],
      clock.breachedAt === null ? null : new Date(clock.breachedAt).toISOString(),
    ],
  );
}
