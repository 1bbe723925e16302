import { beforeEach, describe, expect, it } from "vitest";
import { type ComplaintAct, pressComplaint } from "../../../src/app/complaints/press-complaint.ts";
import { proposeComplaint } from "../../../src/app/complaints/propose-complaint.ts";
import { readTicketComplaint } from "../../../src/app/complaints/read-ticket-complaint.ts";
import { sendComplaintNotices } from "../../../src/app/outbox/send-complaint-notices.ts";
import { sendTicketProperties } from "../../../src/app/outbox/send-properties.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  START,
  setTo,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { officePolicy } from "../../support/policies.ts";

const rosa = { userId: "1", email: "rosa@firm.test" };
const target = (clock: string) => ({ clock, durationMinutes: 240, calendarId: "office" });
const policy = officePolicy({
  targets: [
    target("first_response"),
    target("resolution"),
    target("complaint_ack"),
    target("complaint_answer"),
  ],
  caseTriggers: { complaints: true },
  complaints: { informs: ["relations"] },
  actions: { opensFor: { complaintSeverities: ["critical"] } },
});

const confirmed: ComplaintAct = {
  kind: "confirmed",
  severity: "high",
  department: null,
  text: "Broken again",
};
const answered: ComplaintAct = {
  kind: "answered",
  stage: "final",
  text: "Replaced",
  channel: "phone",
};
const concluded: ComplaintAct = { kind: "concluded", outcome: "justified", note: "" };
const closed: ComplaintAct = { kind: "closed" };

