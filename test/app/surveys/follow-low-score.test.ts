import { beforeEach, describe, expect, it } from "vitest";
import { createLunarCalendar } from "../../../src/adapters/holidays/lunar-calendar.ts";
import { type ComplaintAct, pressComplaint } from "../../../src/app/complaints/press-complaint.ts";
import { readTicketComplaint } from "../../../src/app/complaints/read-ticket-complaint.ts";
import { lowScoreActs } from "../../../src/app/surveys/follow-low-score.ts";
import { followUpScores } from "../../../src/app/surveys/follow-up-scores.ts";
import { planVisits } from "../../../src/app/visits/plan-visits.ts";
import type { SurveyAnswer } from "../../../src/domain/surveys/survey-answer.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  MINUTE,
  PORTAL_ID,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const company = { kind: "company" as const, id: "77" };
const opening = { actions: { opensFor: { lowScores: true } } };

describe("a low score", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;

  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy: officePolicy(opening) });
    app.crm.putCustomer(PORTAL_ID, {
      ...company,
      properties: { name: "Northfield", hubspot_owner_id: "31" },
    });
    await app.newTicket({ companyId: company.id });
  });

  const answer = async (changes: Partial<SurveyAnswer> = {}) => {
    const told: SurveyAnswer = {
      answerKey: "submission:1",
      kind: "csat",
      score: 1,
      scale: { from: 1, to: 5 },
      at: app.time.now,
      customer: company,
      ticketId: "7",
      comment: "never again",
      source: "submission",
      ...changes,
    };
    await app.store.surveys.save(PORTAL_ID, [told]);
    return followUpScores({ ...app, followUpActs: lowScoreActs(app) }, PORTAL_ID);
  };
  const complaint = async () => (await readTicketComplaint(app, PORTAL_ID, "7"))?.complaint ?? null;
  const actions = () => app.store.actions.open(PORTAL_ID, 9);
  const visits = () => app.store.visits.ofCustomers(PORTAL_ID, [company]);

  it("proposes a complaint, opens an action and plans a call", async () => {
    expect(await answer()).toBe(1);
    expect(await complaint()).toMatchObject({
      state: "proposed",
      proposals: [{ source: "low_score", evidence: ["1/5", "never again"] }],
    });
    expect(await actions()).toMatchObject([
      {
        actionId: "low_score:7",
        action: {
          origin: "low_score",
          title: "Leak",
          ticketId: "7",
          department: "support",
          evidence: ["1/5", "never again"],
          customers: [{ customer: company }],
        },
      },
    ]);
    expect(await visits()).toMatchObject([
      {
        visitId: "low_score:submission:1",
        kind: "follow_up",
        reason: "low_score",
        customer: company,
        ticketId: "7",
        ownerId: "31",
        dueDate: "2026-06-10",
        latestDate: "2026-06-12",
      },
    ]);
  });

  it("does all of it once, also when a crash comes before it was noted", async () => {
    await answer();
    const [low] = await app.store.surveys.of(PORTAL_ID, {
      customers: [company],
      ticketIds: [],
      limit: 1,
    });
    if (low !== undefined) {
      for (const act of lowScoreActs(app)) {
        await act(PORTAL_ID, { ...low, proposesComplaint: true });
      }
    }
    expect(low).toBeDefined();
    expect((await complaint())?.proposals).toHaveLength(1);
    expect(await actions()).toHaveLength(1);
    expect(await visits()).toHaveLength(1);
  });

  it("keeps its call in the plan, and holds it while a complaint is open, for others than who works at it", async () => {
    await answer();
    const plan = () =>
      planVisits({ ...app, lunarCalendar: createLunarCalendar() }, `${PORTAL_ID}:x`);
    const call = async () => (await visits()).find(({ reason }) => reason === "low_score");
    await plan();
    expect(await call()).toMatchObject({ state: "planned", suppressed: null, ownerId: "31" });
    const press = (act: ComplaintAct) => {
      app.time.now += MINUTE;
      const by = { userId: "1", email: "rosa@firm.test" };
      const told = { portalId: PORTAL_ID, ticketId: "7", by, act };
      return pressComplaint(app, { ...told, from: "card", actKey: act.kind });
    };
    await press({ kind: "confirmed", severity: "high", department: null, text: "" });
    await plan();
    expect(await call()).toMatchObject({
      state: "planned",
      suppressed: { by: "complaint", subjectId: "7" },
    });
    await press({ kind: "answered", stage: "final", text: "Replaced", channel: "phone" });
    await press({ kind: "concluded", outcome: "justified", note: "" });
    await press({ kind: "closed" });
    await plan();
    expect(await call()).toMatchObject({ state: "planned", suppressed: null });
  });

  it("of no ticket is worked at on the newest one of the customer, and proposes nothing", async () => {
    await answer({ kind: "nps", score: 3, scale: { from: 0, to: 10 }, ticketId: null });
    expect(await complaint()).toBeNull();
    expect(await actions()).toMatchObject([
      { actionId: "low_score:submission:1", action: { ticketId: "7", title: "Leak" } },
    ]);
    expect(await visits()).toMatchObject([{ ticketId: null }]);
  });

  it("plans no second call while one is planned, and another one after it was made", async () => {
    await answer();
    await answer({ answerKey: "submission:2", at: app.time.now + 1, comment: "" });
    const [first] = await visits();
    expect(await visits()).toHaveLength(1);
    if (first !== undefined) await app.store.visits.save(PORTAL_ID, [{ ...first, state: "done" }]);
    await answer({ answerKey: "submission:3", at: app.time.now + 2 * DAY });
    expect((await visits()).filter(({ state }) => state === "planned")).toMatchObject([
      { visitId: "low_score:submission:3" },
    ]);
  });

  it("does only what the policy asks for", async () => {
    const surveys = { proposesComplaint: false, plansFollowUp: false };
    await app.connect({ policy: officePolicy({ surveys }) });
    expect(await answer()).toBe(1);
    expect(await complaint()).toBeNull();
    expect(await actions()).toEqual([]);
    expect(await visits()).toEqual([]);
  });

  it("of a customer and a ticket that nobody knows does nothing", async () => {
    const stranger = { kind: "contact" as const, id: "99" };
    await answer({ customer: stranger, ticketId: null });
    await answer({ answerKey: "submission:2", customer: null, ticketId: "404" });
    expect(await app.store.visits.ofCustomers(PORTAL_ID, [stranger])).toEqual([]);
    // Whoever answered is known by the answer: somebody has to look for the cause all the same.
    expect(await actions()).toMatchObject([{ action: { customers: [{ customer: stranger }] } }]);
  });

  it("good ones do nothing", async () => {
    expect(await answer({ score: 3 })).toBe(0);
    expect(await actions()).toEqual([]);
  });
});
