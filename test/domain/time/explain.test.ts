import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { at, calendarOf, everyDay } from "../../support/calendars.ts";

const hour = 3_600_000;
const berlin = (wall: string) => at(wall, "+01:00");

const office = compileCalendar(calendarOf("Europe/Berlin", undefined, ["2026-01-06"]));
const always = compileCalendar(calendarOf("Europe/Berlin", everyDay(["00:00-24:00"])));

describe("explain", () => {
  it("cuts what it tells to the span, to the millisecond", () => {
    const from = berlin("2026-01-02 11:00") + 1;
    const to = berlin("2026-01-02 12:00") + 1;
    expect(office.explain(from, to)).toEqual([
      { from, to: to - 1, kind: "open", name: null },
      { from: to - 1, to, kind: "outside_hours", name: null },
    ]);
  });

  it("joins what runs over the end of a year", () => {
    const span = { from: berlin("2025-12-30 00:00"), to: berlin("2026-01-02 00:00") };
    expect(always.explain(span.from, span.to)).toEqual([{ ...span, kind: "open", name: null }]);
  });

  it("tells the last evening of a year and the first morning of the next", () => {
    expect(office.explain(berlin("2025-12-31 17:00"), berlin("2026-01-01 10:00"))).toEqual([
      {
        from: berlin("2025-12-31 17:00"),
        to: berlin("2025-12-31 18:00"),
        kind: "open",
        name: null,
      },
      {
        from: berlin("2025-12-31 18:00"),
        to: berlin("2026-01-01 09:00"),
        kind: "outside_hours",
        name: null,
      },
      {
        from: berlin("2026-01-01 09:00"),
        to: berlin("2026-01-01 10:00"),
        kind: "open",
        name: null,
      },
    ]);
  });

  it("tells nothing of an empty span, nor of one that ends before it begins", () => {
    const noon = berlin("2026-01-02 10:00");
    expect(office.explain(noon, noon)).toEqual([]);
    expect(office.explain(noon, noon - 1)).toEqual([]);
    expect(office.explain(noon, berlin("2024-01-02 10:00"))).toEqual([]);
  });

  it("tells what lies outside the years 1970 to 2199 as outside hours", () => {
    const [first, last] = [berlin("1970-01-01 00:00"), berlin("2200-01-01 00:00")];
    const outside = { kind: "outside_hours", name: null };
    expect(always.explain(first - hour, first + hour)).toEqual([
      { from: first - hour, to: first, ...outside },
      { from: first, to: first + hour, kind: "open", name: null },
    ]);
    expect(always.explain(last - hour, last + hour)).toEqual([
      { from: last - hour, to: last, kind: "open", name: null },
      { from: last, to: last + hour, ...outside },
    ]);
    expect(always.explain(first - hour, first - 1)).toEqual([
      { from: first - hour, to: first - 1, ...outside },
    ]);
    expect(always.explain(last + 1, last + hour)).toEqual([
      { from: last + 1, to: last + hour, ...outside },
    ]);
  });
});
