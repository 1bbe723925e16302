import { describe, expect, it } from "vitest";
import { CareItem } from "../../../src/domain/governance/care.ts";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { careAfterClose, itemsAfterClose } from "../../../src/domain/visits/care-after-close.ts";
import type { VisitTicket } from "../../../src/domain/visits/plan-visit.ts";
import { at, calendarOf, officeWeek } from "../../support/calendars.ts";
import { testPolicy } from "../../support/small-policy.ts";

const taipei = (wall: string) => at(wall, "+08:00");
const time = compileCalendar(calendarOf("Asia/Taipei", officeWeek, ["2026-04-06"]));
const rules = { policy: testPolicy, time };
const words = { en: "How is it", "zh-TW": "近況", "zh-CN": "近况" };
const itemOf = (changes: object = {}) =>
  CareItem.parse({
    id: "how_is_it",
    kind: "follow_up",
    name: words,
    anchor: { on: "ticket_closed", afterDays: 3 },
    ...changes,
  });
const item = itemOf();
const closed: VisitTicket = {
  ticketId: "501",
  customer: { kind: "company", id: "7" },
  ownerId: "31",
  tier: "key",
  closedAt: taipei("2026-03-24 17:00"),
  isClosedAutomatically: false,
  seenAt: taipei("2026-03-25 09:00"),
};
const careOf = (ticket: VisitTicket = closed, of = item) =>
  careAfterClose(of, { ticket, rules }, null);
const planned = careOf();

describe("careAfterClose", () => {
  it("plans the item its number of days after the ticket closed", () => {
    expect(planned).toMatchObject({
      visitId: "care:how_is_it:after_ticket:501",
      kind: "follow_up",
      reason: "ticket_closed",
      careId: "how_is_it",
      ticketId: "501",
      anchorDate: "2026-03-24",
      earliestDate: "2026-03-27",
      wantedDate: "2026-03-27",
      latestDate: "2026-04-10",
      dueDate: "2026-03-27",
      dueAt: taipei("2026-03-27 09:00"),
      ownerId: "31",
      state: "planned",
    });
  });

  it("begins earlier where the item allows it, but never before the ticket closed", () => {
    expect(careOf(closed, itemOf({ earlyDays: 30 }))?.earliestDate).toBe("2026-03-24");
  });

  it("moves from a holiday to the next working day, which is in time", () => {
    const onHoliday = { ...closed, closedAt: taipei("2026-04-03 17:00") };
    const found = careOf(onHoliday, itemOf({ lateDays: 0 }));
    expect(found).toMatchObject({ dueDate: "2026-04-07", latestDate: "2026-04-07" });
  });

  const notWanted: readonly { name: string; ticket: VisitTicket; of?: CareItem }[] = [
    { name: "is open again, merged or deleted", ticket: { ...closed, closedAt: null } },
    { name: "was closed automatically", ticket: { ...closed, isClosedAutomatically: true } },
    { name: "is nobody's", ticket: { ...closed, customer: null } },
    { name: "has a tier that gets none", ticket: closed, of: itemOf({ tiers: ["standard"] }) },
    {
      name: "is not what the item counts from",
      ticket: closed,
      of: itemOf({ anchor: { on: "benefit_unused", leadDays: 3 } }),
    },
  ];
  it.each(notWanted)("is none, and is taken back, where the ticket $name", ({ ticket, of }) => {
    expect(careOf(ticket, of)).toBeNull();
    const taken = careAfterClose(of ?? item, { ticket, rules }, planned);
    expect(taken).toEqual({ ...planned, state: "cancelled" });
  });

  it("is for the tiers that it names", () => {
    expect(careOf(closed, itemOf({ tiers: ["key"] }))?.state).toBe("planned");
  });

  it("keeps the day that it was moved to since, and who is to make it", () => {
    const moved = planned && { ...planned, dueDate: "2026-03-30", ownerId: "32" };
    const ticket = { ...closed, ownerId: null, tier: "standard" };
    expect(careAfterClose(item, { ticket, rules }, moved)).toEqual({ ...moved, tier: "standard" });
    const again = { ...closed, closedAt: taipei("2026-03-26 10:00") };
    expect(careAfterClose(item, { ticket: again, rules }, moved)?.wantedDate).toBe("2026-03-29");
  });

  it.each(["done", "skipped"] as const)("stays %s, whatever becomes of the ticket", (state) => {
    const before = planned && { ...planned, state };
    const ticket = { ...closed, closedAt: null };
    expect(careAfterClose(item, { ticket, rules }, before)).toBe(before);
  });
});

describe("itemsAfterClose", () => {
  it("are those that count from a closed ticket", () => {
    const other = itemOf({ id: "other", anchor: { on: "benefit_unused", leadDays: 3 } });
    const policy = { visits: { ...testPolicy.visits, care: [other, item] } };
    expect(itemsAfterClose(policy)).toEqual([item]);
  });
});
