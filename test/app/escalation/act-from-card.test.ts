import { beforeEach, describe, expect, it } from "vitest";
import { actFromCard, type CardAct } from "../../../src/app/escalation/act-from-card.ts";
import { type CardCall, escalateFromCard } from "../../../src/app/escalation/escalate-from-card.ts";
import { pressCase } from "../../../src/app/escalation/press-case.ts";
import { readTicketCard } from "../../../src/app/sla/read-ticket-card.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  setTo,
  TEAM_ID,
} from "../../support/app-under-test.ts";
import { CASE_ID, caseUnderTest } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const rosa = { userId: "1", email: "rosa@firm.test" };

describe("the card of a ticket", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
  });

  const call = (changes: Partial<CardCall["detail"]> = {}, actKey = "call-1") =>
    escalateFromCard(app, {
      portalId: PORTAL_ID,
      ticketId: "7",
      by: rosa,
      actKey,
      detail: {
        department: "relations",
        reason: "customer_upset",
        text: "",
        ask: "Call them",
        wanted: null,
        ...changes,
      },
    });
  const act = (detail: CardAct["detail"], changes: Partial<CardAct> = {}) =>
    actFromCard(app, {
      portalId: PORTAL_ID,
      ticketId: "7",
      caseId: CASE_ID,
      by: rosa,
      actKey: `act-${detail.act}`,
      detail,
      ...changes,
    });
  const lift = (changes: Partial<CardAct> = {}) =>
    act({ act: "de_escalated", text: "Solved" }, changes);
  const stored = async (caseId = CASE_ID) => app.store.escalations.find(PORTAL_ID, caseId);
  const view = async () => readTicketCard(app, PORTAL_ID, "7");
  const closeTicket = () => {
    app.time.now += 1;
    const change = setTo("hs_pipeline_stage", "4");
    return app.tell(eventOf({ occurredAt: app.time.now, change }));
  };

  describe("calls a department", () => {
    beforeEach(async () => {
      await app.newTicket();
    });

    it("in the name that the CRM knows, by the portal's wall clock", async () => {
      const wanted = { date: "2026-06-10", time: "09:30" };
      expect(await call({ wanted })).toMatchObject({
        outcome: "done",
        escalation: {
          department: "relations",
          triggers: [
            {
              kind: "manual",
              by: "Rosa Rep",
              ask: "Call them",
              wantedAt: Date.parse("2026-06-10T09:30:00+02:00"),
            },
          ],
        },
      });
    });

    it("once, however often the press is told", async () => {
      await call();
      await call();
      expect(await app.store.escalations.ofTickets(PORTAL_ID, ["7"])).toMatchObject([
        { department: "relations", triggers: [{}] },
      ]);
      await call({}, "call-2");
      expect(await app.store.escalations.ofTickets(PORTAL_ID, ["7"])).toMatchObject([
        { triggers: [{}, {}] },
      ]);
    });

    it.each([
      { name: "in the past", time: "10:00", outcome: "refused" },
      { name: "a minute ahead", time: "10:01", outcome: "done" },
    ])("by a time that is $name: $outcome", async ({ time, outcome }) => {
      expect(await call({ wanted: { date: "2026-06-09", time } })).toMatchObject({ outcome });
    });

    it("not one that there is not, and not on a closed ticket", async () => {
      expect(await call({ department: "night" })).toMatchObject({ reason: "unknown_department" });
      await closeTicket();
      expect(await call()).toMatchObject({ reason: "closed" });
    });

    it("of no portal that is not known", async () => {
      const stranger = { portalId: OTHER_PORTAL_ID, ticketId: "7", by: rosa, actKey: "call-9" };
      const words = { department: "x", reason: "other", text: "", ask: "x" } as const;
      const detail = { ...words, wanted: null };
      expect(await escalateFromCard(app, { ...stranger, detail })).toEqual({
        outcome: "refused",
        reason: "not_connected",
      });
    });
  });

  describe("acts on a case", () => {
    beforeEach(() => caseUnderTest(app).openCase());

    it("answers what was asked back, and asks for it to be said in the thread", async () => {
      await pressCase(app, {
        teamId: TEAM_ID,
        portalId: PORTAL_ID,
        caseId: CASE_ID,
        detail: { act: "asked_back", text: "Which pump?" },
        by: { id: "U1", name: "ada" },
        actKey: "press-1",
      });
      app.time.now += 1_000;
      expect(await act({ act: "answered", text: "The left" })).toMatchObject({ outcome: "done" });
      expect((await stored())?.steps.at(-1)).toMatchObject({
        act: "answered",
        by: "Rosa Rep",
        text: "The left",
      });
      const rows = await app.store.outbox.claim({
        kind: "case_thread",
        limit: 9,
        now: app.time.now,
        leaseMs: 1,
      });
      expect(rows).toMatchObject([{ subjectId: CASE_ID }]);
    });

    it("lifts it once, and tells the same to a press that is told again", async () => {
      expect(await lift()).toMatchObject({ outcome: "done", escalation: { state: "withdrawn" } });
      expect(await lift()).toMatchObject({ outcome: "done" });
      expect(await lift({ actKey: "act-other" })).toMatchObject({ outcome: "already" });
    });

    it("opens it again, unless the ticket is closed", async () => {
      await lift();
      expect((await view())?.standings).toMatchObject([{ mayReopen: true }]);
      app.time.now += 1_000;
      const reopen = () => act({ act: "reopened", text: "It leaks again" });
      expect(await reopen()).toMatchObject({ outcome: "done", escalation: { state: "open" } });
      await closeTicket();
      expect((await view())?.standings).toMatchObject([{ mayReopen: false }]);
      expect(await act({ act: "reopened", text: "x" }, { actKey: "act-late" })).toEqual({
        outcome: "refused",
        reason: "ticket_closed",
      });
    });

    it("opens none while its department has another", async () => {
      await lift();
      app.time.now += 1_000;
      await call({ department: "support" });
      expect((await view())?.standings).toMatchObject([
        { escalation: { caseId: "7-m1" } },
        { escalation: { caseId: CASE_ID }, mayReopen: false },
      ]);
      expect(await act({ act: "reopened", text: "x" })).toEqual({
        outcome: "refused",
        reason: "has_other",
      });
    });

    it.each<{ name: string; changes: Partial<CardAct> }>([
      { name: "a case that there is not", changes: { caseId: "7-99" } },
      { name: "a case of another ticket", changes: { ticketId: "8" } },
      { name: "a case of another portal", changes: { portalId: OTHER_PORTAL_ID } },
    ])("knows nothing of $name", async ({ changes }) => {
      await app.connect({ portalId: OTHER_PORTAL_ID });
      expect(await lift(changes)).toEqual({ outcome: "not_found" });
      expect(await stored()).toMatchObject({ state: "open" });
    });
  });

  it("says how a case stands that was handed over, and whose turn it is", async () => {
    const levels = [{ tell: ["lead"], waitMinutes: 120 }, { handOver: "relations" }];
    await app.connect({ policy: officePolicy({ ladders: [{ id: "up", levels }] }) });
    await caseUnderTest(app).openCase();
    expect((await view())?.standings).toMatchObject([
      { levels: 2, next: { kind: "hand_over", department: { id: "relations" } }, handedTo: null },
    ]);
    app.time.now = START + 5 * HOUR;
    await sweep(app);
    expect((await view())?.standings).toMatchObject([
      { escalation: { department: "relations" }, handedTo: null },
      { escalation: { department: "support", state: "handed_over" }, handedTo: "relations" },
    ]);
  });
});
