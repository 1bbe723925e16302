import { describe, expect, it } from "vitest";
import { mainlandDays } from "../../../src/adapters/holidays/mainland-days.ts";
import type { MakeUpWeekday } from "../../../src/ports/holidays.ts";

const publicDays = { types: ["public"], language: "en" } as const;
const DAY_MS = 86_400_000;
const weekday = (date: string) => new Date(date).getUTCDay();
const isWeekend = (date: string) => weekday(date) === 0 || weekday(date) === 6;

/** As the State Council's notices of November 2024 and November 2025 announce them. */
const NOTICES: readonly {
  readonly name: string;
  readonly date: string;
  readonly like: MakeUpWeekday;
  readonly exchanged: string;
}[] = [
  { name: "Spring Festival 2025", date: "2025-01-26", like: "mon", exchanged: "2025-02-03" },
  { name: "Spring Festival 2025", date: "2025-02-08", like: "tue", exchanged: "2025-02-04" },
  { name: "Labour Day 2025", date: "2025-04-27", like: "mon", exchanged: "2025-05-05" },
  { name: "National Day 2025", date: "2025-09-28", like: "tue", exchanged: "2025-10-07" },
  { name: "National Day 2025", date: "2025-10-11", like: "wed", exchanged: "2025-10-08" },
  { name: "New Year 2026", date: "2026-01-04", like: "fri", exchanged: "2026-01-02" },
  { name: "Spring Festival 2026", date: "2026-02-14", like: "fri", exchanged: "2026-02-20" },
  { name: "Spring Festival 2026", date: "2026-02-28", like: "mon", exchanged: "2026-02-23" },
  { name: "Labour Day 2026", date: "2026-05-09", like: "tue", exchanged: "2026-05-05" },
  { name: "National Day 2026", date: "2026-09-20", like: "tue", exchanged: "2026-10-06" },
  { name: "National Day 2026", date: "2026-10-10", like: "wed", exchanged: "2026-10-07" },
];

describe("the days of mainland China", () => {
  it.each(NOTICES)("opens $date for $exchanged ($name)", ({ date, like, exchanged }) => {
    const days = mainlandDays(Number(date.slice(0, 4)), publicDays);
    expect(days?.makeUpDays.find((day) => day.date === date)).toMatchObject({ like });
    const off = days?.holidays.find((day) => day.date === exchanged);
    expect(off).toMatchObject({ window: null, isSubstitute: true });
  });

  it.each([2025, 2026])("opens no other day of the weekend in %i", (year) => {
    const expected = NOTICES.filter(({ date }) => date.startsWith(`${year}`));
    const days = mainlandDays(year, publicDays)?.makeUpDays ?? [];
    expect(days.map(({ date }) => date)).toEqual(expected.map(({ date }) => date));
  });

  // Counted another way: free weekdays that no law frees have to be worked on some weekend.
  it.each([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026])(
    "makes up each day off of %i",
    (year) => {
      const { holidays, makeUpDays } = mainlandDays(year, publicDays) ?? notKnown(year);
      const exchanged = holidays.filter((day) => day.isSubstitute);
      expect(exchanged.every(({ date }) => !isWeekend(date))).toBe(true);
      expect(makeUpDays.every(({ date }) => isWeekend(date))).toBe(true);
      expect(makeUpDays).toHaveLength(exchanged.length);
      const byWeekday = (days: readonly number[]) => days.toSorted();
      const likes = ["", "mon", "tue", "wed", "thu", "fri"];
      expect(byWeekday(makeUpDays.map(({ like }) => likes.indexOf(like)))).toEqual(
        byWeekday(exchanged.map(({ date }) => weekday(date))),
      );
    },
  );

  it("closes eight days on end at the Spring Festival of 2025", () => {
    const { holidays } = mainlandDays(2025, publicDays) ?? notKnown(2025);
    const spring = holidays.filter(({ name }) => name === "Spring Festival");
    const days = spring.map(({ date }) => Date.parse(date) / DAY_MS);
    expect(spring).toHaveLength(8);
    expect((days.at(-1) ?? 0) - (days[0] ?? 0)).toBe(7);
  });

  it("finds the day in exchange beyond the turn of the year", () => {
    const days = mainlandDays(2006, publicDays)?.makeUpDays ?? [];
    expect(days.filter(({ date }) => date >= "2006-12-30").map(({ like }) => like)).toEqual([
      "tue",
      "wed",
    ]);
    expect(mainlandDays(2011, publicDays)?.makeUpDays.at(-1)).toMatchObject({
      date: "2011-12-31",
      like: "tue",
    });
  });

  it("does not know a year before its notice, and does not call it free of holidays", () => {
    expect(mainlandDays(2003, publicDays)).toBeNull();
    expect(mainlandDays(2060, publicDays)).toBeNull();
  });

  it("has public holidays only", () => {
    const days = mainlandDays(2026, { ...publicDays, types: ["bank"] });
    expect(days).toEqual({ holidays: [], makeUpDays: [] });
  });
});

function notKnown(year: number): never {
  throw new Error(`expected the notice of ${year}`);
}
