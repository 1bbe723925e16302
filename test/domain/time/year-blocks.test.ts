import { describe, expect, it } from "vitest";
import { createYearBlocks } from "../../../src/domain/time/year-blocks.ts";
import { at } from "../../support/calendars.ts";

/** Years without windows, and which of them were built in which order. */
function counted() {
  const built: number[] = [];
  const none = new Float64Array();
  const blocks = createYearBlocks((year) => {
    built.push(year);
    return {
      year,
      from: berlin(`${year}-01-01 00:00`),
      to: berlin(`${year + 1}-01-01 00:00`),
      starts: none,
      ends: none,
      openAfter: none,
      openMs: 0,
      pieceStarts: none,
      pieceLabels: new Uint16Array(),
      openings: none,
    };
  });
  return { blocks, built };
}

const berlin = (wall: string) => at(wall, "+01:00");
const years = (from: number, count: number) => Array.from({ length: count }, (_, n) => from + n);

describe("year blocks", () => {
  it("builds a year once as long as it is kept", () => {
    const { blocks, built } = counted();
    for (const year of [...years(2000, 32), ...years(2000, 32)]) {
      expect(blocks.ofYear(year).year).toBe(year);
    }
    expect(built).toEqual(years(2000, 32));
  });

  it("lets go of the year that was not used for longest", () => {
    const { blocks, built } = counted();
    for (const year of years(2000, 32)) blocks.ofYear(year);
    blocks.ofYear(2000);
    blocks.ofYear(2050);
    built.length = 0;
    for (const year of [2000, ...years(2002, 30), 2050]) blocks.ofYear(year);
    expect(built).toEqual([]);
    blocks.ofYear(2001);
    expect(built).toEqual([2001]);
    blocks.ofYear(2000);
    expect(built).toEqual([2001, 2000]);
  });

  it.each<{ name: string; instant: number; year: number }>([
    { name: "the first instant of a year", instant: berlin("2026-01-01 00:00"), year: 2026 },
    { name: "the instant before", instant: berlin("2026-01-01 00:00") - 1, year: 2025 },
    { name: "the first instant of a leap year", instant: berlin("2028-01-01 00:00"), year: 2028 },
    {
      name: "the last instant of a leap year",
      instant: berlin("2029-01-01 00:00") - 1,
      year: 2028,
    },
    { name: "an instant before the first year", instant: berlin("1969-12-31 23:00"), year: 1970 },
    { name: "an instant long before", instant: berlin("1900-01-01 00:00"), year: 1970 },
    {
      name: "the last instant of the last year",
      instant: berlin("2200-01-01 00:00") - 1,
      year: 2199,
    },
    { name: "the instant after", instant: berlin("2200-01-01 00:00"), year: 2199 },
    { name: "an instant long after", instant: berlin("2500-01-01 00:00"), year: 2199 },
  ])("finds the year of $name", ({ instant, year }) => {
    expect(counted().blocks.at(instant).year).toBe(year);
  });

  it("builds no year outside those that are counted", () => {
    const { blocks, built } = counted();
    expect(() => blocks.ofYear(1969)).toThrow("only years that are counted");
    expect(() => blocks.ofYear(2200)).toThrow("only years that are counted");
    expect(blocks.ofYear(1970).year).toBe(1970);
    expect(blocks.ofYear(2199).year).toBe(2199);
    expect(built).toEqual([1970, 2199]);
  });

  it("finds the year of every New Year", () => {
    const { blocks } = counted();
    for (const year of years(1971, 229)) {
      const newYear = berlin(`${year}-01-01 00:00`);
      expect(blocks.at(newYear).year).toBe(year);
      expect(blocks.at(newYear - 1).year).toBe(year - 1);
    }
  });
});
