import { beforeEach, describe, expect, it } from "vitest";
import { sendVisitReminders } from "../../../src/app/outbox/send-visit-reminders.ts";
import { reminderDate, remindVisits } from "../../../src/app/visits/remind-visits.ts";
import {
  type AppUnderTest,
  appUnderTest,
  DAY,
  HOUR,
  MINUTE,
  PORTAL_ID,
  START,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const OPENING = START - HOUR;
const visit = plannedVisit({ dueDate: "2026-06-09", ownerId: "31", dueAt: OPENING });

describe("a reminder of visits", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect();
    const owner = { ownerId: "31", userId: "1", email: "rosa@example.com", name: "Rosa Rep" };
    await app.store.portals.saveOwners(PORTAL_ID, [owner], START);
    app.chatDirectory.put("rosa@example.com", "U1");
    await app.store.visits.save(PORTAL_ID, [
      visit,
      { ...visit, visitId: "unassigned", ownerId: null },
      { ...visit, visitId: "tomorrow", dueDate: "2026-06-10" },
    ]);
    app.time.now = OPENING;
  });

  const posts = () => [...app.notifier.messages.values()];

  it("goes to the owner on the day, once", async () => {
    expect(await remindVisits(app, PORTAL_ID)).toBe(1);
    await sendVisitReminders(app);
    await remindVisits(app, PORTAL_ID);
    await sendVisitReminders(app);
    expect(posts()).toMatchObject([
      {
        kind: "visit_day",
        role: "owner",
        channelId: "U1",
        due: { lines: [{ colour: "green", channel: "phone", overdueDays: 0 }], total: 1 },
        overdue: { lines: [], total: 0 },
      },
    ]);
  });

  it("lists all visits of the day, what is red on top, up to a limit", async () => {
    const more = Array.from({ length: 24 }, (_, index) => ({
      ...visit,
      visitId: `more-${index}`,
      dueAt: OPENING + index * MINUTE,
    }));
    const red = { ...visit, visitId: "red", wantedDate: "2026-06-01", latestDate: "2026-06-02" };
    const yellow = { ...visit, visitId: "yellow", wantedDate: "2026-06-01" };
    const held = { by: "complaint", subjectId: "7", sinceDate: "2026-06-01" } as const;
    await app.store.visits.save(PORTAL_ID, [
      ...more,
      yellow,
      { ...red, dueAt: OPENING + HOUR },
      { ...visit, visitId: "held", suppressed: held },
    ]);
    expect(await remindVisits(app, PORTAL_ID)).toBe(1);
    await sendVisitReminders(app);
    const [message] = posts();
    if (message?.kind !== "visit_day") throw new Error("it tells of a day");
    expect(message.due.total).toBe(27);
    expect(message.due.lines).toHaveLength(20);
    expect(message.due.lines.map(({ colour }) => colour).slice(0, 3)).toEqual([
      "red",
      "yellow",
      "green",
    ]);
    expect(message.overdue.total).toBe(0);
  });

  it("waits for working hours, and goes out once though it was asked for before", async () => {
    await remindVisits(app, PORTAL_ID);
    app.time.now = OPENING - MINUTE;
    await sendVisitReminders(app);
    expect(posts()).toEqual([]);
    app.time.now = OPENING;
    await sendVisitReminders(app);
    expect(posts()).toHaveLength(1);
  });

  it("is asked for from the opening on, and not in a portal that only observes", async () => {
    const context = await app.contexts(PORTAL_ID);
    if (context === null) throw new Error("the portal is connected");
    expect(reminderDate(context, OPENING - 1)).toBeNull();
    expect(reminderDate(context, OPENING)).toBe("2026-06-09");
    const observing = { ...context, portal: { ...context.portal, mode: "observe" as const } };
    expect(reminderDate(observing, OPENING)).toBeNull();
  });

  it("says nothing of a visit that is over by then, or of yesterday", async () => {
    await remindVisits(app, PORTAL_ID);
    await app.store.visits.save(PORTAL_ID, [{ ...visit, state: "done" }]);
    await sendVisitReminders(app);
    expect(posts()).toEqual([]);
    await app.store.visits.save(PORTAL_ID, [visit]);
    app.time.now += DAY;
    await sendVisitReminders(app);
    expect(posts()).toEqual([]);
  });

  it("waits for working hours when a task was deleted at night, and asks what to do", async () => {
    const night = START + 14 * HOUR;
    app.time.now = night;
    await app.store.visits.setTask(PORTAL_ID, visit.visitId, "t1");
    const subjectId = `deleted t1 ${visit.visitId}`;
    await app.store.outbox.request(PORTAL_ID, [{ kind: "visit_reminder", subjectId }], night);
    await sendVisitReminders(app);
    expect(posts()).toEqual([]);
    app.time.now = START + DAY;
    await sendVisitReminders(app);
    expect(posts()).toMatchObject([{ occasion: "deleted", colour: "red" }]);
  });

  it("tells those who run the account of a customer nobody can reach, where there is no manager", async () => {
    const subjectId = `unreachable 3 ${visit.visitId}`;
    await app.store.outbox.request(PORTAL_ID, [{ kind: "visit_reminder", subjectId }], OPENING);
    await sendVisitReminders(app);
    expect(posts()).toEqual([]);
    const entries = await app.store.audit.of(PORTAL_ID, `visit:${visit.visitId}`, 10);
    expect(entries).toMatchObject([{ action: "customer_not_reached" }]);
  });

  it("of nothing we know is dead", async () => {
    await app.store.outbox.request(
      PORTAL_ID,
      [
        { kind: "visit_reminder", subjectId: "deleted t1 nothing" },
        { kind: "visit_reminder", subjectId: "day 2026-06-09 somebody" },
        { kind: "visit_reminder", subjectId: "day 2026-06-09 lead:nowhere" },
      ],
      OPENING,
    );
    await sendVisitReminders(app);
    expect((await app.store.outbox.counts(PORTAL_ID)).dead).toBe(2);
    expect(posts()).toEqual([]);
  });
});
