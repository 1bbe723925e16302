import { describe, expect, it } from "vitest";
import { dateOfDay, dayNumberOf } from "../../../src/domain/time/day-number.ts";
import { createRoomMaker } from "../../../src/domain/visits/make-room.ts";
import { createOwnerDays } from "../../../src/domain/visits/owner-days.ts";
import type { Placing } from "../../../src/domain/visits/placing.ts";
import { planRulesWith } from "../../support/plan-rules.ts";
import { plannedVisit } from "../../support/planned-visit.ts";

const { gridOf, today } = planRulesWith();
const everyday = gridOf(null, undefined);
const isOpen = (day: number) => everyday.openAt(day) !== null;

/** A visit that may be from the first day to the last one and stands on the first. */
function placing(from: string, to: string, wish?: string): Placing {
  const visit = plannedVisit({ dueDate: from, latestDate: to });
  const day = dayNumberOf(from);
  return {
    one: { visit, before: null, isShared: false, wish, otherDays: null, isStanding: true },
    grid: gridOf(null, wish),
    earliest: day,
    wanted: day,
    latest: dayNumberOf(to),
    day,
  };
}

function roomAmong(standing: readonly Placing[], limits: { perDay: number; perWeek: number }) {
  const days = createOwnerDays(limits, { today, isOpen });
  const room = createRoomMaker(days, { today, isOpen });
  for (const one of standing) {
    days.add(one.day);
    room.add(one);
  }
  return (one: Placing) => {
    const day = room.make(one, (at) => one.grid.openAt(at) !== null);
    return day === null ? null : dateOfDay(day);
  };
}

const dateOf = ({ day }: Placing) => dateOfDay(day);
const oneADay = { perDay: 1, perWeek: 40 };

describe("room for a visit", () => {
  it("is there where nothing stands", () => {
    const make = roomAmong([], oneADay);
    expect(make(placing("2026-03-23", "2026-03-23"))).toBe("2026-03-23");
  });

  it("is made by moving one after another, each within its window", () => {
    const first = placing("2026-03-23", "2026-03-24");
    const second = placing("2026-03-24", "2026-03-25");
    const make = roomAmong([first, second], oneADay);
    expect(make(placing("2026-03-23", "2026-03-23"))).toBe("2026-03-23");
    expect([first, second].map(dateOf)).toEqual(["2026-03-24", "2026-03-25"]);
  });

  it("is made in a full week by moving one of it to the next", () => {
    const stuck = placing("2026-03-24", "2026-03-26");
    const free = placing("2026-03-25", "2026-03-30");
    const make = roomAmong([stuck, free], { perDay: 1, perWeek: 2 });
    expect(make(placing("2026-03-23", "2026-03-23"))).toBe("2026-03-23");
    expect([stuck, free].map(dateOf)).toEqual(["2026-03-24", "2026-03-30"]);
  });

  it("is not made on a day off, nor on a day that a moved customer does not like", () => {
    const friday = placing("2026-03-27", "2026-03-29");
    const monday = placing("2026-03-23", "2026-03-25", "mon,wed");
    const make = roomAmong([friday, monday], oneADay);
    expect(make(placing("2026-03-27", "2026-03-28"))).toBeNull();
    expect(make(placing("2026-03-23", "2026-03-23"))).toBe("2026-03-23");
    expect([friday, monday].map(dateOf)).toEqual(["2026-03-27", "2026-03-25"]);
  });

  it("that was not found once is not found again, and moves nobody", () => {
    const stuck = placing("2026-03-23", "2026-03-23");
    const beside = placing("2026-03-24", "2026-03-24");
    const make = roomAmong([stuck, beside], oneADay);
    expect(make(placing("2026-03-23", "2026-03-24"))).toBeNull();
    expect(make(placing("2026-03-23", "2026-03-24"))).toBeNull();
    expect([stuck, beside].map(dateOf)).toEqual(["2026-03-23", "2026-03-24"]);
  });

  it("is not made before today", () => {
    const make = roomAmong([], oneADay);
    expect(make(placing("2026-03-19", "2026-03-20"))).toBeNull();
  });
});
