import { beforeEach, describe, expect, it } from "vitest";
import {
  type AppUnderTest,
  appUnderTest,
  MINUTE,
  PORTAL_ID,
} from "../../support/app-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { berlin } from "../../support/lives.ts";
import { hourPolicy, type ManyCases, manyCases } from "../../support/many-cases.ts";

const OPENING = berlin("06-10 09:00");
const URGENT = { properties: { hs_ticket_priority: "URGENT" } };

/** Promises count around the clock; the departments are at work in office hours. */
function officeHours() {
  const { departments } = hourPolicy();
  return hourPolicy({
    storm: { moreThan: 10, withinMinutes: 10 },
    departments: departments.map((department) => ({
      ...department,
      quietHours: { calendarId: "office", except: [{ priority: "URGENT" }] },
    })),
  });
}

describe("cases that wait for the opening of their department", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let many: ManyCases;
  beforeEach(async () => {
    app = appUnderTest(await open());
    many = manyCases(app);
    await app.connect({ policy: officeHours() });
    app.time.now = berlin("06-09 22:00");
  });
  const sendAt = async (at: number) => {
    app.time.now = at;
    await many.send();
  };

  it("come as one message, what is due first on top", async () => {
    await many.open(2);
    await many.open(1, { at: app.time.now - 30 * MINUTE });
    await sendAt(OPENING - 1);
    expect(many.posts()).toBe(0);
    await sendAt(OPENING);
    expect(many.posts()).toBe(1);
    expect(many.groups()).toMatchObject([
      {
        occasion: "opening",
        groupId: `support-${OPENING}`,
        counts: { open: 3 },
        live: { lines: [{ caseId: "3-1" }, { caseId: "1-1" }, { caseId: "2-1" }] },
      },
    ]);
  });

  it("have a message of their own when there is a single one", async () => {
    await many.open(1);
    await sendAt(OPENING);
    expect(many.roots()).toEqual(["1-1"]);
    expect(many.groups()).toEqual([]);
  });

  it("do not count among them what was over by then", async () => {
    const [first = ""] = await many.open(2);
    await many.answer([first]);
    await sendAt(OPENING);
    expect(many.roots()).toEqual(["2-1"]);
  });

  it("are not waited with by an exception, which is told at once and alone", async () => {
    await many.open(2);
    await many.open(1, URGENT);
    await many.send();
    expect(many.roots()).toEqual(["3-1"]);
    await sendAt(OPENING);
    expect(many.groups()).toMatchObject([{ counts: { open: 2 } }]);
    expect(many.posts()).toBe(2);
  });

  it("leave alone what opens after the opening", async () => {
    await many.open(2);
    await sendAt(OPENING);
    app.time.now = OPENING + 5 * MINUTE;
    await many.open(1);
    await many.send();
    expect(many.roots()).toEqual(["3-1"]);
    expect(many.groups()).toMatchObject([{ counts: { open: 2 } }]);
  });

  it("are a storm at night when they are exceptions", async () => {
    await many.open(2);
    await many.open(11, URGENT);
    await many.send();
    expect(many.groups()).toMatchObject([{ occasion: "storm", counts: { open: 11 } }]);
    expect((await many.groupOf()).get("1-1")).toBeNull();
  });

  it("are one message though they are more than a storm", async () => {
    await many.open(30);
    await sendAt(OPENING);
    expect(many.groups()).toMatchObject([{ occasion: "opening", counts: { open: 30 } }]);
    expect(many.posts()).toBe(1);
  });

  it("are told in the open hours alone: a list that could not be posted waits for the next", async () => {
    await many.open(2);
    app.notifier.next("post", { outcome: "not_sent", reason: "unreachable", retryAfterMs: 1_000 });
    await sendAt(OPENING);
    expect(many.posts()).toBe(1);
    await sendAt(berlin("06-10 12:30"));
    expect(many.posts()).toBe(1);
    await sendAt(berlin("06-10 13:00"));
    expect(many.groups()).toMatchObject([{ counts: { open: 2 } }]);
  });

  it("change quietly: an edit disturbs nobody", async () => {
    const [first = ""] = await many.open(2);
    await sendAt(OPENING);
    app.time.now = berlin("06-10 22:00");
    await many.answer([first]);
    await many.send();
    expect(many.groups()).toMatchObject([{ counts: { open: 1, resolved: 1 } }]);
  });

  it("are posted nowhere while the portal only observes", async () => {
    await many.open(2);
    await app.connect({ policy: officeHours(), mode: "observe" });
    await sendAt(OPENING);
    expect(app.notifier.calls).toEqual([]);
    expect(await app.store.caseGroups.current(PORTAL_ID, "support", 0)).toBeNull();
  });
});
