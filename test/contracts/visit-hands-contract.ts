import { describe, expect, it } from "vitest";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { forgetOldCalls } from "../../src/adapters/postgres/visit-calls.ts";
import type { VisitOutcome } from "../../src/domain/visits/outcome.ts";
import type { TaskShadow } from "../../src/domain/visits/task-change.ts";
import type { VisitCall } from "../../src/ports/visit-call-store.ts";
import { type OpenTestDatabase, TEST_NOW } from "../support/databases.ts";
import { plannedVisit } from "../support/planned-visit.ts";
import { OTHER_PORTAL, PORTAL } from "./event-samples.ts";

const customer = { kind: "company", id: "7" } as const;

function outcome(changes: Partial<VisitOutcome> = {}): VisitOutcome {
  return {
    visitId: "cadence:1",
    attempt: 1,
    customer,
    ownerId: "31",
    at: TEST_NOW,
    told: null,
    ...changes,
  };
}

function told(suggestion: string, actKey = "press-1", at = TEST_NOW): VisitOutcome["told"] {
  const words = { mood: "good", opinion: "", suggestion, nextStep: "", reply: null } as const;
  const form = { isReached: true, ...words, promise: { text: "Call", byDate: "2026-04-01" } };
  return { form, by: { id: "1", name: "Rosa" }, at, actKey };
}

function shadow(changes: Partial<TaskShadow> = {}): TaskShadow {
  const seen = { dueAt: TEST_NOW, ownerId: "31", isDone: false };
  return {
    taskId: "t1",
    visitId: "v1",
    attempt: 1,
    seen,
    writing: null,
    state: "open",
    ...changes,
  };
}

