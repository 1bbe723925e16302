import { beforeEach, describe, expect, it } from "vitest";
import { createLunarCalendar } from "../../../src/adapters/holidays/lunar-calendar.ts";
import { sendVisitTasks } from "../../../src/app/outbox/send-visit-tasks.ts";
import { planVisits } from "../../../src/app/visits/plan-visits.ts";
import { syncVisits } from "../../../src/app/visits/sync-visits.ts";
import { visitUseCases } from "../../../src/app/visits/visit-use-cases.ts";
import { OutcomeForm } from "../../../src/domain/visits/outcome.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  eventOf,
  MINUTE,
  PORTAL_ID,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";

const VISIT_ID = "after_ticket:7";
const company = { kind: "company", id: "c1" } as const;
const by = { userId: "1", email: "rosa@example.com" };
const rosa = { id: "1", name: "Rosa Rep" };
const reached = (told: object = {}) => OutcomeForm.parse({ isReached: true, ...told });
const missed = OutcomeForm.parse({ isReached: false });

describe("on the card, a person", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    app.crm.putCustomer(PORTAL_ID, {
      ...company,
      properties: { name: "Nordwind", total_revenue: "250000", hubspot_owner_id: "31" },
    });
    await app.connect();
    const answered = { first_agent_reply_date: String(app.time.now) };
    await app.newTicket({ companyId: "c1", properties: { hubspot_owner_id: "31", ...answered } });
    app.time.now += MINUTE;
    const change = setTo("hs_pipeline_stage", "4");
    await app.tell(eventOf({ occurredAt: app.time.now, change }));
    await sendVisitTasks(app);
  });

  const press = (changes: object = {}) => ({
    portalId: PORTAL_ID,
    customer: company,
    visitId: VISIT_ID,
    by,
    actKey: "act-00000001",
    ...changes,
  });
  const acts = () => visitUseCases(app);
  const record = (form: OutcomeForm, changes: { attempt?: number; actKey?: string } = {}) =>
    acts().recordOutcome({ ...press(changes), attempt: changes.attempt ?? 1, form });
  const visit = (visitId = VISIT_ID) => app.store.visits.find(PORTAL_ID, visitId);
  const planned = async () => {
    const all = await app.store.visits.ofCustomers(PORTAL_ID, [company]);
    return all.filter(({ state }) => state === "planned");
  };
  const task = (taskId = "task-1") => app.crm.taskOf(PORTAL_ID, taskId);

  it("records an outcome: the task is finished and the next visit is planned from that day", async () => {
    const answer = await record(reached({ mood: "good", suggestion: "A darker blue" }));
    expect(answer).toMatchObject({ outcome: "done", visit: { state: "done" } });
    await sendVisitTasks(app);
    expect(task()?.isDone).toBe(true);
    expect(await planned()).toMatchObject([{ reason: "cadence", anchorDate: "2026-06-09" }]);
    const [kept] = await app.store.visitOutcomes.ofCustomer(PORTAL_ID, company, 10);
    expect(kept?.told).toMatchObject({ form: { suggestion: "A darker blue" }, by: rosa });
    expect(await syncVisits(app, PORTAL_ID)).toBe(0);
  });

  it("records it once, however often the press is told", async () => {
    const form = reached({ promise: { text: "Send the part", byDate: "2026-06-12" } });
    const first = await record(form);
    expect(await record(form)).toMatchObject({ outcome: "done" });
    expect(first).toMatchObject({ outcome: "done" });
    expect((await planned()).filter(({ reason }) => reason === "promise")).toMatchObject([
      { kind: "follow_up", dueDate: "2026-06-12", ownerId: "31" },
    ]);
    expect(await record(form, { actKey: "act-00000002" })).toEqual({
      outcome: "refused",
      reason: "already_told",
    });
  });

  it("tells what came of a visit whose task was done in the CRM", async () => {
    app.crm.putTask(PORTAL_ID, { taskId: "task-1", isDone: true });
    await syncVisits(app, PORTAL_ID);
    const endedAt = app.time.now;
    app.time.now += DAY;
    expect(await record(reached())).toMatchObject({ outcome: "done", visit: { state: "done" } });
    const [kept] = await app.store.visitOutcomes.ofCustomer(PORTAL_ID, company, 10);
    expect(kept).toMatchObject({ at: endedAt, told: { at: app.time.now } });
  });

  it("says that nobody was reached after all: the interval did not start again", async () => {
    app.crm.putTask(PORTAL_ID, { taskId: "task-1", isDone: true });
    await syncVisits(app, PORTAL_ID);
    expect(await planned()).toMatchObject([{ reason: "cadence" }]);
    await record(missed);
    expect(await planned()).toMatchObject([{ visitId: VISIT_ID, attempt: 2 }]);
    expect((await app.store.touches.lastReal(PORTAL_ID, [company])).size).toBe(0);
  });

  it("gets a task for each try, and after the last one the service manager is told", async () => {
    for (const attempt of [1, 2, 3]) {
      await record(missed, { attempt, actKey: `act-0000000${attempt}` });
      const dueAt = (await visit())?.dueAt ?? 0;
      app.time.now = Math.max(app.time.now, dueAt);
      await planVisits({ ...app, lunarCalendar: createLunarCalendar() }, `${PORTAL_ID}:night`);
      await sendVisitTasks(app);
    }
    const ofVisit = app.crm.tasks.filter(({ marker }) => marker.startsWith(VISIT_ID));
    expect(ofVisit.map(({ marker }) => marker)).toEqual([
      VISIT_ID,
      `${VISIT_ID}#2`,
      `${VISIT_ID}#3`,
    ]);
    expect(ofVisit.slice(0, 2).map(({ taskId }) => task(taskId)?.isDone)).toEqual([true, true]);
    expect(await visit()).toMatchObject({ state: "skipped", attempt: 3 });
    const rows = await app.store.outbox.claim({
      kind: "visit_reminder",
      limit: 10,
      now: app.time.now,
      leaseMs: 1,
    });
    expect(rows.map(({ subjectId }) => subjectId)).toEqual([`unreachable 3 ${VISIT_ID}`]);
  });

  it.each([
    { name: "a visit of somebody else", changes: { customer: { kind: "contact", id: "c1" } } },
    { name: "a visit that is not there", changes: { visitId: "after_ticket:8" } },
  ] as const)("cannot touch $name", async ({ changes }) => {
    const answer = await acts().recordOutcome({ ...press(), ...changes, attempt: 1, form: missed });
    expect(answer).toEqual({ outcome: "refused", reason: "not_found" });
  });

  it("cannot tell of an attempt that is not the present one", async () => {
    expect(await record(missed, { attempt: 2 })).toEqual({
      outcome: "refused",
      reason: "not_open",
    });
  });

  it("moves a visit, and its task with it, at the same time of the day", async () => {
    const answer = await acts().moveVisit({ ...press(), date: "2026-06-16" });
    expect(answer).toMatchObject({ visit: { dueDate: "2026-06-16", isPinned: true } });
    await acts().moveVisit({ ...press(), date: "2026-06-16" });
    expect((await visit())?.shifts).toMatchObject([{ cause: "by_hand", by: rosa }]);
    await sendVisitTasks(app);
    expect(task()?.dueAt).toBe(Date.parse("2026-06-16T09:00:00+02:00"));
    expect(await syncVisits(app, PORTAL_ID)).toBe(0);
  });

  it.each([
    { date: "2026-06-14", reason: "not_a_working_day" },
    { date: "2026-06-08", reason: "in_the_past" },
  ])("cannot move one to $date: $reason", async ({ date, reason }) => {
    expect(await acts().moveVisit({ ...press(), date })).toEqual({ outcome: "refused", reason });
    const plan = { portalId: PORTAL_ID, customer: company, by, actKey: "act-00000009" };
    expect(await acts().planByHand({ ...plan, date, channel: "phone" })).toEqual({
      outcome: "refused",
      reason,
    });
  });

  it("skips a visit with a reason, and its task goes", async () => {
    await acts().skipVisit({ ...press(), reason: "Factory is closed" });
    await acts().skipVisit({ ...press(), reason: "Factory is closed" });
    expect(await visit()).toMatchObject({
      state: "skipped",
      shifts: [{ note: "Factory is closed", by: rosa }],
    });
    await sendVisitTasks(app);
    expect(task()).toBeNull();
    expect(await syncVisits(app, PORTAL_ID)).toBe(0);
    expect(await acts().moveVisit({ ...press(), date: "2026-06-16" })).toMatchObject({
      reason: "not_open",
    });
  });

  it("has a deleted task made again, once", async () => {
    app.crm.dropTask(PORTAL_ID, "task-1");
    await syncVisits(app, PORTAL_ID);
    await acts().planAgain(press());
    await acts().planAgain(press());
    await sendVisitTasks(app);
    await acts().planAgain(press());
    await sendVisitTasks(app);
    expect(app.crm.tasks.map(({ marker }) => marker)).toEqual([VISIT_ID, VISIT_ID]);
    expect((await visit())?.taskId).toBe("task-2");
  });

  it("plans a visit by hand, once for each press", async () => {
    const plan = { portalId: PORTAL_ID, customer: company, by, actKey: "act-00000009" };
    const asked = { ...plan, date: "2026-06-15", channel: "onsite" } as const;
    await acts().planByHand(asked);
    await acts().planByHand(asked);
    expect((await planned()).filter(({ reason }) => reason === "by_hand")).toMatchObject([
      { dueDate: "2026-06-15", channel: "onsite", ownerId: "31", isPinned: true },
    ]);
    await sendVisitTasks(app);
    expect(app.crm.tasks).toHaveLength(2);
  });

  it("is told so where the portal is not connected", async () => {
    await app.connect({ state: "disconnected" });
    expect(await record(missed)).toEqual({ outcome: "refused", reason: "not_connected" });
    const plan = { portalId: PORTAL_ID, customer: company, by, actKey: "act-00000009" };
    expect(
      await acts().planByHand({ ...plan, date: "2026-06-15", channel: "phone" }),
    ).toMatchObject({ reason: "not_connected" });
  });
});
