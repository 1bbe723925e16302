/** Days counted from 1970-01-01, so that windows of days are added and compared as numbers. */

const DAYS_OF_400_YEARS = 146_097;
/** From 0000-03-01, with which the count of this calendar begins, to 1970-01-01. */
const DAYS_BEFORE_1970 = 719_468;
/** 1970-01-01 was a Thursday; a week begins on Monday. */
const WEEKDAY_OF_DAY_ZERO = 3;
const DIGIT_ZERO = 48;

/** The number of a day such as `2026-03-27`. */
export function dayNumberOf(date: string): number {
  const month = numberIn(date, 5, 7);
  const year = numberIn(date, 0, 4) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  // Months from March on, so that the leap day is the last of a year.
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + numberIn(date, 8, 10) - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_OF_400_YEARS + dayOfEra - DAYS_BEFORE_1970;
}

export function dateOfDay(day: number): string {
  const sinceMarch = day + DAYS_BEFORE_1970;
  const era = Math.floor(sinceMarch / DAYS_OF_400_YEARS);
  const dayOfEra = sinceMarch - era * DAYS_OF_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1;
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${month < 10 ? "0" : ""}${month}-${dayOfMonth < 10 ? "0" : ""}${dayOfMonth}`;
}

/** 0 is a Monday. */
export function weekdayOfDay(day: number): number {
  return (((day + WEEKDAY_OF_DAY_ZERO) % 7) + 7) % 7;
}

/** Days from one Monday to the next have the same number. */
export function weekOfDay(day: number): number {
  return Math.floor((day + WEEKDAY_OF_DAY_ZERO) / 7);
}

/** The Monday of its week. */
export function mondayOfDay(day: number): number {
  return weekOfDay(day) * 7 - WEEKDAY_OF_DAY_ZERO;
}

/** The same day of the month so many months later; the last of that month where it is shorter. */
export function addMonths(date: string, months: number): string {
  const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const first = `${padded(Math.floor(count / 12), 4)}-${padded((count % 12) + 1, 2)}-01`;
  const next = count + 1;
  const after = `${padded(Math.floor(next / 12), 4)}-${padded((next % 12) + 1, 2)}-01`;
  const length = dayNumberOf(after) - dayNumberOf(first);
  return first.slice(0, 8) + padded(Math.min(Number(date.slice(8, 10)), length), 2);
}

/** Days of a whole portal are read again and again: digits are added up without a piece of text for each. */
function numberIn(text: string, from: number, to: number): number {
  let value = 0;
  for (let index = from; index < to; index += 1) {
    value = value * 10 + text.charCodeAt(index) - DIGIT_ZERO;
  }
  return value;
}

function padded(value: number, length: number): string {
  return String(value).padStart(length, "0");
}