/** What people did with visits: outcomes, tasks, and the lists that are made of them. */
export function visitHandsContract(open: OpenTestDatabase): void {
  const store = async () => createStore(await open());

  it("an outcome is asked for, then told once and kept as it was told first", async () => {
    const { visitOutcomes } = await store();
    await visitOutcomes.save(PORTAL, [outcome()]);
    expect(await visitOutcomes.askedOf(PORTAL, ["31"], 10)).toEqual([outcome()]);
    const first = outcome({ told: told("More colours") });
    await visitOutcomes.save(PORTAL, [first]);
    await visitOutcomes.save(PORTAL, [outcome({ told: told("Less", "press-2") })]);
    await visitOutcomes.save(PORTAL, [outcome()]);
    expect(await visitOutcomes.find(PORTAL, "cadence:1", 1)).toEqual(first);
    expect(await visitOutcomes.find(PORTAL, "cadence:1", 2)).toBeNull();
    expect(await visitOutcomes.askedOf(PORTAL, ["31"], 10)).toEqual([]);
    expect(await visitOutcomes.ofCustomer(PORTAL, customer, 10)).toEqual([first]);
    expect(await visitOutcomes.ofCustomer(OTHER_PORTAL, customer, 10)).toEqual([]);
  });

  it("suggestions are those of a span of time, without the empty ones", async () => {
    const { visitOutcomes } = await store();
    const at = (visitId: string, suggestion: string, ms: number) =>
      outcome({ visitId, told: told(suggestion, visitId, TEST_NOW + ms) });
    const [early, late] = [at("a", "One", 0), at("b", "Two", 1_000)];
    await visitOutcomes.save(PORTAL, [late, early, at("c", "", 500), at("d", "Later", 2_000)]);
    const span = { fromAt: TEST_NOW, untilAt: TEST_NOW + 2_000 };
    expect(await visitOutcomes.suggestions(PORTAL, span, 10)).toEqual([early, late]);
    expect(await visitOutcomes.suggestions(PORTAL, span, 1)).toEqual([early]);
    expect(await visitOutcomes.suggestions(OTHER_PORTAL, span, 10)).toEqual([]);
  });

  it("tasks are found by id and by visit, and the open ones page by page", async () => {
    const { visitTasks } = await store();
    const writing = { dueAt: null, ownerId: null, isDone: true };
    const shadows = [
      shadow(),
      shadow({ taskId: "t2", attempt: 2, writing }),
      shadow({ taskId: "t3", visitId: "v2", state: "gone" }),
    ];
    await visitTasks.save(PORTAL, shadows);
    expect(await visitTasks.find(PORTAL, ["t2", "t9"])).toEqual([shadows[1]]);
    expect(await visitTasks.ofVisits(PORTAL, ["v1"])).toEqual(shadows.slice(0, 2));
    expect(await visitTasks.open(PORTAL, null, 1)).toEqual([shadows[0]]);
    expect(await visitTasks.open(PORTAL, "t1", 5)).toEqual([shadows[1]]);
    await visitTasks.save(PORTAL, [shadow({ state: "closed" })]);
    expect(await visitTasks.open(PORTAL, null, 5)).toEqual([shadows[1]]);
    expect(await visitTasks.open(OTHER_PORTAL, null, 5)).toEqual([]);
  });

  it("a visit forgets its task and keeps all else", async () => {
    const { visits, visitTasks } = await store();
    const visit = plannedVisit();
    await visits.save(PORTAL, [visit]);
    await visits.setTask(PORTAL, visit.visitId, "t1");
    await visitTasks.lockVisits(PORTAL, [visit.visitId]);
    await visitTasks.forget(OTHER_PORTAL, visit.visitId);
    expect((await visits.find(PORTAL, visit.visitId))?.taskId).toBe("t1");
    await visitTasks.forget(PORTAL, visit.visitId);
    expect(await visits.find(PORTAL, visit.visitId)).toEqual({ ...visit, taskId: null });
  });

  describe("the lists of planned visits", () => {
    const visitOf = (id: string, dueDate: string, latestDate = dueDate) =>
      plannedVisit({ visitId: id, customer: { kind: "company", id }, dueDate, latestDate });
    const planned = [
      visitOf("a", "2026-03-10"),
      visitOf("b", "2026-03-12", "2026-03-30"),
      visitOf("c", "2026-03-20"),
    ];

    it("have those of some days, those past their limit, and the customers who are next", async () => {
      const { visits, visitLists } = await store();
      await visits.save(PORTAL, [...planned, { ...visitOf("d", "2026-03-11"), state: "done" }]);
      const idsOf = (rows: readonly { readonly visitId: string }[]) =>
        rows.map(({ visitId }) => visitId);
      const span = { fromDate: "2026-03-10", untilDate: "2026-03-12" };
      expect(idsOf(await visitLists.between(PORTAL, span, 10))).toEqual(["a", "b"]);
      expect(idsOf(await visitLists.red(PORTAL, "2026-03-21", 10))).toEqual(["a", "c"]);
      const redOf = async (latestDate: string, visitId: string, limit = 10) =>
        idsOf(
          await visitLists.redPage(PORTAL, {
            after: { latestDate, visitId },
            date: "2026-03-21",
            limit,
          }),
        );
      expect(await redOf("2026-03-01", "", 1)).toEqual(["a"]);
      expect(await redOf("2026-03-10", "a")).toEqual(["c"]);
      expect(await redOf("2026-03-20", "c")).toEqual([]);
      const page = { untilDate: "2026-03-12", after: null, limit: 1 };
      const [first] = await visitLists.customersDue(PORTAL, page);
      expect(first).toEqual({ kind: "company", id: "a" });
      const next = { ...page, after: first ?? null, limit: 5 };
      expect(await visitLists.customersDue(PORTAL, next)).toEqual([{ kind: "company", id: "b" }]);
      expect(await visitLists.between(OTHER_PORTAL, span, 10)).toEqual([]);
    });
  });

  describe("calls of the ladder of red visits", () => {
    const call = (changes: Partial<VisitCall> = {}): VisitCall => ({
      visitId: "v1",
      latestDate: "2026-03-20",
      level: 1,
      target: "owner",
      reader: "owner:31",
      ...changes,
    });

    it("are kept once, for the message of the day on which they were new", async () => {
      const { visitCalls } = createStore(await open());
      const other = call({ visitId: "v2", latestDate: "2026-03-19" });
      expect(await visitCalls.note(PORTAL, "2026-03-23", [])).toEqual([]);
      expect(await visitCalls.note(PORTAL, "2026-03-23", [call(), other, call()])).toHaveLength(2);
      const next = call({ level: 2, target: "lead", reader: "lead:support" });
      const again = [call({ reader: "manager" }), other, next];
      expect(await visitCalls.note(PORTAL, "2026-03-24", again)).toEqual([next]);
      const first = { reader: "owner:31", date: "2026-03-23" };
      expect(await visitCalls.of(PORTAL, first, 10)).toEqual([other, call()]);
      expect(await visitCalls.of(PORTAL, first, 1)).toEqual([other]);
      expect(await visitCalls.of(PORTAL, { ...first, date: "2026-03-24" }, 10)).toEqual([]);
      expect(await visitCalls.of(OTHER_PORTAL, first, 10)).toEqual([]);
    });

    it("are forgotten when they are old", async () => {
      const db = await open();
      await createStore(db).visitCalls.note(PORTAL, "2026-03-23", [call()]);
      const noon = Date.parse("2026-03-23T12:00:00Z");
      expect(await forgetOldCalls(db, { before: noon, limit: 10 })).toBe(0);
      expect(await forgetOldCalls(db, { before: noon + 86_400_000, limit: 10 })).toBe(1);
    });

    it("say who has a message on a day", async () => {
      const { visitCalls } = createStore(await open());
      const calls = ["owner:31", "manager", "owner:31"].map((reader, index) =>
        call({ visitId: `v${index}`, reader }),
      );
      await visitCalls.note(PORTAL, "2026-03-23", calls);
      expect(await visitCalls.readers(PORTAL, "2026-03-23", 10)).toEqual(["manager", "owner:31"]);
      expect(await visitCalls.readers(PORTAL, "2026-03-23", 1)).toEqual(["manager"]);
      expect(await visitCalls.readers(PORTAL, "2026-03-24", 10)).toEqual([]);
      expect(await visitCalls.readers(OTHER_PORTAL, "2026-03-23", 10)).toEqual([]);
    });
  });
}
