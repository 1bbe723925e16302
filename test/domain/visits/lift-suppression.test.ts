import { describe, expect, it } from "vitest";
import { liftSuppression } from "../../../src/domain/visits/lift-suppression.ts";
import { isCapLifted, suppressionBy } from "../../../src/domain/visits/suppression.ts";
import { at } from "../../support/calendars.ts";
import { plannedVisit } from "../../support/planned-visit.ts";
import { visitDaysIn } from "../../support/visit-days.ts";

const office = visitDaysIn("Asia/Taipei", { holidays: ["2026-04-06"] });
const dateOf = (ms: number) => office.calendar.dateOf(ms);
const by = { id: "1", name: "Rosa Rep" };
/** A Wednesday. */
const now = at("2026-03-25 10:00", "+08:00");
const lift = { by, reason: "They asked us to come", today: "2026-03-25", now };
const complaint = {
  by: "complaint",
  subjectId: "88",
  ownerIds: ["55"],
  sinceDate: "2026-03-20",
} as const;
const held = plannedVisit({
  dueDate: "2026-04-15",
  earliestDate: "2026-03-12",
  wantedDate: "2026-03-27",
  latestDate: "2026-04-11",
  suppressed: { by: "complaint", subjectId: "88", sinceDate: "2026-03-20" },
});
const lifted = (changes: Partial<typeof held> = {}, wish?: string) =>
  liftSuppression({ ...held, ...changes }, lift, office.days("31", wish));

describe("a visit that is made all the same", () => {
  it("waits no more, is on the day that suits best, and keeps who said why", () => {
    const visit = lifted();
    expect(visit.suppressed).toBeNull();
    expect(visit.dueAt).toBe(at("2026-03-27 09:00", "+08:00"));
    expect(visit.shifts).toEqual([
      {
        cause: "override",
        fromDate: "2026-04-15",
        toDate: "2026-03-27",
        at: now,
        by,
        note: "They asked us to come",
      },
    ]);
  });

  it.each([
    {
      name: "is made today when the ideal day is past",
      changes: { wantedDate: "2026-03-20", earliestDate: "2026-03-18" },
      dueDate: "2026-03-25",
    },
    {
      name: "is made before the ideal day when nothing suits from it on",
      changes: { wantedDate: "2026-03-28", latestDate: "2026-03-29" },
      dueDate: "2026-03-27",
    },
    {
      name: "is made late when its window is over",
      changes: { earliestDate: "2026-03-02", wantedDate: "2026-03-09", latestDate: "2026-03-13" },
      dueDate: "2026-03-25",
    },
  ])("$name", ({ changes, dueDate }) => {
    expect(lifted(changes).dueDate).toBe(dueDate);
  });

  it("is held up no more by what held it up, but by the next complaint", () => {
    expect(suppressionBy(held, [complaint], dateOf)?.by).toBe("complaint");
    expect(suppressionBy(lifted(), [complaint], dateOf)).toBeNull();
    const next = { ...complaint, sinceDate: "2026-03-26" };
    expect(suppressionBy(lifted(), [next], dateOf)?.sinceDate).toBe("2026-03-26");
  });

  it("is so for one try: after it the complaint and the cap hold again", () => {
    const visit = lifted();
    expect(isCapLifted(visit)).toBe(true);
    const days = { fromDate: "2026-03-27", toDate: "2026-03-30" };
    const missed = { cause: "not_reached", ...days, at: now } as const;
    const tried = { ...visit, shifts: [...visit.shifts, missed] };
    expect(isCapLifted(tried)).toBe(false);
    expect(suppressionBy(tried, [complaint], dateOf)?.by).toBe("complaint");
  });
});
