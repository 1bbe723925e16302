import { beforeEach, describe, expect, it } from "vitest";
import { sendVisitReminders } from "../../../src/app/outbox/send-visit-reminders.ts";
import { remindVisits } from "../../../src/app/visits/remind-visits.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import { type AppUnderTest, appUnderTest, PORTAL_ID, START } from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { officePolicy } from "../../support/policies.ts";

const words = (en: string) => ({ en, "zh-TW": en, "zh-CN": en });
const rosa = { name: "Rosa Rep", email: "rosa@example.com" };
const lena = { name: "Lena Lead", email: "lena@example.com" };
const max = { name: "Max Manager", email: "max@example.com" };
const chatIds = { rosa: "U1", lena: "U2", max: "U3" };
const policy = officePolicy({
  departments: [
    {
      id: "support",
      name: words("Support"),
      lead: lena,
      members: [rosa],
      channelId: "C0SUPPORT01",
      language: "en",
    },
  ],
  routes: [{ department: "support" }],
  serviceManagement: {
    managers: [max],
    channelId: "C0MANAGERS1",
    calendarId: "office",
    language: "en",
  },
});
/** Red since Tuesday 2 June. */
const visit = plannedVisit({
  dueDate: "2026-06-01",
  wantedDate: "2026-05-20",
  latestDate: "2026-06-01",
  ownerId: "31",
});
const morning = (date: string) => Date.parse(`${date}T09:30:00+02:00`);

