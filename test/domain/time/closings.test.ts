import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { at, calendarOf, calendarWith, everyDay } from "../../support/calendars.ts";

const berlin = (wall: string) => at(wall, "+01:00");

const office = compileCalendar(calendarOf("Europe/Berlin", undefined, ["2026-01-06"]));
const always = compileCalendar(calendarOf("Europe/Berlin", everyDay(["00:00-24:00"])));

describe("nextClose", () => {
  it.each<{ name: string; instant: number; expected: number }>([
    {
      name: "is the end of the window",
      instant: berlin("2026-01-02 09:00"),
      expected: berlin("2026-01-02 12:00"),
    },
    {
      name: "is a millisecond away before closing",
      instant: berlin("2026-01-02 12:00") - 1,
      expected: berlin("2026-01-02 12:00"),
    },
    {
      name: "is the instant itself at closing",
      instant: berlin("2026-01-02 12:00"),
      expected: berlin("2026-01-02 12:00"),
    },
    {
      name: "is the instant itself when closed",
      instant: berlin("2026-01-03 10:00"),
      expected: berlin("2026-01-03 10:00"),
    },
  ])("$name", ({ instant, expected }) => {
    expect(office.nextClose(instant)).toBe(expected);
  });

  const closingOnce = (date: string) =>
    compileCalendar(
      calendarWith({
        weekly: everyDay(["00:00-24:00"]),
        breaks: [{ date, window: "12:00-13:00", name: "Power cut" }],
      }),
    );

  it("goes on over the end of a year", () => {
    const closesAt = berlin("2027-01-05 12:00");
    expect(closingOnce("2027-01-05").nextClose(berlin("2026-06-01 00:00"))).toBe(closesAt);
  });

  it("ends with a year when the next begins closed", () => {
    const time = compileCalendar(calendarWith({ weekly: { thu: ["09:00-24:00"] } }));
    // The first of January 2027 is a Friday.
    const newYear = berlin("2027-01-01 00:00");
    expect(time.nextClose(berlin("2026-12-31 10:00"))).toBe(newYear);
  });

  it("is null when nothing closes within sixty years", () => {
    expect(always.nextClose(berlin("2026-01-01 00:00"))).toBeNull();
    expect(closingOnce("2085-01-05").nextClose(berlin("2026-01-01 00:00"))).toBe(
      berlin("2085-01-05 12:00"),
    );
  });

  it("is at the latest the end of the years that are counted", () => {
    expect(always.nextClose(berlin("2190-01-01 00:00"))).toBe(berlin("2200-01-01 00:00"));
  });
});
