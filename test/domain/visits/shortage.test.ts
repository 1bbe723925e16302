import { describe, expect, it } from "vitest";
import { dayNumberOf } from "../../../src/domain/time/day-number.ts";
import { shortageCause, shortagesOf } from "../../../src/domain/visits/shortage.ts";
import type { ShiftCause, Suppression, Visit } from "../../../src/domain/visits/visit.ts";
import { someVisit } from "../../support/some-visit.ts";

const open = { openAt: () => 1, isAbsence: () => false };
const closed = { openAt: () => null, isAbsence: () => false };
const IN_TIME = dayNumberOf("2026-01-07");
const TOO_LATE = dayNumberOf("2026-01-10");

function causeOn(today: number, changes: Partial<Visit>): string | null {
  return shortageCause(someVisit(changes), today, open);
}

function shift(cause: ShiftCause) {
  return { cause, fromDate: "2026-01-06", toDate: "2026-01-12", at: 0 };
}

function heldBy(by: Suppression["by"]): Suppression {
  return { by, subjectId: null, sinceDate: "2026-01-05" };
}

describe("the cause of a shortage", () => {
  const dueDate = "2026-01-12";

  it("is none for a visit within its limit", () => {
    expect(causeOn(IN_TIME, {})).toBeNull();
    expect(causeOn(IN_TIME, { dueDate: "2026-01-09" })).toBeNull();
  });

  it("is what holds the visit, and the contact cap only until the limit has passed", () => {
    expect(causeOn(IN_TIME, { dueDate, suppressed: heldBy("contact_cap") })).toBe("contact_cap");
    expect(causeOn(TOO_LATE, { dueDate, suppressed: heldBy("complaint") })).toBe("complaint");
    expect(causeOn(TOO_LATE, { dueDate, suppressed: heldBy("contact_cap") })).toBe("late");
  });

  it("is what moved it last, whatever was let go, late or balanced since", () => {
    const movedBy = (cause: ShiftCause) => [
      shift(cause),
      shift("released"),
      shift("late"),
      shift("balance"),
    ];
    expect(causeOn(IN_TIME, { dueDate, shifts: movedBy("complaint") })).toBe("complaint");
    expect(causeOn(TOO_LATE, { dueDate, shifts: movedBy("escalation") })).toBe("escalation");
    expect(causeOn(TOO_LATE, { dueDate, shifts: movedBy("capacity") })).toBe("late");
  });

  it("is the owner's room where a day was open, and else their calendar", () => {
    const openAt = (day: number) => (day === dayNumberOf("2026-01-09") ? 1 : null);
    expect(shortageCause(someVisit({ dueDate }), IN_TIME, { ...open, openAt })).toBe("capacity");
    expect(shortageCause(someVisit({ dueDate }), IN_TIME, closed)).toBe("calendar");
  });
});

describe("shortages", () => {
  it("are counted by owner, cause and the week of the limit, in that order", () => {
    const found = [
      { visit: someVisit({ visitId: "a", ownerId: "ben" }), cause: "late" as const },
      { visit: someVisit({ visitId: "b", ownerId: null }), cause: "late" as const },
      { visit: someVisit({ visitId: "c", latestDate: "2026-01-11" }), cause: "late" as const },
      { visit: someVisit({ visitId: "d" }), cause: "capacity" as const },
      { visit: someVisit({ visitId: "e", latestDate: "2026-01-12" }), cause: "late" as const },
      { visit: someVisit({ visitId: "f", latestDate: "2026-01-05" }), cause: "late" as const },
    ];
    const [first, second] = ["2026-01-05", "2026-01-12"];
    expect(shortagesOf(found)).toEqual([
      { ownerId: null, cause: "late", weekDate: first, visits: 1, visitIds: ["b"] },
      { ownerId: "ann", cause: "capacity", weekDate: first, visits: 1, visitIds: ["d"] },
      { ownerId: "ann", cause: "late", weekDate: first, visits: 2, visitIds: ["c", "f"] },
      { ownerId: "ann", cause: "late", weekDate: second, visits: 1, visitIds: ["e"] },
      { ownerId: "ben", cause: "late", weekDate: first, visits: 1, visitIds: ["a"] },
    ]);
  });

  it("name the first twenty of many", () => {
    const found = Array.from({ length: 25 }, (_, index) => ({
      visit: someVisit({ visitId: `v${index}` }),
      cause: "late" as const,
    }));
    const [only] = shortagesOf(found);
    expect(only?.visits).toBe(25);
    expect(only?.visitIds).toHaveLength(20);
    expect(only?.visitIds.at(-1)).toBe("v19");
  });
});
