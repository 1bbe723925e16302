import { describe, expect, it } from "vitest";
import { dateAt, daysOf, isZone, midnightOf } from "../../../src/domain/time/zone.ts";
import { at } from "../../support/calendars.ts";

const hour = 3_600_000;

describe("daysOf", () => {
  it("gives each day with its weekday, from midnight to midnight", () => {
    expect(daysOf("Europe/Berlin", "2026-02-27", "2026-03-02")).toEqual([
      {
        date: "2026-02-27",
        weekday: "fri",
        from: at("2026-02-27 00:00", "+01:00"),
        to: at("2026-02-28 00:00", "+01:00"),
      },
      {
        date: "2026-02-28",
        weekday: "sat",
        from: at("2026-02-28 00:00", "+01:00"),
        to: at("2026-03-01 00:00", "+01:00"),
      },
      {
        date: "2026-03-01",
        weekday: "sun",
        from: at("2026-03-01 00:00", "+01:00"),
        to: at("2026-03-02 00:00", "+01:00"),
      },
    ]);
  });

  it.each<{ name: string; date: string; hours: number }>([
    { name: "short in spring", date: "2026-03-29", hours: 23 },
    { name: "long in autumn", date: "2026-10-25", hours: 25 },
    { name: "ordinary on the day before", date: "2026-03-28", hours: 24 },
    { name: "ordinary on the day after", date: "2026-03-30", hours: 24 },
  ])("gives a day that is $name", ({ date, hours }) => {
    const days = daysOf("Europe/Berlin", "2026-01-01", "2027-01-01");
    const day = days.find((candidate) => candidate.date === date);
    expect((day?.to ?? 0) - (day?.from ?? 0)).toBe(hours * hour);
  });

  it("goes over the ends of months and leap years", () => {
    const dates = (from: string, until: string) => daysOf("UTC", from, until).map((d) => d.date);
    expect(dates("2028-02-28", "2028-03-02")).toEqual(["2028-02-28", "2028-02-29", "2028-03-01"]);
    expect(dates("2027-02-28", "2027-03-02")).toEqual(["2027-02-28", "2027-03-01"]);
    expect(dates("2026-12-31", "2027-01-02")).toEqual(["2026-12-31", "2027-01-01"]);
    expect(dates("2026-12-31", "2026-12-31")).toEqual([]);
  });

  // Changes at midnight, just after it, of half an hour, of a whole day, and none at all.
  it.each([
    { zone: "Africa/Casablanca", year: 2026 },
    { zone: "America/Goose_Bay", year: 2010 },
    { zone: "America/Santiago", year: 2026 },
    { zone: "Asia/Amman", year: 2021 },
    { zone: "Asia/Dhaka", year: 2009 },
    { zone: "Asia/Kathmandu", year: 1986 },
    { zone: "Asia/Taipei", year: 2026 },
    { zone: "Australia/Lord_Howe", year: 2026 },
    { zone: "Pacific/Apia", year: 2011 },
    { zone: "Pacific/Kwajalein", year: 1993 },
  ])("finds every midnight of $zone in $year", ({ zone, year }) => {
    const days = daysOf(zone, `${year}-01-01`, `${year + 1}-01-01`);
    expect(days).toHaveLength(365);
    expect(days.map((day) => day.from)).toEqual(days.map((day) => midnightOf(zone, day.date)));
    expect(days.slice(1).map((day) => day.from)).toEqual(days.slice(0, -1).map((day) => day.to));
  });
});

describe("dates and zones", () => {
  it("tells the day of an instant in its zone", () => {
    const newYear = at("2026-01-01 00:00", "+08:00");
    expect(dateAt("Asia/Taipei", newYear)).toBe("2026-01-01");
    expect(dateAt("Asia/Taipei", newYear - 1)).toBe("2025-12-31");
    expect(dateAt("UTC", newYear)).toBe("2025-12-31");
  });

  it("knows zones from what only looks like one", () => {
    expect(isZone("Asia/Taipei")).toBe(true);
    expect(isZone("Taipei")).toBe(false);
  });
});
