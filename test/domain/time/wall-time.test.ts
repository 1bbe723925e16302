import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { wallTime } from "../../../src/domain/time/wall-time.ts";
import { at, calendarWith } from "../../support/calendars.ts";

const hour = 3_600_000;
const apia = (wall: string) => at(wall, "+13:00");
const always = calendarWith({ zone: "Pacific/Apia", weekly: undefined, always: true });

describe.each([
  { name: "wallTime", time: wallTime("Pacific/Apia") },
  { name: "a calendar that is always open", time: compileCalendar(always) },
])("$name", ({ time }) => {
  const someday = apia("2026-03-27 03:00");

  it("counts every millisecond", () => {
    expect(time.add(someday, hour)).toBe(someday + hour);
    expect(time.subtract(someday, hour)).toBe(someday - hour);
    expect(time.between(someday, someday + hour)).toBe(hour);
    expect(time.between(someday, someday - hour)).toBe(-hour);
    expect(time.add(someday, 0)).toBe(someday);
    expect(time.subtract(someday, 0)).toBe(someday);
  });

  it("takes no negative amount", () => {
    expect(() => time.add(0, -1)).toThrow("not negative");
    expect(() => time.subtract(0, -1)).toThrow("not negative");
  });

  it("is open and never closes", () => {
    expect(time.isOpen(someday)).toBe(true);
    expect(time.nextOpen(someday)).toBe(someday);
    expect(time.nextClose(someday)).toBeNull();
  });

  it("explains a span as one open interval", () => {
    const span = { from: someday, to: someday + hour };
    expect(time.explain(span.from, span.to)).toEqual([{ ...span, kind: "open", name: null }]);
    expect(time.explain(someday, someday)).toEqual([]);
    expect(time.explain(someday + 1, someday)).toEqual([]);
  });

  it("knows its zone's days, also one that was skipped", () => {
    expect(time.dateOf(someday)).toBe("2026-03-27");
    expect(time.addDays("2026-03-27", 5)).toBe("2026-04-01");
    expect(time.openingOf("2026-03-27")).toBe(apia("2026-03-27 00:00"));
    expect(time.isWorkingDate("2026-03-27")).toBe(true);
    expect(time.nextWorkingDate("2026-03-27")).toBe("2026-03-27");
    expect(time.openingOf("2011-12-30")).toBeNull();
    expect(time.isWorkingDate("2011-12-30")).toBe(false);
    expect(time.nextWorkingDate("2011-12-30")).toBe("2011-12-31");
  });
});
