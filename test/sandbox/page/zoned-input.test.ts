import { describe, expect, it } from "vitest";
import { instantAt, wallTimeAt } from "../../../sandbox/page/chat/zoned-input.ts";

const utc = (text: string) => Date.parse(`${text}Z`);

describe("a date with its time in a field", () => {
  it.each([
    { name: "in winter", zone: "Europe/Berlin", at: "2026-01-15T09:30", wall: "2026-01-15T10:30" },
    { name: "in summer", zone: "Europe/Berlin", at: "2026-07-15T09:30", wall: "2026-07-15T11:30" },
    {
      name: "just before the clock goes forward",
      zone: "Europe/Berlin",
      at: "2026-03-29T00:59",
      wall: "2026-03-29T01:59",
    },
    {
      name: "just after the clock went forward",
      zone: "Europe/Berlin",
      at: "2026-03-29T01:00",
      wall: "2026-03-29T03:00",
    },
    {
      name: "the morning after it went back",
      zone: "Europe/Berlin",
      at: "2026-10-25T06:00",
      wall: "2026-10-25T07:00",
    },
    {
      name: "on the next day",
      zone: "Asia/Taipei",
      at: "2026-03-27T20:00",
      wall: "2026-03-28T04:00",
    },
    {
      name: "west of UTC",
      zone: "America/New_York",
      at: "2026-03-27T02:00",
      wall: "2026-03-26T22:00",
    },
    {
      name: "half an hour off",
      zone: "Asia/Kolkata",
      at: "2026-03-27T02:00",
      wall: "2026-03-27T07:30",
    },
  ])("is the zone's, both ways: $name", ({ zone, at, wall }) => {
    expect(wallTimeAt(utc(at), zone)).toBe(wall);
    expect(instantAt(wall, zone)).toBe(utc(at));
  });

  it("is one of two where the hour comes twice", () => {
    const either = [utc("2026-10-25T00:30"), utc("2026-10-25T01:30")];
    expect(either).toContain(instantAt("2026-10-25T02:30", "Europe/Berlin"));
  });

  it("is no instant while it is not complete", () => {
    expect(instantAt("", "Europe/Berlin")).toBeNull();
    expect(instantAt("2026-13-40T10:00", "Europe/Berlin")).toBeNull();
  });
});
