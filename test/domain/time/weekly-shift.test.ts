import { describe, expect, it } from "vitest";
import { nameOfMinute, shiftMinutesOf } from "../../../src/domain/time/week-minutes.ts";
import { isInShift, type WeeklyShift } from "../../../src/domain/time/weekly-shift.ts";
import { at } from "../../support/calendars.ts";

const BERLIN = "Europe/Berlin";
const day: WeeklyShift = { days: ["mon", "wed"], window: "09:00-17:00" };
const night: WeeklyShift = { days: ["sat"], window: "22:00-06:00" };
const whole: WeeklyShift = { days: ["sun"], window: "00:00-24:00" };
const small: WeeklyShift = { days: ["sun"], window: "02:15-02:45" };

describe("a weekly shift", () => {
  it.each<{ name: string; shift: WeeklyShift; instant: string; offset?: string; isIn: boolean }>([
    { name: "begins with its first instant", shift: day, instant: "2026-06-08 09:00", isIn: true },
    { name: "not before", shift: day, instant: "2026-06-08 08:59:59.999", isIn: false },
    { name: "lasts to its last", shift: day, instant: "2026-06-08 16:59:59.999", isIn: true },
    { name: "is over at its end", shift: day, instant: "2026-06-08 17:00", isIn: false },
    { name: "is on its days only", shift: day, instant: "2026-06-09 10:00", isIn: false },
    { name: "goes on after midnight", shift: night, instant: "2026-06-14 05:59", isIn: true },
    { name: "which ends", shift: night, instant: "2026-06-14 06:00", isIn: false },
    {
      name: "of its day, not of that after",
      shift: night,
      instant: "2026-06-14 22:30",
      isIn: false,
    },
    {
      name: "nor of the morning of its day",
      shift: night,
      instant: "2026-06-13 05:00",
      isIn: false,
    },
    { name: "may be the whole day", shift: whole, instant: "2026-06-14 00:00", isIn: true },
    { name: "to its end", shift: whole, instant: "2026-06-15 00:00", isIn: false },
    {
      name: "is the wall's on the night that has an hour less",
      shift: night,
      instant: "2026-03-29 05:59",
      isIn: true,
    },
    {
      name: "and on the night that has an hour more",
      shift: night,
      instant: "2026-10-25 05:59",
      offset: "+01:00",
      isIn: true,
    },
    {
      name: "has no time of its own in a skipped hour but moves on with it",
      shift: small,
      instant: "2026-03-29 03:15",
      isIn: true,
    },
    {
      name: "is in the first of two hours that are told alike",
      shift: small,
      instant: "2026-10-25 02:20",
      isIn: true,
    },
    {
      name: "and not in the second",
      shift: small,
      instant: "2026-10-25 02:20",
      offset: "+01:00",
      isIn: false,
    },
  ])("$name", ({ shift, instant, offset = "+02:00", isIn }) => {
    expect(isInShift(shift, BERLIN, at(instant, offset))).toBe(isIn);
  });

  it("is of the zone that it is asked in", () => {
    const instant = at("2026-06-08 09:00", "+08:00");
    expect(isInShift(day, "Asia/Taipei", instant)).toBe(true);
    expect(isInShift(day, BERLIN, instant)).toBe(false);
  });

  it("is marked minute by minute, from Sunday's midnight on Monday", () => {
    const minutes = shiftMinutesOf({ days: ["sun"], window: "23:00-01:00" });
    const marked = [...minutes.keys()].filter((minute) => minutes[minute] === 1);
    expect(marked).toHaveLength(120);
    expect(nameOfMinute(marked[0] ?? -1)).toBe("mon 00:00");
    expect(nameOfMinute(marked[59] ?? -1)).toBe("mon 00:59");
    expect(nameOfMinute(marked[60] ?? -1)).toBe("sun 23:00");
  });
});
