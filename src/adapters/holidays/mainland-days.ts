import arrangement from "chinese-days/dist/chinese-days.json" with { type: "json" };
import mainlandPackage from "chinese-days/package.json" with { type: "json" };
import { z } from "zod";
import type {
  HolidayLanguage,
  HolidayQuery,
  HolidaySource,
  MakeUpWeekday,
  RegionHoliday,
  RegionMakeUpDay,
} from "../../ports/holidays.ts";

/**
 * The State Council announces each autumn which days of the next year are free in mainland China, and
 * on which days of the weekend people work in exchange. chinese-days keeps these notices; a year whose
 * notice it does not have yet is unknown, not free of holidays.
 */

/** `"Spring Festival,春节,4"`: names, and how many days are free by law. */
const DayNames = z
  .record(z.string(), z.string().regex(/^[^,]+,[^,]+,/))
  .transform((days) => Object.entries(days).sort(([one], [other]) => (one < other ? -1 : 1)));
const Arrangement = z.object({ holidays: DayNames, workdays: DayNames, inLieuDays: DayNames });
type NamedDay = readonly [date: string, names: string];

/** A make-up day and the day off for it are never farther apart. */
const MAX_EXCHANGE_DAYS = 60;
const DAY_MS = 86_400_000;
/** For a make-up day without a day given off; of the 150 from 2004 to 2026 none is so. */
const WITHOUT_EXCHANGE: MakeUpWeekday = "mon";
const WEEKDAYS = [undefined, "mon", "tue", "wed", "thu", "fri", undefined] as const;

export type MainlandYear = {
  readonly holidays: readonly RegionHoliday[];
  readonly makeUpDays: readonly RegionMakeUpDay[];
};

/** The days of mainland China in one year; null while its notice is not known. */
export function mainlandDays(
  year: number,
  { types, language }: Pick<HolidayQuery, "types" | "language">,
): MainlandYear | null {
  const { holidays, workdays, inLieuDays } = Arrangement.parse(arrangement);
  const inYear = ([date]: NamedDay) => date.startsWith(`${year}-`);
  if (!holidays.some(inYear)) return null;
  if (!types.includes("public")) return { holidays: [], makeUpDays: [] };
  const likes = exchangedWeekdays(workdays, inLieuDays);
  const lieuDates = new Set(inLieuDays.map(([date]) => date));
  return {
    holidays: holidays.filter(inYear).map(([date, names]) => ({
      date,
      name: nameOf(names, language),
      window: null,
      isSubstitute: lieuDates.has(date),
      source,
    })),
    makeUpDays: workdays.filter(inYear).map(([date, names]) => ({
      date,
      name: nameOf(names, language),
      like: likes.get(date) ?? WITHOUT_EXCHANGE,
      source,
    })),
  };
}

const source: HolidaySource = {
  packageName: mainlandPackage.name,
  version: mainlandPackage.version,
  region: "CN",
  type: "public",
};

/**
 * A notice tells for each festival the days given off and the days made up, not which for which. They
 * are paired in order of date: the first make-up day stands for the first day given off.
 */
function exchangedWeekdays(
  workdays: readonly NamedDay[],
  inLieuDays: readonly NamedDay[],
): ReadonlyMap<string, MakeUpWeekday> {
  const open = [...inLieuDays];
  const likes = new Map<string, MakeUpWeekday>();
  for (const [date, names] of workdays) {
    const index = open.findIndex(
      ([lieuDate, lieuNames]) =>
        lieuNames === names && daysBetween(date, lieuDate) <= MAX_EXCHANGE_DAYS,
    );
    const [exchanged] = index < 0 ? [] : open.splice(index, 1);
    const like = exchanged && WEEKDAYS[new Date(exchanged[0]).getUTCDay()];
    if (like !== undefined) likes.set(date, like);
  }
  return likes;
}

function daysBetween(one: string, other: string): number {
  return Math.abs(Date.parse(one) - Date.parse(other)) / DAY_MS;
}

/** Chinese names are in simplified script, as the notices are. */
function nameOf(names: string, language: HolidayLanguage): string {
  const [english = names, chinese = names] = names.split(",");
  return language === "en" ? english : chinese;
}
