import Holidays, { type HolidaysTypes } from "date-holidays";
import worldPackage from "date-holidays/package.json" with { type: "json" };
import {
  HOLIDAY_TYPES,
  type HolidayLanguage,
  type HolidayQuery,
  type RegionHoliday,
} from "../../ports/holidays.ts";
import type { Region } from "./regions.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * Jewish and Islamic days begin at sunset, which the package tells as six o'clock of the evening before
 * and marks so. Offices go by the civil days, of which these are the whole ones.
 */
const FROM_SUNSET = / -0600$/;

/** date-holidays has one Chinese for both scripts; each name is in the script in which it was given. */
const LANGUAGES = {
  en: ["en"],
  "zh-TW": ["zh", "en"],
  "zh-CN": ["zh", "en"],
} as const satisfies Record<HolidayLanguage, readonly string[]>;

/** The days of a region and of one year, as date-holidays reckons them. */
export function regionDays(
  region: Region,
  year: number,
  { types, language }: Pick<HolidayQuery, "types" | "language">,
): readonly RegionHoliday[] {
  const holidays = new Holidays(
    {
      country: region.country,
      ...(region.state === undefined ? {} : { state: region.state }),
      ...(region.place === undefined ? {} : { region: region.place }),
    },
    // Wall times are then read without a zone in between.
    { timezone: "UTC", languages: [...LANGUAGES[language]] },
  );
  // A holiday of several days may begin the year before, a substitute day may precede the new year.
  const days = [year - 1, year, year + 1]
    .flatMap((each) => holidays.getHolidays(each))
    .filter(({ type }) => types.includes(type))
    .flatMap((holiday) => daysOf(holiday, region.region))
    .filter(({ date }) => date.startsWith(`${year}-`));
  return [...Map.groupBy(days, ({ date }) => date).values()]
    .flatMap(oneOfEach)
    .sort((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1));
}

function daysOf(holiday: HolidaysTypes.Holiday, region: string): RegionHoliday[] {
  const { fromMs, toMs } = spanOf(holiday);
  const days: RegionHoliday[] = [];
  for (let dayMs = fromMs - (fromMs % DAY_MS); dayMs < toMs; dayMs += DAY_MS) {
    const [openMs, closeMs] = [Math.max(fromMs, dayMs), Math.min(toMs, dayMs + DAY_MS)];
    days.push({
      date: new Date(dayMs).toISOString().slice(0, 10),
      name: holiday.name,
      window:
        closeMs - openMs === DAY_MS
          ? null
          : `${wallTime(openMs - dayMs)}-${wallTime(closeMs - dayMs)}`,
      isSubstitute: holiday.substitute ?? false,
      source: {
        packageName: worldPackage.name,
        version: worldPackage.version,
        region,
        type: holiday.type,
      },
    });
  }
  return days;
}

function spanOf({ date, start, end }: HolidaysTypes.Holiday) {
  const [startMs, endMs] = [start.getTime(), end.getTime()];
  if (!FROM_SUNSET.test(date)) return { fromMs: startMs, toMs: endMs };
  const fromMs = Date.parse(`${date.slice(0, 10)}T00:00:00Z`);
  const days = Math.max(1, Math.floor((endMs - startMs) / DAY_MS));
  return { fromMs, toMs: fromMs + days * DAY_MS };
}

function wallTime(ms: number): string {
  const minutes = Math.floor(ms / MINUTE_MS);
  return [Math.floor(minutes / 60), minutes % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
}

/** Of one date: a whole day swallows parts of it; whole days that meet become one with all names. */
function oneOfEach(days: readonly RegionHoliday[]): RegionHoliday[] {
  const byRank = days.toSorted((one, other) => rankOf(one) - rankOf(other));
  const whole = byRank.filter(({ window }) => window === null);
  const [first] = whole;
  if (first === undefined) return [...new Map(byRank.map((day) => [keyOf(day), day])).values()];
  const names = new Set(whole.map(({ name }) => name));
  return [
    {
      ...first,
      name: [...names].join(" / "),
      isSubstitute: whole.every(({ isSubstitute }) => isSubstitute),
    },
  ];
}

function rankOf({ source }: RegionHoliday): number {
  return HOLIDAY_TYPES.indexOf(source.type);
}

function keyOf({ date, window, name }: RegionHoliday): string {
  return `${date} ${window} ${name}`;
}
