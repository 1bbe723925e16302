/** A day of the Chinese lunar calendar that comes back each year, such as a birthday: `{ month: 8, day: 15 }`. */
export type LunarDay = {
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 30. */
  readonly day: number;
  /** In the second of two months of one number, which some years have. */
  readonly isLeapMonth: boolean;
};

export type LunarOccurrence = {
  /** Gregorian, `"2026-02-17"`. */
  readonly date: string;
  /** The lunar year that it belongs to; it begins with the lunar New Year. */
  readonly lunarYear: number;
  /**
   * `month_too_short`: that month ends with day 29 in this year, so it is the 29th. `no_leap_month`: this
   * year has no second month of that number, so it is in the only one.
   */
  readonly moved: "no" | "month_too_short" | "no_leap_month";
};

export type LunarFestival = { readonly date: string; readonly name: string };

/** Converts days of the Chinese lunar calendar for Gregorian years from 1900 to 2100. */
export type LunarCalendar = {
  /**
   * When the lunar day is kept within a Gregorian year, in order: mostly once; a day near the end of the
   * lunar year may come twice or not at all.
   */
  occurrences(lunarDay: LunarDay, year: number): readonly LunarOccurrence[];
  /** The festivals of a Gregorian year in order, with their Chinese names. */
  festivals(year: number): readonly LunarFestival[];
};
