import { beforeEach, describe, expect, it } from "vitest";
import { createLunarCalendar } from "../../../src/adapters/holidays/lunar-calendar.ts";
import { sendVisitTasks } from "../../../src/app/outbox/send-visit-tasks.ts";
import { planVisits } from "../../../src/app/visits/plan-visits.ts";
import { visitUseCases } from "../../../src/app/visits/visit-use-cases.ts";
import { OutcomeForm } from "../../../src/domain/visits/outcome.ts";
import { type AppUnderTest, appUnderTest, DAY, PORTAL_ID } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const company = { kind: "company", id: "c1" } as const;
const by = { userId: "1", email: "rosa@example.com" };
const plan = officePolicy().visits;
const absences = [{ fromDate: "2026-06-15", toDate: "2026-06-16" }];
const policy = officePolicy({
  complaintCategories: ["COMPLAINT"],
  visits: {
    ...plan,
    byTier: { ...plan.byTier, key: { afterCloseDays: 3, idealDays: 3, maximumDays: 30 } },
    preferredWindowProperty: "call_me",
    retry: { afterDays: 5, atMost: 2 },
    capacity: { byOwner: [{ ownerId: "31", absences }] },
  },
});

describe("a visit that waits while a complaint is open", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    app.crm.putCustomer(PORTAL_ID, {
      ...company,
      properties: {
        name: "Nordwind",
        total_revenue: "250000",
        hubspot_owner_id: "31",
        call_me: "mon-thu 14:00-17:00",
      },
    });
    await app.connect({ policy });
    const properties = { hubspot_owner_id: "77", hs_ticket_category: "COMPLAINT" };
    await app.newTicket({ companyId: "c1", properties });
    await night();
  });

  const night = () =>
    planVisits({ ...app, lunarCalendar: createLunarCalendar() }, `${PORTAL_ID}:n`);
  const acts = () => visitUseCases(app);
  const press = (visitId: string, changes: object = {}) => ({
    portalId: PORTAL_ID,
    customer: company,
    visitId,
    by,
    actKey: "act-00000001",
    reason: "They asked us to come",
    ...changes,
  });
  const planned = async () => {
    const all = await app.store.visits.ofCustomers(PORTAL_ID, [company]);
    const visit = all.find(({ state }) => state === "planned");
    if (visit === undefined) throw new Error("a visit is planned");
    return visit;
  };

  it("is made all the same when a person says why, and the next night leaves it so", async () => {
    const before = await planned();
    expect(before.suppressed?.by).toBe("complaint");
    const answer = await acts().liftVisit(press(before.visitId));
    expect(answer).toMatchObject({ outcome: "done", visit: { suppressed: null } });
    const lifted = await planned();
    expect(lifted.dueAt).toBe(Date.parse("2026-06-17T14:00:00+02:00"));
    expect(lifted.shifts.at(-1)).toMatchObject({ cause: "override", by: { name: "Rosa Rep" } });
    await sendVisitTasks(app);
    await night();
    expect(await planned()).toEqual({ ...lifted, taskId: "task-1" });
    expect(app.crm.taskOf(PORTAL_ID, "task-1")?.dueAt).toBe(lifted.dueAt);
  });

  it("is lifted once, however often the press is told", async () => {
    const { visitId } = await planned();
    await acts().liftVisit(press(visitId));
    expect(await acts().liftVisit(press(visitId))).toMatchObject({ outcome: "done" });
    expect(await acts().liftVisit(press(visitId, { reason: "Other" }))).toEqual({
      outcome: "refused",
      reason: "not_held",
    });
    expect((await planned()).shifts.filter(({ cause }) => cause === "override")).toHaveLength(1);
    await acts().skipVisit(press(visitId));
    expect(await acts().liftVisit(press(visitId))).toMatchObject({ reason: "not_open" });
  });

  it("waits again after one try, so often and so long as the policy says", async () => {
    const { visitId } = await planned();
    await acts().liftVisit(press(visitId));
    const form = OutcomeForm.parse({ isReached: false });
    await acts().recordOutcome({ ...press(visitId), attempt: 1, form });
    expect(await planned()).toMatchObject({ attempt: 2, dueDate: "2026-06-17" });
    app.time.now += DAY;
    await night();
    expect((await planned()).suppressed?.by).toBe("complaint");
    const last = { ...press(visitId, { actKey: "act-00000002" }), attempt: 2, form };
    expect(await acts().recordOutcome(last)).toMatchObject({ visit: { state: "skipped" } });
  });

  it("and one planned by hand or moved are in the owner's hours and the customer's", async () => {
    const asked = { portalId: PORTAL_ID, customer: company, by, channel: "phone" } as const;
    const byHand = (date: string, actKey = "act-00000003") =>
      acts().planByHand({ ...asked, date, actKey });
    expect(await byHand("2026-06-15")).toEqual({ outcome: "refused", reason: "owner_is_away" });
    expect(await byHand("2026-06-18")).toMatchObject({
      visit: { dueAt: Date.parse("2026-06-18T14:00:00+02:00") },
    });
    const { visitId } = await planned();
    const move = (date: string) => acts().moveVisit({ ...press(visitId), date });
    expect(await move("2026-06-16")).toMatchObject({ reason: "owner_is_away" });
    expect(await move("2026-06-22")).toMatchObject({
      visit: { dueAt: Date.parse("2026-06-22T14:00:00+02:00") },
    });
    expect(await move("2026-06-26")).toMatchObject({
      visit: { dueAt: Date.parse("2026-06-26T09:00:00+02:00") },
    });
  });
});
