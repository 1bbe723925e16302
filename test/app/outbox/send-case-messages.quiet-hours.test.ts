import { beforeEach, describe, expect, it } from "vitest";
import { sendCaseMessages } from "../../../src/app/outbox/send-case-messages.ts";
import { readTicketCard } from "../../../src/app/sla/read-ticket-card.ts";
import { sweep } from "../../../src/app/sla/sweep.ts";
import {
  type AppUnderTest,
  appUnderTest,
  eventOf,
  HOUR,
  OTHER_PORTAL_ID,
  PORTAL_ID,
  setTo,
} from "../../support/app-under-test.ts";
import { CASE_ID, type CaseUnderTest, caseUnderTest } from "../../support/case-under-test.ts";
import { useEmbeddedDatabase } from "../../support/databases.ts";
import { berlin } from "../../support/lives.ts";
import { officePolicy } from "../../support/policies.ts";

const OPENING = berlin("06-10 09:00");

/** Everything counts around the clock; the department is at work in office hours. */
const aroundTheClock = () => {
  const { targets, departments } = officePolicy();
  return officePolicy({
    targets: targets.map((target) => ({ ...target, calendarId: "always" })),
    departments: departments.map((department) => ({
      ...department,
      quietHours: { calendarId: "office", except: [{ priority: "URGENT" }] },
    })),
  });
};

describe("sendCaseMessages, in the quiet hours of a department", () => {
  const open = useEmbeddedDatabase();
  let app: AppUnderTest;
  let one: CaseUnderTest;
  beforeEach(async () => {
    app = appUnderTest(await open());
    one = caseUnderTest(app);
    await app.connect({ policy: aroundTheClock() });
    app.time.now = berlin("06-09 18:00");
    await app.newTicket({ properties: { hs_ticket_priority: "HIGH" } });
    app.time.now += 2 * HOUR;
    await sweep(app);
    await sendCaseMessages(app);
  });
  const quietUntil = async () =>
    (await readTicketCard(app, PORTAL_ID, "7"))?.standings[0]?.quietUntil;

  it("waits for the opening, as the card says, and tells then", async () => {
    expect(one.results()).toEqual(["retry quiet_hours"]);
    expect(await quietUntil()).toBe(OPENING);
    expect(await one.sendAfter(OPENING - app.time.now - 1)).toBe(0);
    await one.sendAfter(1);
    expect(one.states()).toEqual(["open"]);
    expect(await quietUntil()).toBeNull();
  });

  it.each([
    { name: "observes", portal: { mode: "observe" } },
    { name: "has no Slack", portal: { portalId: OTHER_PORTAL_ID, slack: false } },
  ] as const)(
    "promises nobody to tell the department in an account that $name",
    async ({ portal }) => {
      await app.connect({ policy: aroundTheClock(), ...portal });
      const portalId = "portalId" in portal ? portal.portalId : PORTAL_ID;
      const priority = { hs_ticket_priority: "HIGH" };
      const ticketId = await app.newTicket({ portalId, ticketId: "8", properties: priority });
      app.time.now += 2 * HOUR;
      await sweep(app);
      const view = await readTicketCard(app, portalId, ticketId);
      expect(view?.cases).toMatchObject([{ state: "open", message: null }]);
      expect(view?.standings).toMatchObject([{ quietUntil: null }]);
    },
  );

  it("never tells of what was over before", async () => {
    await one.answer();
    await one.sendAfter(OPENING - app.time.now);
    expect(app.notifier.messages.size).toBe(0);
    expect(await one.counts()).toMatchObject({ dead: 0, unknown: 0 });
  });

  it("tells at once when the ticket becomes one of the exceptions", async () => {
    await app.tell(
      eventOf({ occurredAt: app.time.now, change: setTo("hs_ticket_priority", "URGENT") }),
    );
    await sendCaseMessages(app);
    expect(one.states()).toEqual(["open"]);
  });

  it("edits what is there already, which disturbs nobody", async () => {
    await one.sendAfter(OPENING - app.time.now);
    app.time.now = berlin("06-10 22:00");
    await one.take();
    await sendCaseMessages(app);
    expect(one.states()).toEqual(["acknowledged"]);
    expect(await app.store.escalations.find(PORTAL_ID, CASE_ID)).toMatchObject({
      state: "acknowledged",
    });
  });
});
