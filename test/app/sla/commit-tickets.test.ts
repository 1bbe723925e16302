import { beforeEach, describe, expect, it } from "vitest";
import { commitTickets } from "../../../src/app/sla/commit-tickets.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import type { TicketEventDetail } from "../../../src/domain/sla/ticket-event.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  eventOf,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { gradeOf } from "../../support/grades.ts";
import { officePolicy } from "../../support/policies.ts";

const HIGH = { hs_ticket_priority: "HIGH" };
/** A ticket that nobody answered was closed by nobody's work, and has no visit. */
const ANSWERED = { first_agent_reply_date: String(START) };
const VISIT_ID = "after_ticket:7";

describe("a commit of tickets", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  const row = async (ticketId = "7") => {
    const found = await app.store.tickets.find(PORTAL_ID, ticketId);
    if (found === null) throw new Error(`ticket ${ticketId} is not known`);
    return found;
  };
  const cases = () => app.store.escalations.ofTickets(PORTAL_ID, ["7"]);
  const tellAt = (occurredAt: number, name: string, value: string) =>
    app.tell(eventOf({ occurredAt, change: setTo(name, value) }));
  const answeredAt = (toldAt: number, at: number) =>
    tellAt(toldAt, "first_agent_reply_date", String(at));
  const waiting = async () => (await app.store.outbox.counts(PORTAL_ID)).waiting;
  const visit = () => app.store.visits.find(PORTAL_ID, VISIT_ID);

  describe("and the policy", () => {
    const slower = officePolicy({
      targets: [
        { clock: "first_response", durationMinutes: 600, calendarId: "office" },
        { clock: "resolution", durationMinutes: 1200, calendarId: "office" },
      ],
    });

    it("keeps the promise under which a ticket was made, and makes new ones under the new", async () => {
      await app.newTicket({ ticketId: "7", properties: HIGH });
      await app.connect({ policy: slower });
      await app.newTicket({ ticketId: "8", properties: HIGH });
      await tellAt(START + 1, "subject", "Another leak");
      expect(await row("7")).toMatchObject({
        policyVersion: 1,
        clocks: [{ targetMs: HOUR }, {}],
      });
      expect(await row("8")).toMatchObject({
        policyVersion: 2,
        clocks: [{ targetMs: 10 * HOUR }, {}],
      });
    });
  });

  it("takes the highest tier of several customers, though its score is the lower one", async () => {
    const company = { kind: "company", id: "77" } as const;
    const contact = { kind: "contact", id: "5" } as const;
    const fact = (detail: TicketEventDetail) => ({ ticketId: "9", occurredAt: START, detail });
    const context = await app.contexts(PORTAL_ID);
    if (context === null) throw new Error("the portal is connected");
    await app.store.transaction(() =>
      commitTickets(app.store, context, {
        ticketIds: ["9"],
        facts: [
          fact({ kind: "created" }),
          fact({ kind: "associated", customer: contact, isPrimary: true }),
          fact({ kind: "associated", customer: company, isPrimary: true }),
        ],
        grades: [
          { ...contact, grade: gradeOf("standard", 99) },
          { ...company, grade: gradeOf("key", 40) },
        ],
        now: START,
      }),
    );
    expect((await row("9")).ticket.tiers.at(-1)).toMatchObject({ id: "key", customer: company });
  });

  describe("after news that came late", () => {
    beforeEach(async () => {
      await app.newTicket({ properties: HIGH });
      app.time.now = START + 2 * HOUR;
      await sweep(app);
    });

    it("withdraws a case that had no reason, and keeps it in the history", async () => {
      await answeredAt(app.time.now, START + 10 * MINUTE);
      expect((await row()).clocks[0]).toMatchObject({ state: "met", breachedAt: null });
      expect(await cases()).toMatchObject([
        {
          caseId: "7-1",
          state: "withdrawn",
          endedAt: START + 2 * HOUR,
          steps: [{ act: "opened" }, { act: "withdrawn", reason: "late_news" }],
        },
      ]);
    });

    it("keeps a case that had one: it was answered after the warning", async () => {
      await answeredAt(app.time.now, START + 50 * MINUTE);
      expect(await cases()).toMatchObject([
        {
          state: "withdrawn",
          endedAt: START + 50 * MINUTE,
          steps: [{}, { reason: "answered_in_time" }],
        },
      ]);
    });

    it("asks for nothing more once the withdrawn case is told", async () => {
      await answeredAt(app.time.now, START + 10 * MINUTE);
      const told = await cases();
      const before = await waiting();
      await tellAt(app.time.now + 1, "subject", "Another leak");
      expect(await cases()).toEqual(told);
      expect(await waiting()).toBe(before);
    });
  });

  it("opens the next case when a ticket runs late again after it was closed", async () => {
    await app.newTicket({ properties: HIGH });
    await tellAt(START + 2 * HOUR, "hs_pipeline_stage", "4");
    expect(await cases()).toMatchObject([{ caseId: "7-1", state: "resolved" }]);
    await tellAt(START + 4 * HOUR, "hs_pipeline_stage", "1");
    app.time.now = START + 30 * HOUR;
    await sweep(app);
    expect(await cases()).toMatchObject([
      { caseId: "7-1", state: "resolved" },
      {
        caseId: "7-2",
        state: "open",
        triggers: [{ clock: "resolution" }, { clock: "resolution" }],
      },
    ]);
  });

  it("takes nothing back because the clock of this process is behind", async () => {
    await app.newTicket({ properties: HIGH });
    app.time.now = START + 45 * MINUTE;
    await sweep(app);
    app.time.now -= 500;
    await tellAt(START + 1, "subject", "Another leak");
    expect(await cases()).toMatchObject([{ state: "open", revision: 1 }]);
    expect(await row()).toMatchObject({ evaluatedAt: START + 45 * MINUTE });
  });

  it("leaves a case with the department that it was opened for", async () => {
    const routes = [{ priority: "HIGH", department: "support" }, { department: "relations" }];
    await app.connect({ policy: officePolicy({ routes }) });
    await app.newTicket({ properties: HIGH });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
    await tellAt(app.time.now, "hs_ticket_priority", "LOW");
    expect(await cases()).toMatchObject([{ department: "support", revision: 1 }]);
  });

  it("holds a press although the clock of this process is behind", async () => {
    await app.newTicket({ properties: HIGH });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
    await app.store.escalations.appendAct(PORTAL_ID, {
      caseId: "7-1",
      ticketId: "7",
      actKey: "p1",
      act: "acknowledged",
      by: { id: "U1", name: "ada" },
      at: app.time.now + 500,
    });
    await tellAt(app.time.now, "subject", "Another leak");
    expect(await cases()).toMatchObject([{ state: "acknowledged" }]);
  });

  describe("and the visit after a ticket", () => {
    const company = (id: string, revenue: string) =>
      app.crm.putCustomer(PORTAL_ID, {
        kind: "company",
        id,
        properties: { total_revenue: revenue },
      });
    const link = (occurredAt: number, toId: string) =>
      app.tell(
        eventOf({
          occurredAt,
          change: { kind: "associated", toObject: "company", toId, isPrimary: true },
        }),
      );

    it("plans it when the ticket closes, takes it back when it is opened again", async () => {
      await app.newTicket({ properties: ANSWERED });
      expect(await visit()).toBeNull();
      await tellAt(START + 1, "hs_pipeline_stage", "4");
      expect(await visit()).toMatchObject({
        state: "planned",
        tier: "standard",
        dueDate: "2026-06-23",
        customer: null,
        ownerId: null,
      });
      await tellAt(START + 2, "hs_pipeline_stage", "1");
      expect(await visit()).toMatchObject({ state: "cancelled" });
      await tellAt(START + 3, "hs_pipeline_stage", "4");
      expect(await visit()).toMatchObject({ state: "planned" });
      await app.tell(eventOf({ occurredAt: START + 4, change: { kind: "deleted" } }));
      expect(await visit()).toMatchObject({ state: "cancelled" });
    });

    it("follows a customer, a tier and an owner that are told after the closing", async () => {
      company("c1", "250000");
      await app.newTicket({ properties: ANSWERED });
      await tellAt(START + 9, "hs_pipeline_stage", "4");
      await link(START + 1, "c1");
      expect(await visit()).toMatchObject({
        customer: { kind: "company", id: "c1" },
        tier: "key",
        dueDate: "2026-06-12",
      });
      await tellAt(START + 2, "hubspot_owner_id", "31");
      expect(await visit()).toMatchObject({ ownerId: "31" });
    });

    it("counts from the last closing, though the day stays the same", async () => {
      const saturday = START + 4 * DAY;
      const sunday = START + 5 * DAY;
      const stageAt = (occurredAt: number, stage: string) =>
        eventOf({ occurredAt, change: setTo("hs_pipeline_stage", stage) });
      await app.newTicket({ properties: ANSWERED });
      await app.tell(stageAt(saturday, "4"));
      expect(await visit()).toMatchObject({ anchorDate: "2026-06-13", dueDate: "2026-06-29" });
      await app.tell(stageAt(sunday, "1"), stageAt(sunday + 1, "4"));
      expect(await visit()).toMatchObject({ anchorDate: "2026-06-14", dueDate: "2026-06-29" });
    });

    it("is of the primary customer", async () => {
      company("c1", "5");
      company("c2", "5");
      await app.newTicket({ companyId: "c1", properties: ANSWERED });
      await app.tell(
        eventOf({
          occurredAt: START + 1,
          change: { kind: "associated", toObject: "company", toId: "c2", isPrimary: false },
        }),
      );
      await tellAt(START + 2, "hs_pipeline_stage", "4");
      expect(await visit()).toMatchObject({ customer: { id: "c1" } });
    });

    it("leaves alone what somebody did or skipped", async () => {
      await app.newTicket({ properties: ANSWERED });
      await tellAt(START + 1, "hs_pipeline_stage", "4");
      const planned = await visit();
      if (planned === null) throw new Error("a visit is planned");
      await app.store.visits.save(PORTAL_ID, [{ ...planned, state: "done" }]);
      await tellAt(START + 2, "hs_pipeline_stage", "1");
      expect(await visit()).toMatchObject({ state: "done" });
    });

    it("asks for its task at once when its day is near, once", async () => {
      company("c1", "250000");
      await app.newTicket({ companyId: "c1", properties: ANSWERED });
      const before = await waiting();
      await tellAt(START + 1, "hs_pipeline_stage", "4");
      const after = await waiting();
      expect(after - before).toBe(1);
      await tellAt(START + 2, "subject", "Another leak");
      expect(await waiting()).toBe(after);
    });
  });

  it("computes everything and asks for nothing while the portal only observes", async () => {
    await app.connect({ mode: "observe" });
    await app.newTicket({ properties: HIGH });
    app.time.now = START + 2 * HOUR;
    await sweep(app);
    await answeredAt(app.time.now, app.time.now);
    await tellAt(app.time.now, "hs_pipeline_stage", "4");
    expect(await cases()).toMatchObject([{ state: "resolved" }]);
    expect(await visit()).toMatchObject({ state: "planned" });
    expect(await waiting()).toBe(0);
  });
});
