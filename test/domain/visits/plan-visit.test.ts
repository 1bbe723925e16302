import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import {
  anchorDateOf,
  type CadenceCase,
  cadenceVisit,
  isTaskDue,
  type VisitTicket,
  visitAfterClose,
} from "../../../src/domain/visits/plan-visit.ts";
import type { Visit } from "../../../src/domain/visits/visit.ts";
import { at, calendarOf, officeWeek } from "../../support/calendars.ts";
import { testPolicy } from "../../support/small-policy.ts";

const taipei = (wall: string) => at(wall, "+08:00");
// 6 April 2026, a Monday, is a holiday.
const time = compileCalendar(calendarOf("Asia/Taipei", officeWeek, ["2026-04-06"]));
const rules = { policy: testPolicy, time };
const customer = { kind: "company" as const, id: "7" };

describe("visitAfterClose", () => {
  const closed: VisitTicket = {
    ticketId: "501",
    customer,
    ownerId: "31",
    tier: "key",
    closedAt: taipei("2026-03-24 17:00"),
  };

  it("plans the visit the tier's days after the ticket closed", () => {
    expect(visitAfterClose(closed, rules, null)).toEqual({
      visitId: "after_ticket:501",
      customer,
      ticketId: "501",
      tier: "key",
      dueDate: "2026-03-27",
      dueAt: taipei("2026-03-27 09:00"),
      ownerId: "31",
      state: "planned",
      reason: "ticket_closed",
    });
  });

  it.each<{ name: string; closedAt: number; tier: string; dueDate: string }>([
    {
      name: "moves from a weekend to the next working day",
      closedAt: taipei("2026-03-25 09:00"),
      tier: "key",
      dueDate: "2026-03-30",
    },
    {
      name: "moves on from a holiday too",
      closedAt: taipei("2026-04-01 09:00"),
      tier: "key",
      dueDate: "2026-04-07",
    },
    {
      name: "counts from the day in the calendar's zone",
      closedAt: taipei("2026-03-24 00:00") - 1,
      tier: "key",
      dueDate: "2026-03-26",
    },
    {
      name: "waits longer for a lower tier",
      closedAt: taipei("2026-03-24 17:00"),
      tier: "standard",
      dueDate: "2026-04-07",
    },
  ])("$name", ({ closedAt, tier, dueDate }) => {
    expect(visitAfterClose({ ...closed, closedAt, tier }, rules, null)?.dueDate).toBe(dueDate);
  });

  const planned = visitAfterClose(closed, rules, null);

  it("is cancelled when the ticket is open again, and planned anew when it closes again", () => {
    const cancelled = visitAfterClose({ ...closed, closedAt: null }, rules, planned);
    expect(cancelled).toEqual({ ...planned, state: "cancelled" });
    const again = { ...closed, closedAt: taipei("2026-03-26 10:00") };
    expect(visitAfterClose(again, rules, cancelled)).toMatchObject({
      state: "planned",
      dueDate: "2026-03-30",
    });
  });

  it("is none while the ticket was never closed", () => {
    expect(visitAfterClose({ ...closed, closedAt: null }, rules, null)).toBeNull();
  });

  it.each(["done", "skipped"] as const)("stays %s, whatever becomes of the ticket", (state) => {
    const before = planned && { ...planned, state };
    expect(visitAfterClose({ ...closed, closedAt: null }, rules, before)).toBe(before);
    expect(visitAfterClose(closed, rules, before)).toBe(before);
  });

  it("asks for a tier of the policy", () => {
    expect(() => visitAfterClose({ ...closed, tier: "gold" }, rules, null)).toThrow(
      'plans visits for tier "gold"',
    );
  });
});

