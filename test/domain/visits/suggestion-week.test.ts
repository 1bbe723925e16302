import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { suggestionSpan } from "../../../src/domain/visits/suggestion-week.ts";
import { at, calendarOf, everyDay, officeWeek } from "../../support/calendars.ts";

const ZONE = "Asia/Taipei";
const taipei = (wall: string) => at(wall, "+08:00");
// 6 April 2026 is a Monday; the office is closed in all of February.
const february = Array.from(
  { length: 28 },
  (_, day) => `2026-02-${String(day + 1).padStart(2, "0")}`,
);
const time = compileCalendar(calendarOf(ZONE, officeWeek, ["2026-04-06", ...february]));

describe("suggestionSpan", () => {
  it.each([
    { name: "an ordinary Monday tells of the week before", date: "2026-03-23", from: "2026-03-16" },
    { name: "after a holiday Tuesday tells it", date: "2026-04-07", from: "2026-03-30" },
    { name: "the week after counts from that Tuesday", date: "2026-04-13", from: "2026-04-07" },
    { name: "a long closing is told with the next week", date: "2026-03-02", from: "2026-01-26" },
  ])("$name", ({ date, from }) => {
    expect(suggestionSpan(time, ZONE, date)).toEqual({
      fromAt: taipei(`${from} 09:00`),
      untilAt: taipei(`${date} 09:00`),
    });
  });

  it.each(["2026-03-24", "2026-03-28", "2026-04-06"])("nothing is told on %s", (date) => {
    expect(suggestionSpan(time, ZONE, date)).toBeNull();
  });

  it("has each instant of a year in one digest at most, and leaves none out", () => {
    let untilAt: number | null = null;
    for (let day = 0; day < 365; day += 1) {
      const span = suggestionSpan(time, ZONE, time.addDays("2026-03-02", day));
      if (span === null) continue;
      if (untilAt !== null) expect(span.fromAt).toBe(untilAt);
      untilAt = span.untilAt;
    }
  });

  it("looks no further back than some weeks", () => {
    const days = Array.from({ length: 120 }, (_, day) => time.addDays("2026-01-01", day));
    const closed = compileCalendar(calendarOf(ZONE, everyDay(["09:00-18:00"]), days));
    const untilAt = taipei("2026-05-04 09:00");
    const first = suggestionSpan(closed, ZONE, "2026-05-01");
    expect(first?.fromAt).toBe(taipei("2026-05-01 09:00") - 56 * 86_400_000);
    expect(suggestionSpan(closed, ZONE, "2026-05-04")?.untilAt).toBe(untilAt);
  });
});
