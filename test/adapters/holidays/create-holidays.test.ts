import { describe, expect, it } from "vitest";
import { createHolidays } from "../../../src/adapters/holidays/create-holidays.ts";
import type { HolidayQuery, HolidayReading } from "../../../src/ports/holidays.ts";

const holidays = createHolidays();

type Known = Extract<HolidayReading, { ok: true }>;

function read(query: Partial<HolidayQuery>): Known {
  const reading = holidays.read({
    region: "TW",
    years: [2026],
    types: ["public"],
    language: "en",
    ...query,
  });
  if (!reading.ok) throw new Error(`expected a known region, found ${reading.reason}`);
  return reading;
}

function nearTo(region: string): readonly string[] {
  const reading = holidays.read({ region, years: [2026], types: ["public"], language: "en" });
  return reading.ok ? [] : reading.near.map((one) => one.region);
}

describe("the holidays of a region", () => {
  it.each<{ name: string; region: string; date: string; why: string }>([
    { name: "lunar New Year 2026", region: "TW", date: "2026-02-17", why: "new moon of 17 Feb" },
    { name: "lunar New Year 2027", region: "TW", date: "2027-02-06", why: "new moon of 6 Feb" },
    { name: "Good Friday 2026", region: "DE", date: "2026-04-03", why: "Easter is 5 April" },
    { name: "Corpus Christi in Bavaria", region: "DE-BY", date: "2026-06-04", why: "Easter + 60" },
    { name: "Thanksgiving 2026", region: "US-NY", date: "2026-11-26", why: "fourth Thursday" },
    { name: "Labour Day in Sydney", region: "AU-NSW", date: "2026-10-05", why: "first Monday" },
  ])("has $name: $why", ({ region, date }) => {
    const found = read({ region, years: [2026, 2027] }).holidays.find((day) => day.date === date);
    expect(found).toMatchObject({ window: null, source: { region, type: "public" } });
  });

  it("are a state's own: Corpus Christi is none in Berlin", () => {
    const dates = read({ region: "DE-BE" }).holidays.map(({ date }) => date);
    expect(dates).toContain("2026-03-08");
    expect(dates).not.toContain("2026-06-04");
  });

  it("are closed for a part of the day where the package says so", () => {
    const { holidays: days } = read({ region: "DE-BY", types: ["public", "bank"] });
    const eve = days.find(({ date }) => date === "2026-12-24");
    expect(eve).toMatchObject({ window: "14:00-24:00", source: { type: "bank" } });
    const ofPublic = read({ region: "DE-BY", types: ["public"] }).holidays;
    expect(ofPublic.map(({ date }) => date)).not.toContain("2026-12-24");
  });

  it("leave observances out unless they are asked for", () => {
    const dates = (types: HolidayQuery["types"]) =>
      read({ types }).holidays.map(({ date }) => date);
    expect(dates(["public"])).not.toContain("2026-05-01");
    expect(dates(["public", "observance"])).toContain("2026-05-01");
  });

  it("tell each day of a holiday of several days", () => {
    const { holidays: days } = read({ region: "CX" });
    const newYear = days.filter(({ name }) => name === "Chinese New Year");
    expect(newYear.map(({ date }) => date)).toEqual(["2026-02-17", "2026-02-18"]);
  });

  it("belong to the year of the day, not to the year in which the holiday began", () => {
    const incwala = (year: number) =>
      read({ region: "SZ", years: [year] }).holidays.filter(({ name }) => /Incwala/.test(name));
    expect(incwala(2027).map(({ date }) => date)).toEqual([
      "2027-01-01",
      "2027-01-02",
      "2027-12-28",
      "2027-12-29",
      "2027-12-30",
      "2027-12-31",
    ]);
    expect(read({ years: [2027] }).holidays.at(-1)).toMatchObject({
      date: "2027-12-31",
      isSubstitute: true,
    });
  });

  it("begin at midnight of the civil day, also those that religion begins at sunset", () => {
    const days = read({ region: "TR" }).holidays.filter(({ name }) => /Ramadan/.test(name));
    expect(days.map(({ date, window }) => [date, window])).toEqual([
      ["2026-03-20", null],
      ["2026-03-21", null],
      ["2026-03-22", null],
    ]);
  });

  it("become one when two whole days meet", () => {
    const days = read({ years: [2028] }).holidays.filter(({ date }) => date === "2028-04-04");
    expect(days.map(({ name }) => name)).toEqual(["Children's Day / Tomb Sweeping Day"]);
  });

  it("are named in the wanted language", () => {
    const nameOf = (language: HolidayQuery["language"], region: string) =>
      read({ language, region }).holidays[0]?.name;
    expect(nameOf("en", "CN")).toBe("New Year's Day");
    expect(nameOf("zh-CN", "CN")).toBe("元旦");
    expect(nameOf("zh-TW", "TW")).toBe("中華民國開國紀念日 / 元旦");
  });

  it("come in order and once, however the years are told", () => {
    const dates = read({ years: [2027, 2026, 2027] }).holidays.map(({ date }) => date);
    expect(dates).toEqual(dates.toSorted());
    expect(new Set(dates).size).toBe(dates.length);
  });
});

describe("a region's name", () => {
  it.each<{ text: string; region: string }>([
    { text: "tw", region: "TW" },
    { text: "us_ny", region: "US-NY" },
    { text: " DE by ", region: "DE-BY" },
    { text: "us/la/no", region: "US-LA-NO" },
    { text: "ck-aitutaki", region: "CK-Aitutaki" },
  ])("may be written $text", ({ text, region }) => {
    expect(read({ region: text }).region).toBe(region);
  });

  it.each<{ name: string; text: string; first: string }>([
    { name: "initials", text: "UK", first: "GB" },
    { name: "a name", text: "Taiwan", first: "TW" },
    { name: "a part of a name", text: "south wales", first: "AU-NSW" },
    { name: "a state that is not there", text: "US-NX", first: "US-NE" },
    { name: "a letter too much", text: "HKG", first: "HK" },
  ])("that is unknown proposes near ones, told $name", ({ text, first }) => {
    expect(nearTo(text)[0]).toBe(first);
    expect(nearTo(text).length).toBeLessThanOrEqual(10);
  });

  it("that is like nothing proposes nothing", () => {
    expect(nearTo("nowhere at all")).toEqual([]);
  });
});