describe("a visit past its red limit", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    await app.connect({ policy });
    await app.store.portals.saveOwners(PORTAL_ID, [{ ownerId: "31", userId: "1", ...rosa }], START);
    app.chatDirectory.put(rosa.email, chatIds.rosa);
    app.chatDirectory.put(lena.email, chatIds.lena);
    app.chatDirectory.put(max.email, chatIds.max);
  });

  const save = (changes: Partial<Visit> = {}) =>
    app.store.visits.save(PORTAL_ID, [{ ...visit, ...changes }]);
  /** Who was called on that morning, once everything that waits is sent. */
  const calledOn = async (date: string) => {
    const before = app.notifier.messages.size;
    app.time.now = morning(date);
    await remindVisits(app, PORTAL_ID);
    await sendVisitReminders(app);
    return [...app.notifier.messages.values()].slice(before).map(({ channelId }) => channelId);
  };
  /** What the messages so far say is overdue: who it was told, and by how many days. */
  const overdue = () =>
    [...app.notifier.messages.values()].flatMap((message) =>
      message.kind === "visit_day"
        ? message.overdue.lines.map(({ overdueDays, ownerName }) => ({
            overdueDays,
            ownerName,
            role: message.role,
          }))
        : [],
    );
  const { rosa: owner, lena: lead, max: manager } = chatIds;

  it("climbs its ladder day by day, each level once", async () => {
    await save();
    const days = ["01", "02", "03", "04", "05", "08", "09", "10", "11"];
    const called: string[][] = [];
    for (const day of days) called.push((await calledOn(`2026-06-${day}`)).toSorted());
    // On the first of them it is due.
    expect(called).toEqual([[owner], [owner], [], [owner, lead], [], [lead, manager], [], [], []]);
    expect(overdue().map(({ overdueDays }) => overdueDays)).toEqual([1, 3, 3, 7, 7]);
    const roles = overdue().map(({ role }) => role);
    expect(roles.toSorted()).toEqual(["lead", "lead", "manager", "owner", "owner"]);
    expect(overdue().every(({ ownerName }) => ownerName === rosa.name)).toBe(true);
  });

  it("is told with all others of that morning in one message, the longest overdue first", async () => {
    const twenty = Array.from({ length: 22 }, (_, index) => ({
      ...visit,
      visitId: `v${String(index).padStart(2, "0")}`,
      latestDate: index < 20 ? "2026-06-01" : "2026-05-31",
    }));
    await app.store.visits.save(PORTAL_ID, twenty);
    expect(await calledOn("2026-06-02")).toEqual([owner]);
    const [message] = [...app.notifier.messages.values()];
    if (message?.kind !== "visit_day") throw new Error("it tells of a day");
    expect(message.overdue.total).toBe(22);
    expect(message.overdue.lines).toHaveLength(20);
    expect(message.overdue.lines.map(({ overdueDays }) => overdueDays).slice(0, 3)).toEqual([
      2, 2, 1,
    ]);
  });

  it("is told although a process died before it had asked for the message", async () => {
    await save();
    app.time.now = morning("2026-06-02");
    const outbox = { ...app.store.outbox, requestOnce: () => Promise.reject(new Error("killed")) };
    const dying = { ...app, store: { ...app.store, outbox } };
    await expect(remindVisits(dying, PORTAL_ID)).rejects.toThrow("killed");
    expect(await calledOn("2026-06-02")).toEqual([owner]);
  });

  it("is told once however often one looks, in a morning or after it", async () => {
    await save();
    expect(await calledOn("2026-06-02")).toEqual([owner]);
    expect(await calledOn("2026-06-02")).toEqual([]);
    expect(await calledOn("2026-06-03")).toEqual([]);
  });

  it("has every level of the last week told after a stand-still, but no older debts", async () => {
    await save();
    expect((await calledOn("2026-06-08")).toSorted()).toEqual([owner, lead, manager]);
    await save({ visitId: "old", latestDate: "2026-03-01", dueDate: "2026-03-01" });
    expect(await calledOn("2026-06-09")).toEqual([]);
  });

  it("climbs anew when it was moved to another limit", async () => {
    await save();
    await calledOn("2026-06-02");
    await save({ latestDate: "2026-06-08" });
    expect(await calledOn("2026-06-08")).toEqual([]);
    expect(await calledOn("2026-06-09")).toEqual([owner]);
  });

  it.each<{ name: string; changes: Partial<Visit> }>([
    { name: "is done", changes: { state: "done" } },
    {
      name: "waits for a complaint",
      changes: { suppressed: { by: "complaint", subjectId: "7", sinceDate: "2026-05-30" } },
    },
  ])("is told of to nobody when it $name", async ({ changes }) => {
    await save(changes);
    expect(await calledOn("2026-06-02")).toEqual([]);
  });

  it("is told of to nobody any more when it was made between the turn and the message", async () => {
    await save();
    app.time.now = morning("2026-06-02");
    expect(await remindVisits(app, PORTAL_ID)).toBe(1);
    await save({ state: "done" });
    await sendVisitReminders(app);
    expect(app.notifier.messages.size).toBe(0);
  });

  it("that nobody has calls a service manager, once a level", async () => {
    await save({ ownerId: null });
    expect(await calledOn("2026-06-02")).toEqual([manager]);
    expect(await calledOn("2026-06-04")).toEqual([manager]);
    expect(await calledOn("2026-06-08")).toEqual([manager]);
  });

  it("is written down for those who run the account where there is nobody to call", async () => {
    await app.store.portals.savePolicy(PORTAL_ID, officePolicy(), START);
    await save({ ownerId: null });
    expect(await calledOn("2026-06-02")).toEqual([]);
    const entries = await app.store.audit.of(PORTAL_ID, `visit:${visit.visitId}`, 10);
    expect(entries).toMatchObject([{ action: "visit_overdue" }]);
  });

  it("is told once a morning to a lead who has it", async () => {
    await app.store.portals.saveOwners(PORTAL_ID, [{ ownerId: "31", userId: "1", ...lena }], START);
    await save({ dueDate: "2026-06-08" });
    expect((await calledOn("2026-06-08")).toSorted()).toEqual([lead, manager]);
    const told = [...app.notifier.messages.values()].flatMap((message) =>
      message.kind === "visit_day"
        ? [[message.role, message.due.total, message.overdue.total]]
        : [],
    );
    expect(told.toSorted()).toEqual([
      ["manager", 0, 1],
      ["owner", 1, 0],
    ]);
    expect(await calledOn("2026-06-09")).toEqual([]);
  });

  it.each([
    { name: "a portal that only observes", changes: { mode: "observe" } },
    { name: "a portal that is not connected", changes: { state: "disconnected" } },
  ] as const)("is told of to nobody in $name", async ({ changes }) => {
    await app.connect({ policy, ...changes });
    await save();
    expect(await calledOn("2026-06-02")).toEqual([]);
  });

  it("is told of on working days only", async () => {
    await save({ latestDate: "2026-06-05" });
    expect(await calledOn("2026-06-06")).toEqual([]);
    expect((await calledOn("2026-06-08")).toSorted()).toEqual([owner, lead]);
  });
});
