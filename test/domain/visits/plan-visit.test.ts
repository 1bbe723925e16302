import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import {
  isTaskDue,
  type VisitTicket,
  visitAfterClose,
} from "../../../src/domain/visits/plan-visit.ts";
import { at, calendarOf, officeWeek } from "../../support/calendars.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
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
    isClosedAutomatically: false,
    seenAt: taipei("2026-03-25 09:00"),
  };

  it("plans the visit the tier's days after the ticket closed", () => {
    expect(visitAfterClose(closed, rules, null)).toEqual(
      plannedVisit({
        customer,
        anchorDate: "2026-03-24",
        dueDate: "2026-03-27",
        latestDate: "2026-04-03",
      }),
    );
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

  it("keeps the day that it was moved to since, and who is to make it", () => {
    const moved = planned && { ...planned, dueDate: "2026-03-30", ownerId: "32" };
    const again = visitAfterClose({ ...closed, ownerId: null }, rules, moved);
    expect(again).toMatchObject({ dueDate: "2026-03-30", ownerId: "32" });
    const later = { ...closed, closedAt: taipei("2026-03-26 10:00"), ownerId: null };
    expect(visitAfterClose(later, rules, moved)).toMatchObject({ wantedDate: "2026-03-30" });
    const lower = visitAfterClose({ ...closed, tier: "standard" }, rules, moved);
    expect(lower).toMatchObject({ dueDate: "2026-04-07" });
  });

  it("goes with the ticket to another owner, and says so", () => {
    const again = visitAfterClose({ ...closed, ownerId: "32" }, rules, planned);
    expect(again).toMatchObject({
      ownerId: "32",
      shifts: [{ cause: "owner_changed", fromOwnerId: "31", at: closed.seenAt }],
    });
    expect(visitAfterClose({ ...closed, ownerId: "32" }, rules, again)).toEqual(again);
  });

  it("is none after a ticket that was closed automatically, and taken back when that shows later", () => {
    const byItself = { ...closed, isClosedAutomatically: true };
    expect(visitAfterClose(byItself, rules, null)).toBeNull();
    expect(visitAfterClose(byItself, rules, planned)).toEqual({ ...planned, state: "cancelled" });
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

describe("isTaskDue", () => {
  const visit = plannedVisit({ dueDate: "2026-03-27", ownerId: null });

  it.each<{ name: string; now: string; expected: boolean }>([
    { name: "not a day before the horizon", now: "2026-03-12 23:59", expected: false },
    { name: "from the horizon on", now: "2026-03-13 00:00", expected: true },
    { name: "still 30 days late", now: "2026-04-26 23:59", expected: true },
    { name: "not later than that", now: "2026-04-27 00:00", expected: false },
  ])("is due $name", ({ now, expected }) => {
    expect(isTaskDue(visit, rules, taipei(now))).toBe(expected);
  });

  it("waits while the visit is held by a complaint, not by the contact cap", () => {
    const now = taipei("2026-03-20 00:00");
    const held = { subjectId: "9", sinceDate: "2026-03-19" };
    const complaint = { ...visit, suppressed: { ...held, by: "complaint" as const } };
    expect(isTaskDue(complaint, rules, now)).toBe(false);
    const capped = { ...visit, suppressed: { ...held, by: "contact_cap" as const } };
    expect(isTaskDue(capped, rules, now)).toBe(true);
  });

  it("is due for planned visits only", () => {
    const now = taipei("2026-03-20 00:00");
    expect(isTaskDue({ ...visit, state: "cancelled" }, rules, now)).toBe(false);
  });
});
