import {
  LunarDay as LunarDate,
  LunarFestival,
  LunarMonth,
  LunarYear,
  type SolarDay,
} from "tyme4ts";
import { invariant } from "../../domain/invariant.ts";
import type { LunarCalendar, LunarDay, LunarOccurrence } from "../../ports/lunar-calendar.ts";

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

export function createLunarCalendar(): LunarCalendar {
  return {
    occurrences: (lunarDay, year) => {
      checkYear(year);
      checkDay(lunarDay);
      // Before the lunar New Year a Gregorian year belongs to the lunar year that began the year before.
      return [year - 1, year]
        .map((lunarYear) => occurrenceIn(lunarYear, lunarDay))
        .filter(({ date }) => isIn(date, year));
    },
    festivals: (year) => {
      checkYear(year);
      return [year - 1, year].flatMap(festivalsOf).filter(({ date }) => isIn(date, year));
    },
  };
}

function checkYear(year: number): void {
  invariant(
    Number.isInteger(year) && year >= FIRST_YEAR && year <= LAST_YEAR,
    `a year of the lunar calendar is from ${FIRST_YEAR} to ${LAST_YEAR}`,
  );
}

function checkDay({ month, day }: LunarDay): void {
  invariant(
    Number.isInteger(month) && month >= 1 && month <= 12 && Number.isInteger(day),
    "a lunar day has a month from 1 to 12 and a whole day",
  );
  invariant(day >= 1 && day <= 30, "a lunar month has at most 30 days");
}

/**
 * Custom keeps a birthday of a leap month in the ordinary month of that number when there is no leap
 * month, and one on the 30th on the month's last day when the month has 29.
 */
function occurrenceIn(lunarYear: number, { month, day, isLeapMonth }: LunarDay): LunarOccurrence {
  const hasLeapMonth = LunarYear.fromYear(lunarYear).getLeapMonth() === month;
  const signedMonth = isLeapMonth && hasLeapMonth ? -month : month;
  const days = LunarMonth.fromYm(lunarYear, signedMonth).getDayCount();
  const kept = LunarDate.fromYmd(lunarYear, signedMonth, Math.min(day, days));
  return { date: dateOf(kept.getSolarDay()), lunarYear, moved: movedBy() };

  function movedBy(): LunarOccurrence["moved"] {
    if (isLeapMonth && !hasLeapMonth) return "no_leap_month";
    return day > days ? "month_too_short" : "no";
  }
}

function festivalsOf(lunarYear: number): { readonly date: string; readonly name: string }[] {
  return LunarFestival.NAMES.flatMap((_, index) => {
    const festival = LunarFestival.fromIndex(lunarYear, index);
    if (!festival) return [];
    return { date: dateOf(festival.getDay().getSolarDay()), name: festival.getName() };
  }).sort((one, other) => (one.date < other.date ? -1 : 1));
}

function dateOf(day: SolarDay): string {
  const [month, date] = [day.getMonth(), day.getDay()].map((part) => String(part).padStart(2, "0"));
  return `${day.getYear()}-${month}-${date}`;
}

function isIn(date: string, year: number): boolean {
  return date.startsWith(`${year}-`);
}
