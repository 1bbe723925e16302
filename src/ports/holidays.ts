/** In which language names are wanted; where a package has none in it, its next best is taken. */
export type HolidayLanguage = "en" | "zh-TW" | "zh-CN";

/**
 * `public`: by law. `bank`: banks and offices are closed. `school`: schools are closed. `optional`:
 * most people take the day off. `observance`: a festivity without a day off.
 */
export const HOLIDAY_TYPES = ["public", "bank", "school", "optional", "observance"] as const;
export type HolidayType = (typeof HOLIDAY_TYPES)[number];

/** Which package in which version says so of which region. */
export type HolidaySource = {
  readonly packageName: string;
  readonly version: string;
  /** `TW`, `DE-BY`, `US-LA-NO`. */
  readonly region: string;
  readonly type: HolidayType;
};

/** One day, or a part of one; a holiday of several days is several of these. */
export type RegionHoliday = {
  /** `"2026-01-01"`, as the region's wall calendar counts. */
  readonly date: string;
  readonly name: string;
  /** `"12:00-24:00"`; null for the whole day. */
  readonly window: string | null;
  /** Stands in for a holiday that fell on a day off anyway. */
  readonly isSubstitute: boolean;
  readonly source: HolidaySource;
};

export type MakeUpWeekday = "mon" | "tue" | "wed" | "thu" | "fri";

/** A day of the weekend on which people work in exchange for a day off. */
export type RegionMakeUpDay = {
  readonly date: string;
  readonly name: string;
  /** The weekday that was given off for it. */
  readonly like: MakeUpWeekday;
  readonly source: HolidaySource;
};

export type HolidayQuery = {
  /** As a person wrote it, e.g. `us_ny`. */
  readonly region: string;
  readonly years: readonly number[];
  readonly types: readonly HolidayType[];
  readonly language: HolidayLanguage;
};

export type HolidayReading =
  | {
      readonly ok: true;
      /** The region's code, as sources spell it. */
      readonly region: string;
      /** In order of date. */
      readonly holidays: readonly RegionHoliday[];
      readonly makeUpDays: readonly RegionMakeUpDay[];
      /** Years of which the package knows nothing yet; nothing of them is in the lists. */
      readonly unknownYears: readonly number[];
    }
  | {
      readonly ok: false;
      readonly reason: "unknown_region";
      /** Regions that may have been meant, likeliest first. */
      readonly near: readonly RegionName[];
    };

export type RegionName = { readonly region: string; readonly name: string };

/** What a region's law and custom close, from packages that are kept by others. */
export type Holidays = {
  /** All days of the given years, each with its source. Reads no network and no clock. */
  read(query: HolidayQuery): HolidayReading;
};
