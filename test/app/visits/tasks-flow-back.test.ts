import { beforeEach, describe, expect, it } from "vitest";
import { createLunarCalendar } from "../../../src/adapters/holidays/lunar-calendar.ts";
import { sendVisitTasks } from "../../../src/app/outbox/send-visit-tasks.ts";
import { planVisits } from "../../../src/app/visits/plan-visits.ts";
import { syncVisits } from "../../../src/app/visits/sync-visits.ts";
import type { LedgerEvent } from "../../../src/ports/event-ledger.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const VISIT_ID = "after_ticket:7";
const ANSWERED_BY_31 = { hubspot_owner_id: "31", first_agent_reply_date: String(START) };
const TASK_ID = "task-1";
const MOVED_AT = Date.parse("2026-06-16T14:00:00+02:00");

describe("the task of a visit", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    app.crm.putCustomer(PORTAL_ID, {
      kind: "company",
      id: "c1",
      properties: { name: "Nordwind", total_revenue: "250000" },
    });
    await app.connect();
    await app.newTicket({ companyId: "c1", properties: ANSWERED_BY_31 });
    await setStage("4");
    await sendVisitTasks(app);
  });

  const setStage = (stageId: string) => {
    app.time.now += MINUTE;
    const change = setTo("hs_pipeline_stage", stageId);
    return app.tell(eventOf({ occurredAt: app.time.now, change }));
  };
  const tellOfTask = (changes: Partial<LedgerEvent> = {}) => {
    app.time.now += MINUTE;
    const change = setTo("hs_timestamp", "1");
    const told = { object: "task", objectId: TASK_ID, occurredAt: app.time.now, change };
    return app.tell(eventOf({ ...told, sourceId: "userId:1", ...changes }));
  };
  const visit = async (visitId = VISIT_ID) => {
    const found = await app.store.visits.find(PORTAL_ID, visitId);
    if (found === null) throw new Error(`there is no visit ${visitId}`);
    return found;
  };
  const task = () => app.crm.taskOf(PORTAL_ID, TASK_ID);
  const update = async () => {
    await app.store.outbox.request(
      PORTAL_ID,
      [{ kind: "visit_task", subjectId: VISIT_ID }],
      app.time.now,
    );
    await sendVisitTasks(app);
  };
  const cadence = async () => {
    const all = await app.store.visits.ofCustomers(PORTAL_ID, [{ kind: "company", id: "c1" }]);
    return all.filter(({ reason, state }) => reason === "cadence" && state === "planned");
  };

  it("moved by a person moves the visit, says by whom, and stays there", async () => {
    app.crm.putTask(PORTAL_ID, { taskId: TASK_ID, dueAt: MOVED_AT });
    await tellOfTask();
    const moved = await visit();
    expect(moved).toMatchObject({ dueDate: "2026-06-16", dueAt: MOVED_AT, isPinned: true });
    expect(moved.shifts).toEqual([
      {
        cause: "by_hand",
        fromDate: "2026-06-12",
        toDate: "2026-06-16",
        at: app.time.now,
        by: { id: "1", name: "Rosa Rep" },
      },
    ]);
    await tellOfTask();
    await syncVisits(app, PORTAL_ID);
    expect((await visit()).shifts).toHaveLength(1);
    await update();
    expect(app.crm.callsOf("writeTasks").flatMap(({ about }) => about)).toEqual([]);
  });

  it("given to somebody else gives the visit to that owner", async () => {
    app.crm.putTask(PORTAL_ID, { taskId: TASK_ID, ownerId: "32" });
    await tellOfTask();
    expect(await visit()).toMatchObject({
      ownerId: "32",
      shifts: [{ cause: "reassigned", fromOwnerId: "31", by: { name: "Rosa Rep" } }],
    });
  });

  it("done by a person ends the visit, asks what came of it, and starts the interval again", async () => {
    app.crm.putTask(PORTAL_ID, { taskId: TASK_ID, isDone: true });
    await tellOfTask();
    expect((await visit()).state).toBe("done");
    const asked = await app.store.visitOutcomes.askedOf(PORTAL_ID, ["31"], 10);
    expect(asked).toMatchObject([{ visitId: VISIT_ID, attempt: 1, told: null }]);
    const company = { kind: "company", id: "c1" } as const;
    const real = await app.store.touches.lastReal(PORTAL_ID, [company]);
    expect([...real.values()]).toEqual([app.time.now]);
    expect(await cadence()).toMatchObject([{ anchorDate: "2026-06-09" }]);
  });

  it("deleted by a person is asked about once and not made again", async () => {
    app.crm.dropTask(PORTAL_ID, TASK_ID);
    await tellOfTask({ change: { kind: "deleted" } });
    await syncVisits(app, PORTAL_ID);
    await tellOfTask({ change: { kind: "deleted" } });
    expect((await visit()).state).toBe("planned");
    expect(await app.store.visitTasks.find(PORTAL_ID, [TASK_ID])).toMatchObject([
      { state: "gone" },
    ]);
    const [asked, ...more] = await app.store.outbox.claim({
      kind: "visit_reminder",
      limit: 10,
      now: app.time.now,
      leaseMs: 1,
    });
    expect(asked).toMatchObject({ subjectId: `deleted ${TASK_ID} ${VISIT_ID}`, revision: 1 });
    expect(more).toEqual([]);
    await update();
    expect(app.crm.tasks).toHaveLength(1);
  });

  it("that comes back out of the bin is open again", async () => {
    const before = task();
    app.crm.dropTask(PORTAL_ID, TASK_ID);
    await tellOfTask({ change: { kind: "deleted" } });
    app.crm.putTask(PORTAL_ID, { taskId: TASK_ID, ...before });
    await tellOfTask({ change: { kind: "restored" } });
    expect(await app.store.visitTasks.find(PORTAL_ID, [TASK_ID])).toMatchObject([
      { state: "open" },
    ]);
  });

  it("of no visit is no concern of ours, and costs no call", async () => {
    await tellOfTask({ objectId: "999" });
    expect(app.crm.callsOf("readTasks")).toEqual([]);
  });

  it("is moved when the visit is, and the echo says nothing", async () => {
    const { taskId: _, ...planned } = await visit();
    await app.store.visits.save(PORTAL_ID, [
      { ...planned, dueAt: MOVED_AT, dueDate: "2026-06-16" },
    ]);
    await update();
    expect(task()?.dueAt).toBe(MOVED_AT);
    await tellOfTask();
    expect(await visit()).toMatchObject({ isPinned: false, shifts: [] });
  });

  it("is not taken for moved by a person when the process died before it noted its own write", async () => {
    const { taskId: _, ...planned } = await visit();
    const first = { ...planned, dueAt: MOVED_AT, dueDate: "2026-06-16" };
    await app.store.visits.save(PORTAL_ID, [first]);
    let saves = 0;
    const save: typeof app.store.visitTasks.save = (portalId, shadows) => {
      saves += 1;
      // Of the intent, then of the end.
      const isEnd = saves === 2;
      return isEnd
        ? Promise.reject(new Error("killed"))
        : app.store.visitTasks.save(portalId, shadows);
    };
    const outbox = { ...app.store.outbox, finish: () => Promise.reject(new Error("killed")) };
    const store = { ...app.store, visitTasks: { ...app.store.visitTasks, save }, outbox };
    const target = { kind: "visit_task" as const, subjectId: VISIT_ID };
    await app.store.outbox.request(PORTAL_ID, [target], app.time.now);
    await expect(sendVisitTasks({ ...app, store })).rejects.toThrow("killed");
    expect(task()?.dueAt).toBe(MOVED_AT);
    // The planner moves it once more before anybody looks.
    await app.store.visits.save(PORTAL_ID, [{ ...first, dueAt: MOVED_AT + 86_400_000 }]);
    await syncVisits(app, PORTAL_ID);
    expect(await visit()).toMatchObject({ isPinned: false, shifts: [] });
    app.time.now += 5 * MINUTE;
    await sendVisitTasks(app);
    expect(task()?.dueAt).toBe(MOVED_AT + 86_400_000);
  });

  it("goes when its visit is taken back, and nobody is asked", async () => {
    await setStage("1");
    await update();
    expect(task()).toBeNull();
    await tellOfTask({ change: { kind: "deleted" } });
    expect(await app.store.visitTasks.find(PORTAL_ID, [TASK_ID])).toMatchObject([
      { state: "closed" },
    ]);
    expect((await app.store.outbox.counts(PORTAL_ID)).dead).toBe(0);
  });

  it("is read again every quarter of an hour, as no event may come", async () => {
    app.crm.putTask(PORTAL_ID, { taskId: TASK_ID, dueAt: MOVED_AT, changedBy: "1" });
    expect(await syncVisits(app, PORTAL_ID)).toBe(1);
    expect((await visit()).shifts).toMatchObject([{ by: { name: "Rosa Rep" } }]);
    expect(await syncVisits(app, PORTAL_ID)).toBe(0);
  });

  it("waits for a CRM that does not answer", async () => {
    app.crm.hooks.before = ({ method }) => {
      if (method === "readTasks")
        throw new PluginError("crm_unavailable", "503", { retryable: true });
    };
    expect(await syncVisits(app, PORTAL_ID)).toBe(0);
    await update();
    app.crm.hooks.before = () => undefined;
    app.time.now += MINUTE;
    expect(await sendVisitTasks(app)).toBe(1);
  });

  describe("when somebody talks with the customer", () => {
    const call = (status: string) =>
      app.crm.putTouch(PORTAL_ID, {
        activityId: "900",
        kind: "call",
        at: app.time.now,
        ownerId: "31",
        outcome: null,
        status,
        direction: "OUTBOUND",
        customers: [{ kind: "company", id: "c1" }],
      });
    const tellOfCall = () => {
      app.time.now += MINUTE;
      return app.tell(eventOf({ object: "call", objectId: "900", occurredAt: app.time.now }));
    };

    it("has the visit by cadence planned anew from that day", async () => {
      await planVisits({ ...app, lunarCalendar: createLunarCalendar() }, `${PORTAL_ID}:night`);
      const [before] = await cadence();
      // After the day of the visit that follows the ticket.
      app.time.now += 6 * 86_400_000;
      call("COMPLETED");
      await tellOfCall();
      const [after, ...more] = await cadence();
      expect(more).toEqual([]);
      expect(after?.anchorDate).toBe("2026-06-15");
      expect(after?.visitId).not.toBe(before?.visitId);
    });

    it("stays as it is when nobody answered", async () => {
      await planVisits({ ...app, lunarCalendar: createLunarCalendar() }, `${PORTAL_ID}:night`);
      const before = await cadence();
      app.time.now += 86_400_000;
      call("NO_ANSWER");
      await tellOfCall();
      expect(await cadence()).toEqual(before);
    });
  });
});
