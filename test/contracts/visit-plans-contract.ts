import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { Shortage } from "../../src/domain/visits/shortage.ts";
import { closed, concluded, confirmed, finalAnswer, proposed } from "../support/complaint-marks.ts";
import { foldOf } from "../support/complaint-told.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { escalationCase } from "../support/escalation-cases.ts";
import { gradeOf } from "../support/grades.ts";
import { plannedVisit } from "../support/planned-visit.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";
import { ticketRowOf } from "./ticket-samples.ts";

const company = (id: string) => ({ kind: "company", id }) as const;

/** What planning a whole portal asks of the store. */
export function visitPlansContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());
  const visit = plannedVisit({ reason: "cadence", customer: company("1") });

  describe("loads", () => {
    it("count the planned visits of each owner", async () => {
      const { visits, visitPlans } = await openStore();
      await visits.save(PORTAL, [
        visit,
        { ...visit, visitId: "v2" },
        { ...visit, visitId: "v3", ownerId: "32" },
        { ...visit, visitId: "v4", ownerId: null },
        { ...visit, visitId: "v5", state: "done" },
      ]);
      expect(await visitPlans.loads(PORTAL)).toEqual(
        new Map([
          ["31", 2],
          ["32", 1],
        ]),
      );
      expect((await visitPlans.loads(OTHER_PORTAL)).size).toBe(0);
    });
  });

  describe("what a team shares out", () => {
    it("are visits to customers whom nobody looks after, the farthest first", async () => {
      const { customers, visits, visitPlans } = await openStore();
      const row = (id: string, properties: Record<string, string>) => ({
        ...company(id),
        properties,
        grade: gradeOf("key", 80),
        gradedAt: TEST_NOW,
        evaluatedAt: TEST_NOW,
        policyVersion: 1,
        dataAt: TEST_NOW,
      });
      await customers.save(PORTAL, [
        row("1", {}),
        row("2", { owner: "31" }),
        row("3", { owner: "99" }),
        row("4", { owner: "" }),
      ]);
      await visits.save(PORTAL, [
        { ...visit, visitId: "near" },
        { ...visit, visitId: "owned", customer: company("2") },
        { ...visit, visitId: "left", customer: company("3"), dueDate: "2026-05-01" },
        { ...visit, visitId: "empty", customer: company("4"), dueDate: "2026-04-01" },
        { ...visit, visitId: "promised", reason: "promise" },
        { ...visit, visitId: "other", ownerId: "40" },
      ]);
      const wish = { ownerIds: ["31"], ownerProperty: "owner", knownOwners: ["31"], limit: 10 };
      const idsOf = async (portalId: string, limit: number) =>
        (await visitPlans.sharedOf(portalId, { ...wish, limit })).map(({ visitId }) => visitId);
      expect(await idsOf(PORTAL, 10)).toEqual(["left", "empty", "near"]);
      expect(await idsOf(PORTAL, 1)).toEqual(["left"]);
      expect(await idsOf(OTHER_PORTAL, 10)).toEqual([]);
    });
  });

  describe("a plan", () => {
    it("is saved where nobody changed the visit meanwhile", async () => {
      const { visits, visitPlans } = await openStore();
      const before = { ...visit, visitId: "kept" };
      const done = { ...visit, visitId: "done meanwhile" };
      await visits.save(PORTAL, [before, { ...done, state: "done" }]);
      await visits.setTask(PORTAL, "kept", "task-1");
      const fresh = { ...visit, visitId: "fresh" };
      const saved = await visitPlans.saveUnlessChanged(PORTAL, [
        { visit: { ...before, dueDate: "2026-04-01" }, before },
        { visit: { ...done, dueDate: "2026-04-01" }, before: done },
        { visit: fresh, before: null },
        { visit: { ...visit, visitId: "gone" }, before: visit },
      ]);
      expect(saved).toEqual(new Set(["kept", "fresh"]));
      expect(await visits.find(PORTAL, "kept")).toMatchObject({
        dueDate: "2026-04-01",
        taskId: "task-1",
      });
      expect(await visits.find(PORTAL, "done meanwhile")).toMatchObject({ state: "done" });
      expect(await visits.find(PORTAL, "fresh")).toEqual({ ...fresh, taskId: null });
      expect(await visitPlans.saveUnlessChanged(PORTAL, [])).toEqual(new Set());
      const again = [{ visit: fresh, before: null }];
      expect(await visitPlans.saveUnlessChanged(PORTAL, again)).toEqual(new Set());
    });

    it.each<{ name: string; changes: object }>([
      { name: "the day", changes: { dueDate: "2026-03-28" } },
      { name: "the owner", changes: { ownerId: null } },
      { name: "the attempt", changes: { attempt: 2 } },
      { name: "that it is pinned", changes: { isPinned: true } },
    ])("leaves alone where somebody changed $name", async ({ changes }) => {
      const { visits, visitPlans } = await openStore();
      await visits.save(PORTAL, [{ ...visit, ...changes }]);
      const plan = [{ visit: { ...visit, tier: "standard" }, before: visit }];
      expect(await visitPlans.saveUnlessChanged(PORTAL, plan)).toEqual(new Set());
    });
  });

  describe("shortages", () => {
    it("are those of the last turn, the worst first", async () => {
      const { visitPlans } = await openStore();
      const shortage = (visitsShort: number): Shortage => ({
        ownerId: "31",
        cause: "capacity",
        weekDate: "2026-03-23",
        visits: visitsShort,
        visitIds: ["v1"],
      });
      await visitPlans.saveShortages(PORTAL, [shortage(9)], TEST_NOW);
      await visitPlans.saveShortages(PORTAL, [shortage(1), shortage(3)], TEST_NOW);
      expect(await visitPlans.shortages(PORTAL, 10)).toEqual([shortage(3), shortage(1)]);
      expect(await visitPlans.shortages(PORTAL, 1)).toHaveLength(1);
      expect(await visitPlans.shortages(OTHER_PORTAL, 10)).toEqual([]);
      await visitPlans.saveShortages(PORTAL, [], TEST_NOW);
      expect(await visitPlans.shortages(PORTAL, 10)).toEqual([]);
    });
  });

  describe("disputes", () => {
    const rules = {
      categoryProperty: "hs_ticket_category",
      complaintCategories: ["complaint"],
      closedStages: ["4"],
    };
    const complaint = (ticketId: string, changes: object = {}) => {
      const row = ticketRowOf(ticketId);
      return {
        ...row,
        ticket: {
          ...row.ticket,
          ownerId: "31",
          createdAt: TEST_NOW,
          stages: [{ at: TEST_NOW, stageId: "1" }],
          fields: [{ at: TEST_NOW, property: "hs_ticket_category", value: "complaint" }],
          customers: [{ kind: "company" as const, id: "7", isPrimary: true }],
          ...changes,
        },
      };
    };
    const openOf = async (rows: readonly ReturnType<typeof complaint>[]) => {
      const store = await openStore();
      await store.tickets.lock(
        PORTAL,
        rows.map(({ ticket }) => ticket.ticketId),
      );
      await store.tickets.save(PORTAL, rows);
      return store;
    };

    it("are the open complaints of a customer and its live cases, with who works at them", async () => {
      const store = await openOf([
        complaint("1001"),
        complaint("1002", { fields: [] }),
        complaint("1003", { stages: [{ at: TEST_NOW, stageId: "4" }] }),
      ]);
      await store.escalations.save(PORTAL, [
        escalationCase({ caseId: "c1", ticketId: "1002", openedAt: TEST_NOW }),
        escalationCase({ caseId: "c2", ticketId: "1001", state: "resolved", endedAt: TEST_NOW }),
      ]);
      const found = await store.disputes.openOf(PORTAL, [company("7"), company("8")], rules);
      expect(found).toEqual([
        {
          customer: company("7"),
          by: "complaint",
          subjectId: "1001",
          ownerIds: ["31"],
          sinceAt: TEST_NOW,
        },
        {
          customer: company("7"),
          by: "escalation",
          subjectId: "c1",
          ownerIds: ["31"],
          sinceAt: TEST_NOW,
        },
      ]);
      expect(await store.disputes.openOf(OTHER_PORTAL, [company("7")], rules)).toEqual([]);
      expect(await store.disputes.openOf(PORTAL, [], rules)).toEqual([]);
    });

    it("go by what was said and done about a complaint, before its category", async () => {
      const at = TEST_NOW + 5;
      const ended = [confirmed, finalAnswer, concluded, closed].map(
        (fact, index) => [at + index, fact] as const,
      );
      const store = await openOf([
        {
          ...complaint("1001", { fields: [], ownerId: "32" }),
          complaint: foldOf([[at, confirmed]]),
        },
        { ...complaint("1002"), complaint: foldOf(ended) },
        { ...complaint("1003", { fields: [] }), complaint: foldOf([[at, proposed]]) },
      ]);
      expect(await store.disputes.openOf(PORTAL, [company("7")], rules)).toEqual([
        {
          customer: company("7"),
          by: "complaint",
          subjectId: "1001",
          ownerIds: ["32"],
          sinceAt: TEST_NOW + 5,
        },
      ]);
    });

    it("go by the category that a ticket has now", async () => {
      const field = { at: TEST_NOW, property: "hs_ticket_category" };
      const fields = [
        { ...field, value: "complaint" },
        { ...field, at: TEST_NOW + 1, value: "question" },
      ];
      const store = await openOf([complaint("1001", { fields })]);
      expect(await store.disputes.openOf(PORTAL, [company("7")], rules)).toEqual([]);
    });
  });
}
