import { describe, expect, it } from "vitest";
import { createWeekHours } from "../../../src/domain/time/week-hour.ts";

describe("the hour of the week", () => {
  const weekHourOf = createWeekHours();

  it.each([
    {
      name: "in Taipei",
      zone: "Asia/Taipei",
      at: "2026-03-27T16:59:59+08:00",
      weekday: "fri",
      hour: 16,
    },
    {
      name: "of the same instant in UTC",
      zone: "UTC",
      at: "2026-03-27T16:59:59+08:00",
      weekday: "fri",
      hour: 8,
    },
    {
      name: "at midnight",
      zone: "Asia/Taipei",
      at: "2026-03-28T00:00:00+08:00",
      weekday: "sat",
      hour: 0,
    },
    {
      name: "a millisecond before it",
      zone: "Asia/Taipei",
      at: "2026-03-27T23:59:59.999+08:00",
      weekday: "fri",
      hour: 23,
    },
    {
      name: "before a clock goes forward",
      zone: "Europe/Berlin",
      at: "2026-03-29T00:59:00Z",
      weekday: "sun",
      hour: 1,
    },
    {
      name: "after it has",
      zone: "Europe/Berlin",
      at: "2026-03-29T01:00:00Z",
      weekday: "sun",
      hour: 3,
    },
    {
      name: "where quarters of an hour count",
      zone: "Asia/Kathmandu",
      at: "2026-03-29T18:15:00Z",
      weekday: "mon",
      hour: 0,
    },
    {
      name: "just before in the same zone",
      zone: "Asia/Kathmandu",
      at: "2026-03-29T18:14:59Z",
      weekday: "sun",
      hour: 23,
    },
  ])("$name", ({ zone, at, weekday, hour }) => {
    expect(weekHourOf(zone, Date.parse(at))).toEqual({ weekday, hour });
    expect(weekHourOf(zone, Date.parse(at))).toEqual({ weekday, hour });
  });
});
