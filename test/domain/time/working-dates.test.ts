import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { at, calendarWith } from "../../support/calendars.ts";

const berlin = (wall: string) => at(wall, "+01:00");

type Parts = Parameters<typeof calendarWith>[0];

const friday = "2026-02-27";
const saturday = "2026-02-28";

describe("working dates", () => {
  const parts = { weekly: { thu: ["09:00-10:00"], fri: ["22:00-06:00"] } };
  it.each<{ name: string; parts: Parts; date: string; openingAt: number | null }>([
    {
      name: "a night opens the day on which it starts",
      parts,
      date: friday,
      openingAt: berlin("2026-02-27 22:00"),
    },
    { name: "a night does not open the day after", parts, date: saturday, openingAt: null },
    {
      name: "a night whose first part is a holiday opens neither",
      parts: { ...parts, holidays: [{ date: friday, name: "Feast" }] },
      date: friday,
      openingAt: null,
    },
    {
      name: "a day opens after the break at its beginning",
      parts: {
        weekly: { fri: ["11:00-12:00", "09:00-10:00"] },
        breaks: [{ weekdays: ["fri"], window: "08:00-11:30", name: "Cleaning" }],
      },
      date: friday,
      openingAt: berlin("2026-02-27 11:30"),
    },
    {
      name: "a day that breaks close is none",
      parts: {
        weekly: { fri: ["09:00-10:00"], sat: ["09:00-10:00"] },
        breaks: [{ weekdays: ["fri"], window: "09:00-10:00", name: "Cleaning" }],
      },
      date: friday,
      openingAt: null,
    },
  ])("$name", ({ parts: row, date, openingAt }) => {
    const time = compileCalendar(calendarWith(row));
    expect(time.openingOf(date)).toBe(openingAt);
    expect(time.isWorkingDate(date)).toBe(openingAt !== null);
  });
});