describe("a complaint", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let presses: number;
  beforeEach(async () => {
    presses = 0;
    app = appUnderTest(await open());
    await app.connect({ policy });
    await app.newTicket({ companyId: "77" });
  });

  const press = (act: ComplaintAct, changes: { actKey?: string; ticketId?: string } = {}) => {
    presses += 1;
    app.time.now += 1_000;
    return pressComplaint(app, {
      ...{ portalId: PORTAL_ID, ticketId: "7", by: rosa, from: "card", act },
      actKey: `press-${presses}`,
      ...changes,
    });
  };
  const complaint = async () => (await readTicketComplaint(app, PORTAL_ID, "7"))?.complaint ?? null;
  const clocks = async () =>
    ((await app.store.tickets.find(PORTAL_ID, "7"))?.clocks ?? [])
      .filter(({ kind }) => kind.startsWith("complaint"))
      .map(({ kind, state }) => `${kind} ${state}`);
  const openOf = () => app.store.complaints.openOf(PORTAL_ID, [{ kind: "company", id: "77" }]);
  const told = () =>
    app.notifier
      .callsOf("post")
      .flatMap(({ notice }) =>
        notice.kind === "complaint" ? [`${notice.occasion} ${notice.channelId}`] : [],
      );
  const closeTicket = () =>
    app.tell(eventOf({ occurredAt: app.time.now + 1, change: setTo("hs_pipeline_stage", "4") }));

  it("runs its clocks from the confirmation to the answer, and waits for its customer until it is closed", async () => {
    expect(await press(confirmed)).toEqual({ outcome: "done" });
    expect(await clocks()).toEqual(["complaint_ack running", "complaint_answer running"]);
    expect(await openOf()).toEqual(new Map([["company:77", { ticketId: "7", ownerId: null }]]));
    app.time.now = START + HOUR;
    await press({ kind: "acknowledged" });
    expect(await clocks()).toEqual(["complaint_ack met", "complaint_answer running"]);
    await press(answered);
    expect(await clocks()).toEqual(["complaint_ack met", "complaint_answer met"]);
    await press(concluded);
    expect(await press(closed)).toEqual({ outcome: "done" });
    expect(await complaint()).toMatchObject({ state: "closed", severity: "high" });
    expect(await openOf()).toEqual(new Map());
  });

  it("cannot be closed before an outcome and an answer are recorded", async () => {
    await press(confirmed);
    const missing = ["outcome", "final_answer"];
    expect(await press(closed)).toEqual({ outcome: "refused", reason: "incomplete", missing });
    await press(concluded);
    expect(await press(closed)).toMatchObject({ missing: ["final_answer"] });
    expect(await complaint()).toMatchObject({ state: "open" });
  });

  it("stays open when its ticket is closed in the CRM: the ticket is marked and the lead told", async () => {
    await press(confirmed);
    await closeTicket();
    expect(await complaint()).toMatchObject({ state: "open", leftOpenSince: app.time.now });
    await sendTicketProperties(app);
    const written = app.crm.callsOf("writeProperties").at(-1);
    expect(JSON.stringify(written)).toContain('"aftercare_complaint_state":"left_open"');
    await sendComplaintNotices(app);
    expect(told()).toContain("left_open C0SUPPORT01");
    const notice = app.notifier.callsOf("post").at(-1)?.notice;
    expect(notice).toMatchObject({ called: [{ name: "A. Lead" }] });
    expect((await app.store.escalations.ofTickets(PORTAL_ID, ["7"]))[0]).toMatchObject({
      endedAt: null,
    });
  });

  it("is told once to each department that has to hear of it", async () => {
    await press(confirmed);
    await sendComplaintNotices(app);
    await sendComplaintNotices(app);
    // The responsible department has its case.
    expect(told()).toEqual(["confirmed C0RELATIONS1"]);
    await press(answered);
    await press(concluded);
    await press(closed);
    await sendComplaintNotices(app);
    expect(told().slice(1).toSorted()).toEqual([
      "answered C0RELATIONS1",
      "answered C0SUPPORT01",
      "closed C0RELATIONS1",
      "closed C0SUPPORT01",
    ]);
  });

  it("needs a reason to be opened again, which is counted", async () => {
    expect(await press({ kind: "reopened", reason: "again" })).toMatchObject({
      reason: "no_complaint",
    });
    for (const act of [confirmed, answered, concluded, closed]) await press(act);
    expect(await press(answered)).toMatchObject({ reason: "not_open" });
    expect(await press({ kind: "reopened", reason: "Broke again" })).toEqual({ outcome: "done" });
    expect(await complaint()).toMatchObject({
      state: "acknowledged",
      reopenings: [{ reason: "Broke again" }],
    });
    expect(await press({ kind: "reopened", reason: "again" })).toMatchObject({
      reason: "not_closed",
    });
  });

  it("is noted once, however often one press is told, with who it was", async () => {
    await press(confirmed, { actKey: "same-press" });
    await press(confirmed, { actKey: "same-press" });
    expect((await app.store.tickets.find(PORTAL_ID, "7"))?.ticket.complaintMarks).toHaveLength(1);
    expect(await app.store.audit.of(PORTAL_ID, "ticket:7", 10)).toMatchObject([
      { action: "complaint_confirmed", actor: "1", from: "card", detail: { severity: "high" } },
    ]);
  });

  it("may be proposed from outside, and dismissed by a person with a reason", async () => {
    const proposal = {
      ticketId: "7",
      source: "low_score" as const,
      evidence: ["1"],
      proposalKey: "s1",
    };
    expect(await proposeComplaint(app, PORTAL_ID, proposal)).toBe(true);
    expect(await proposeComplaint(app, PORTAL_ID, proposal)).toBe(true);
    expect(await proposeComplaint(app, PORTAL_ID, { ...proposal, ticketId: "8" })).toBe(false);
    expect(await complaint()).toMatchObject({
      state: "proposed",
      proposals: [{ evidence: ["1"] }],
    });
    expect(await openOf()).toEqual(new Map());
    expect(await press({ kind: "dismissed", reason: "A joke" })).toEqual({ outcome: "done" });
    expect(await press({ kind: "dismissed", reason: "A joke" })).toMatchObject({
      reason: "not_proposed",
    });
    expect(await complaint()).toMatchObject({
      state: "dismissed",
      dismissal: { reason: "A joke" },
    });
  });

  it.each([
    { name: "an unknown ticket", act: confirmed, ticketId: "99", reason: "not_tracked" },
    {
      name: "an unknown department",
      act: { ...confirmed, department: "abolished" },
      ticketId: "7",
      reason: "unknown_department",
    },
  ])("is refused for $name", async ({ act, ticketId, reason }) => {
    expect(await press(act, { ticketId })).toMatchObject({ outcome: "refused", reason });
  });

  it("is refused for a portal that is not connected, and for a ticket that is gone", async () => {
    const elsewhere = {
      portalId: OTHER_PORTAL_ID,
      ticketId: "7",
      by: rosa,
      from: "card",
      actKey: "k",
      act: confirmed,
    } as const;
    expect(await pressComplaint(app, elsewhere)).toMatchObject({ reason: "not_connected" });
    await app.tell(eventOf({ occurredAt: START + 1, change: { kind: "deleted" } }));
    expect(await press(confirmed)).toMatchObject({ reason: "gone" });
  });

  it("opens a corrective action when it is grave, once", async () => {
    await press({ ...confirmed, severity: "critical" });
    await press({ ...confirmed, severity: "critical", text: "Still" });
    expect(await app.store.actions.ofTicket(PORTAL_ID, "7")).toMatchObject([
      {
        actionId: "complaint:7",
        action: { origin: "complaint", department: "support", state: "classified" },
      },
    ]);
  });

  it("of a portal that only observes tells nobody", async () => {
    await app.connect({ policy, mode: "observe" });
    await press(confirmed);
    await closeTicket();
    expect(await sendComplaintNotices(app)).toBe(0);
    expect(await complaint()).toMatchObject({ state: "open" });
  });
});
