import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import type { CaseAct } from "../../src/domain/escalation/case-act.ts";
import type { Visit } from "../../src/domain/visits/visit.ts";
import type { CustomerRow } from "../../src/ports/store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { caseRow, escalationCase } from "../support/escalation-cases.ts";
import { gradeOf, reasonOf } from "../support/grades.ts";
import { plannedVisit } from "../support/planned-visit.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

/** Customers, cases, visits and the audit log. */
export function recordsContract(open: OpenTestDatabase): void {
  const openStore = async () => createStore(await open());

  describe("customers", () => {
    const customer = (kind: "contact" | "company", id: string): CustomerRow => ({
      kind,
      id,
      properties: { total_revenue: "100000", name: "Müller 😀" },
      grade: gradeOf("key", 81.5, {
        reasons: [reasonOf("revenue", "total_revenue", { value: 100_000, points: 80 })],
        missing: ["num_associated_deals"],
      }),
      gradedAt: TEST_NOW,
      evaluatedAt: TEST_NOW,
      policyVersion: 3,
      dataAt: TEST_NOW - 1,
    });

    it("are given back as they were saved last", async () => {
      const { customers } = await openStore();
      await customers.save(PORTAL, [customer("company", "2"), customer("company", "1")]);
      const changed = { ...customer("company", "1"), properties: {} };
      await customers.save(PORTAL, [changed]);
      await customers.save(PORTAL, []);
      const ref = { kind: "company", id: "1" } as const;
      expect(await customers.find(PORTAL, [ref, { kind: "contact", id: "1" }])).toEqual([changed]);
      expect(await customers.find(OTHER_PORTAL, [ref])).toEqual([]);
    });

    it("are paged through once each, in order of kind and id", async () => {
      const { customers } = await openStore();
      const all = [
        customer("company", "1"),
        customer("company", "10"),
        customer("company", "2"),
        customer("contact", "1"),
      ];
      await customers.save(PORTAL, all.toReversed());
      const first = await customers.page(PORTAL, null, 3);
      const second = await customers.page(PORTAL, first.at(-1) ?? null, 3);
      expect([...first, ...second]).toEqual(all);
      expect(await customers.page(PORTAL, second.at(-1) ?? null, 3)).toEqual([]);
    });
  });

  describe("cases", () => {
    const one = escalationCase({
      caseId: "case-1",
      ticketId: "1001",
      openedAt: TEST_NOW,
      triggers: [{ clock: "first_response", cycle: 1, kind: "warning", at: TEST_NOW }],
      steps: [{ act: "opened", by: null, at: TEST_NOW, reason: "first_response_warning" }],
    });
    const message = { channelId: "C1", messageTs: "1.2" };

    it("get the next revision when they change, and only then", async () => {
      const { escalations } = await openStore();
      const other = { ...one, caseId: "case-2" };
      expect(await escalations.save(PORTAL, [one])).toEqual(new Map([["case-1", 1]]));
      expect(await escalations.save(PORTAL, [one, other])).toEqual(new Map([["case-2", 1]]));
      const resolved = { ...one, state: "resolved", endedAt: TEST_NOW + 1 } as const;
      expect(await escalations.save(PORTAL, [resolved, other])).toEqual(new Map([["case-1", 2]]));
      expect(await escalations.save(PORTAL, [])).toEqual(new Map());
      expect(await escalations.find(PORTAL, "case-1")).toEqual(
        caseRow({ ...resolved, revision: 2 }),
      );
    });

    it("keep their message when they are saved again", async () => {
      const { escalations } = await openStore();
      await escalations.save(PORTAL, [one]);
      await escalations.setMessage(PORTAL, "case-1", message);
      await escalations.save(PORTAL, [{ ...one, state: "acknowledged" }]);
      expect(await escalations.find(PORTAL, "case-1")).toMatchObject({ message, revision: 2 });
    });

    it("forget their message, unless they go by another by now", async () => {
      const { escalations } = await openStore();
      await escalations.save(PORTAL, [one]);
      await escalations.setMessage(PORTAL, "case-1", message);
      await escalations.forgetMessage(PORTAL, "case-1", { ...message, messageTs: "1.1" });
      await escalations.forgetMessage(OTHER_PORTAL, "case-1", message);
      expect(await escalations.find(PORTAL, "case-1")).toMatchObject({ message });
      await escalations.forgetMessage(PORTAL, "case-1", message);
      expect(await escalations.find(PORTAL, "case-1")).toMatchObject({ message: null });
    });

    it("are found by ticket, within their portal", async () => {
      const { escalations } = await openStore();
      await escalations.save(PORTAL, [one, { ...one, caseId: "case-2", ticketId: "1002" }]);
      expect(await escalations.ofTickets(PORTAL, ["1001", "1003"])).toEqual([caseRow(one)]);
      expect(await escalations.ofTickets(OTHER_PORTAL, ["1001"])).toEqual([]);
      const { caseId, ticketId, department, state, openedAt, endedAt, takenBy } = one;
      expect(await escalations.outlines(PORTAL, ["1001", "1003"])).toEqual([
        { caseId, ticketId, department, state, openedAt, endedAt, takenBy },
      ]);
      expect(await escalations.outlines(OTHER_PORTAL, ["1001"])).toEqual([]);
      expect(await escalations.find(OTHER_PORTAL, "case-1")).toBeNull();
    });

    it("take a person's act once", async () => {
      const { escalations } = await openStore();
      const act = {
        caseId: "case-1",
        ticketId: "1001",
        actKey: "press-1",
        act: "acknowledged" as const,
        by: { id: "U1", name: "王小明 😀" },
        at: TEST_NOW,
      } satisfies CaseAct;
      const later: CaseAct = {
        ...act,
        actKey: "press-2",
        act: "handed_over",
        department: "parts",
        text: "需要零件 <b>",
        at: TEST_NOW + 1,
      };
      expect(await escalations.appendAct(PORTAL, later)).toBe(true);
      expect(await escalations.appendAct(PORTAL, act)).toBe(true);
      expect(await escalations.appendAct(PORTAL, act)).toBe(false);
      expect(await escalations.acts(PORTAL, ["1001"])).toEqual([act, later]);
      expect(await escalations.acts(OTHER_PORTAL, ["1001"])).toEqual([]);
    });
  });

  describe("visits", () => {
    const visit = plannedVisit({
      visitId: "after_ticket:1001",
      customer: { kind: "company", id: "1" },
      ticketId: "1001",
      dueDate: "2026-03-29",
      dueAt: TEST_NOW,
      ownerId: "77",
    });
    const without: Visit = {
      ...visit,
      visitId: "v2",
      customer: null,
      ticketId: null,
      ownerId: null,
    };

    it("are given back as they were saved last, with their task", async () => {
      const { visits } = await openStore();
      await visits.save(PORTAL, [visit, without]);
      await visits.setTask(PORTAL, visit.visitId, "task-1");
      const moved = { ...visit, dueDate: "2026-04-01" };
      await visits.save(PORTAL, [moved]);
      await visits.save(PORTAL, []);
      expect(await visits.find(PORTAL, visit.visitId)).toEqual({ ...moved, taskId: "task-1" });
      expect(await visits.findAll(PORTAL, ["v2", "v3"])).toEqual([{ ...without, taskId: null }]);
      expect(await visits.find(OTHER_PORTAL, visit.visitId)).toBeNull();
    });

    it("are found by customer", async () => {
      const { visits } = await openStore();
      const other: Visit = { ...visit, visitId: "v3", customer: { kind: "contact", id: "1" } };
      await visits.save(PORTAL, [visit, without, other]);
      expect(await visits.ofCustomers(PORTAL, [{ kind: "company", id: "1" }])).toEqual([
        { ...visit, taskId: null },
      ]);
      expect(await visits.ofCustomers(OTHER_PORTAL, [{ kind: "company", id: "1" }])).toEqual([]);
    });

    it.each<{ name: string; untilDate: string; changes: Partial<Visit>; count: number }>([
      { name: "want a task on their last day", untilDate: "2026-03-29", changes: {}, count: 1 },
      { name: "want no task before the horizon", untilDate: "2026-03-28", changes: {}, count: 0 },
      {
        name: "want no task once they are cancelled",
        untilDate: "2026-03-29",
        changes: { state: "cancelled" },
        count: 0,
      },
    ])("$name", async ({ untilDate, changes, count }) => {
      const { visits } = await openStore();
      await visits.save(PORTAL, [{ ...visit, ...changes }]);
      expect(await visits.withoutTask(PORTAL, untilDate, 10)).toHaveLength(count);
    });

    it("want a task only until they have one, the earliest first", async () => {
      const { visits } = await openStore();
      const later: Visit = { ...visit, visitId: "v4", dueDate: "2026-03-30" };
      await visits.save(PORTAL, [later, visit, without]);
      await visits.setTask(PORTAL, "v2", "task-2");
      const found = await visits.withoutTask(PORTAL, "2026-12-31", 10);
      expect(found.map((one) => one.visitId)).toEqual([visit.visitId, "v4"]);
      expect(await visits.withoutTask(PORTAL, "2026-12-31", 1)).toHaveLength(1);
    });
  });

  describe("the audit log", () => {
    const entry = (action: string, at = TEST_NOW) => ({
      at,
      actor: "aftercare",
      action,
      subject: "portal",
      detail: { version: 2, wasForced: false, note: null, name: "客訴" },
    });

    it("gives the newest entries of a subject first", async () => {
      const { audit } = await openStore();
      await audit.append(PORTAL, [entry("third", TEST_NOW + 1)]);
      await audit.append(PORTAL, [entry("first"), entry("second")]);
      await audit.append(PORTAL, [{ ...entry("other"), subject: "case-1" }]);
      await audit.append(PORTAL, []);
      const actions = (await audit.of(PORTAL, "portal", 10)).map((one) => one.action);
      expect(actions).toEqual(["third", "second", "first"]);
      expect(await audit.of(PORTAL, "portal", 1)).toEqual([entry("third", TEST_NOW + 1)]);
      expect(await audit.of(OTHER_PORTAL, "portal", 10)).toEqual([]);
    });

    it("keeps two entries that are alike", async () => {
      const { audit } = await openStore();
      await audit.append(PORTAL, [entry("same")]);
      await audit.append(PORTAL, [entry("same")]);
      expect(await audit.of(PORTAL, "portal", 10)).toHaveLength(2);
    });
  });

  it("answers when asked whether the store is there", async () => {
    const store = await openStore();
    await expect(store.ping()).resolves.toBeUndefined();
  });
}
