import { describe, expect, it } from "vitest";
import { compileCalendar } from "../../../src/domain/time/business-time.ts";
import { at, calendarOf, calendarWith, everyDay } from "../../support/calendars.ts";

const hour = 3_600_000;
const berlin = (wall: string) => at(wall, "+01:00");
const summer = (wall: string) => at(wall, "+02:00");

describe("change nights", () => {
  const nightly = (zone: string, windows: string[]) =>
    compileCalendar(calendarOf(zone, everyDay(windows)));
  it.each<{ name: string; zone: string; windows: string[]; a: number; b: number; hours: number }>([
    {
      name: "spring in Berlin takes an hour from the night",
      zone: "Europe/Berlin",
      windows: ["00:00-06:00"],
      a: berlin("2026-03-29 00:00"),
      b: summer("2026-03-29 06:00"),
      hours: 5,
    },
    {
      name: "a skipped closing time moves forward by the gap",
      zone: "Europe/Berlin",
      windows: ["01:00-02:30"],
      a: berlin("2026-03-29 00:00"),
      b: summer("2026-03-29 06:00"),
      hours: 1.5,
    },
    {
      name: "a skipped opening time moves forward by the gap",
      zone: "Europe/Berlin",
      windows: ["02:15-05:00"],
      a: berlin("2026-03-29 00:00"),
      b: summer("2026-03-29 06:00"),
      hours: 1.75,
    },
    {
      name: "a window that ends before it begins once moved is empty",
      zone: "Europe/Berlin",
      windows: ["02:30-03:00"],
      a: berlin("2026-03-29 00:00"),
      b: summer("2026-03-29 06:00"),
      hours: 0,
    },
    {
      name: "windows that overlap once moved count once",
      zone: "Europe/Berlin",
      windows: ["02:00-02:45", "03:00-04:00"],
      a: berlin("2026-03-29 00:00"),
      b: summer("2026-03-29 06:00"),
      hours: 1,
    },
    {
      name: "autumn in Berlin gives the night an hour",
      zone: "Europe/Berlin",
      windows: ["00:00-06:00"],
      a: summer("2026-10-25 00:00"),
      b: berlin("2026-10-25 06:00"),
      hours: 7,
    },
    {
      name: "a doubled closing time is the first of the two",
      zone: "Europe/Berlin",
      windows: ["01:00-02:30"],
      a: summer("2026-10-25 00:00"),
      b: berlin("2026-10-25 06:00"),
      hours: 1.5,
    },
    {
      name: "a doubled opening time is the first of the two",
      zone: "Europe/Berlin",
      windows: ["02:30-04:00"],
      a: summer("2026-10-25 00:00"),
      b: berlin("2026-10-25 06:00"),
      hours: 2.5,
    },
    {
      name: "Lord Howe moves by half an hour in October",
      zone: "Australia/Lord_Howe",
      windows: ["00:00-06:00"],
      a: at("2026-10-04 00:00", "+10:30"),
      b: at("2026-10-04 06:00", "+11:00"),
      hours: 5.5,
    },
    {
      name: "Lord Howe moves back by half an hour in April",
      zone: "Australia/Lord_Howe",
      windows: ["00:00-06:00"],
      a: at("2026-04-05 00:00", "+11:00"),
      b: at("2026-04-05 06:00", "+10:30"),
      hours: 6.5,
    },
    {
      name: "Santiago skips the first hour of a day in September",
      zone: "America/Santiago",
      windows: ["00:00-06:00"],
      a: at("2026-09-06 00:00", "-04:00"),
      b: at("2026-09-06 06:00", "-03:00"),
      hours: 5,
    },
    {
      name: "Santiago doubles the last hour of a day in April",
      zone: "America/Santiago",
      windows: ["20:00-24:00"],
      a: at("2026-04-04 20:00", "-03:00"),
      b: at("2026-04-05 00:00", "-04:00"),
      hours: 5,
    },
    {
      name: "Casablanca goes back for Ramadan",
      zone: "Africa/Casablanca",
      windows: ["00:00-06:00"],
      a: at("2026-02-15 00:00", "+01:00"),
      b: at("2026-02-15 06:00", "+00:00"),
      hours: 7,
    },
    {
      name: "Casablanca comes forward after Ramadan",
      zone: "Africa/Casablanca",
      windows: ["00:00-06:00"],
      a: at("2026-03-22 00:00", "+00:00"),
      b: at("2026-03-22 06:00", "+01:00"),
      hours: 5,
    },
    {
      name: "Kathmandu moved by a quarter of an hour at midnight in 1986",
      zone: "Asia/Kathmandu",
      windows: ["00:00-06:00"],
      a: at("1985-12-31 23:00", "+05:30"),
      b: at("1986-01-01 06:00", "+05:45"),
      hours: 5.75,
    },
    {
      name: "Taipei had summer time in 1979",
      zone: "Asia/Taipei",
      windows: ["00:00-06:00"],
      a: at("1979-06-30 23:00", "+08:00"),
      b: at("1979-07-01 06:00", "+09:00"),
      hours: 5,
    },
    {
      name: "Samoa skipped 30 December 2011 with all its hours",
      zone: "Pacific/Apia",
      windows: ["09:00-17:00"],
      a: at("2011-12-29 00:00", "-10:00"),
      b: at("2012-01-01 00:00", "+14:00"),
      hours: 16,
    },
  ])("$name", ({ zone, windows, a, b, hours }) => {
    expect(nightly(zone, windows).between(a, b)).toBe(hours * hour);
  });

  it.each<{ name: string; zone: string; from: number; to: number }>([
    {
      name: "a night ends in the day after a skipped one by the gap later",
      zone: "Pacific/Apia",
      from: at("2011-12-29 22:00", "-10:00"),
      to: at("2011-12-31 06:00", "+14:00"),
    },
    {
      // The last of December 1994 is missing: its night ends in another year than it should.
      name: "a night may end beyond a skipped day that was the last of its year",
      zone: "Pacific/Kiritimati",
      from: at("1994-12-30 22:00", "-10:00"),
      to: at("1995-01-01 06:00", "+14:00"),
    },
  ])("$name", ({ zone, from, to }) => {
    const weekday = zone === "Pacific/Apia" ? "thu" : "fri";
    const time = compileCalendar(calendarWith({ zone, weekly: { [weekday]: ["22:00-06:00"] } }));
    expect(time.nextOpen(from - hour)).toBe(from);
    expect(time.nextClose(from)).toBe(to);
    expect(time.between(from - hour, to + hour)).toBe(to - from);
  });
});