describe("cadenceVisit", () => {
  const subject: CadenceCase = {
    customer,
    tier: "key",
    ownerId: "31",
    anchorDate: "2026-02-25",
    now: taipei("2026-02-26 02:00"),
  };

  it("plans the next visit at the tier's ideal interval", () => {
    expect(cadenceVisit(subject, rules)).toEqual({
      visitId: "cadence:company:7:2026-02-25",
      customer,
      ticketId: null,
      tier: "key",
      dueDate: "2026-03-27",
      dueAt: taipei("2026-03-27 09:00"),
      ownerId: "31",
      state: "planned",
      reason: "cadence",
    });
  });

  it.each<{ name: string; anchorDate: string; now: string; dueDate: string }>([
    {
      name: "moves from a weekend to the next working day",
      anchorDate: "2026-02-26",
      now: "2026-02-26 02:00",
      dueDate: "2026-03-30",
    },
    {
      name: "keeps a visit that falls on today",
      anchorDate: "2026-02-25",
      now: "2026-03-27 23:59",
      dueDate: "2026-03-27",
    },
    {
      name: "takes the next working day when the interval is over",
      anchorDate: "2026-02-25",
      now: "2026-03-28 00:00",
      dueDate: "2026-03-30",
    },
    {
      name: "takes today when it is a working day and even the maximum is over",
      anchorDate: "2025-01-01",
      now: "2026-04-07 02:00",
      dueDate: "2026-04-07",
    },
  ])("$name", ({ anchorDate, now, dueDate }) => {
    const visit = cadenceVisit({ ...subject, anchorDate, now: taipei(now) }, rules);
    expect(visit.dueDate).toBe(dueDate);
  });

  const closedSpring = (from: number, days: number) =>
    Array.from({ length: days }, (_, index) => time.addDays("2026-03-01", from - 1 + index));
  const rulesClosed = (holidays: string[]) => ({
    policy: testPolicy,
    time: compileCalendar(calendarOf("Asia/Taipei", officeWeek, holidays)),
  });

  it("falls on the last working day before the ideal when nothing is open until the maximum", () => {
    // The ideal is Friday 27 March, the maximum 11 April.
    const closed = rulesClosed(closedSpring(26, 60));
    expect(cadenceVisit(subject, closed).dueDate).toBe("2026-03-25");
  });

  it("falls after the maximum when no day since the anchor is open", () => {
    const closed = rulesClosed([...closedSpring(1, 50), "2026-02-26", "2026-02-27"]);
    expect(cadenceVisit(subject, closed).dueDate).toBe("2026-04-20");
  });

  it("stays within the maximum, on a working day, never in the past", () => {
    const day = fc.integer({ min: 0, max: 700 });
    const closedDays = fc.uniqueArray(day, { maxLength: 60 });
    const tier = fc.constantFrom("key", "developing", "standard");
    fc.assert(
      fc.property(closedDays, fc.tuple(day, day), tier, (closed, [anchor, now], drawn) => {
        const dateOf = (offset: number) => time.addDays("2026-01-01", offset);
        const drawnRules = rulesClosed(closed.map(dateOf));
        const visit = cadenceVisit(
          {
            customer,
            tier: drawn,
            ownerId: null,
            anchorDate: dateOf(anchor),
            now: taipei(`${dateOf(now)} 02:00`),
          },
          drawnRules,
        );
        const maximumDays = testPolicy.visits.byTier[drawn]?.maximumDays ?? 0;
        const latest = time.addDays(dateOf(anchor), maximumDays);
        const today = drawnRules.time.nextWorkingDate(dateOf(now));
        expect(drawnRules.time.isWorkingDate(visit.dueDate)).toBe(true);
        expect(visit.dueDate >= dateOf(now)).toBe(true);
        expect(visit.dueDate <= latest || visit.dueDate === today).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe("anchorDateOf", () => {
  it("reads the day that a cadence visit counts from", () => {
    expect(anchorDateOf({ reason: "cadence", visitId: "cadence:contact:9:2026-02-25" })).toBe(
      "2026-02-25",
    );
    expect(anchorDateOf({ reason: "ticket_closed", visitId: "after_ticket:501" })).toBeNull();
  });
});

describe("isTaskDue", () => {
  const visit: Visit = {
    visitId: "after_ticket:501",
    customer,
    ticketId: "501",
    tier: "key",
    dueDate: "2026-03-27",
    dueAt: taipei("2026-03-27 09:00"),
    ownerId: null,
    state: "planned",
    reason: "ticket_closed",
  };

  it.each<{ name: string; now: string; expected: boolean }>([
    { name: "not a day before the horizon", now: "2026-03-12 23:59", expected: false },
    { name: "from the horizon on", now: "2026-03-13 00:00", expected: true },
    { name: "still 30 days late", now: "2026-04-26 23:59", expected: true },
    { name: "not later than that", now: "2026-04-27 00:00", expected: false },
  ])("is due $name", ({ now, expected }) => {
    expect(isTaskDue(visit, rules, taipei(now))).toBe(expected);
  });

  it("is due for planned visits only", () => {
    const now = taipei("2026-03-20 00:00");
    expect(isTaskDue({ ...visit, state: "cancelled" }, rules, now)).toBe(false);
  });
});
