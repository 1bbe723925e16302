import type { Language } from "../../domain/words.ts";
import { LOCALE_BY_LANGUAGE } from "../../messages/locale.ts";
import { exactSpan, timeSpan } from "../../messages/time-span.ts";
import { type Translate, translatorOf } from "../../messages/translate.ts";
import type { CardFormats } from "./card-formats.ts";

/** Words, times, numbers and lists of one answer in the reader's language. */
export type CardTexts = {
  readonly language: Language;
  readonly t: Translate;
  /** `Fri 27 Mar, 16:30 (Berlin)`; with the year when it is not the present one. */
  instant(at: number, zone: string): string;
  /** A calendar day such as `2026-03-27`, which has no zone: `Fri 27 Mar`. */
  day(date: string): string;
  /** The same without the day of the week, for an axis: `27 Mar`. */
  shortDay(date: string): string;
  /** Of a month such as `2026-03`: `Mar`. */
  month(month: string): string;
  /** The same with its year: `March 2026`. */
  monthOfYear(month: string): string;
  /** Of a calendar day: `Fri`. */
  weekday(date: string): string;
  /** `16:30` */
  timeOfDay(at: number, zone: string): string;
  /** The day of `at` in a zone, as `2026-03-27`. */
  dateOf(at: number, zone: string): string;
  /** `Tue 24 Mar, 09:30–12:00`, with the second day where it differs; no zone. */
  range(from: number, to: number, zone: string): string;
  /** `Taipei` */
  zoneName(zone: string): string;
  span(ms: number): string;
  /** To the second, so that a column of lengths adds up. */
  exactSpan(ms: number): string;
  number(value: number): string;
  list(items: readonly string[]): string;
};

const MINUTE_MS = 60_000;
const DAY_FORMAT = { weekday: "short", day: "numeric", month: "short" } as const;
const TIME_FORMAT = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
const SECOND_FORMAT = { second: "2-digit" } as const;
const YEAR_FORMAT = { year: "numeric" } as const;

export function cardTextsOf(language: Language, now: number, formats: CardFormats): CardTexts {
  const t = translatorOf(language);
  const locale = LOCALE_BY_LANGUAGE[language];
  // Swedish writes dates as ISO 8601 does.
  const dateOf = (at: number, timeZone: string): string =>
    formats.date("sv-SE", { timeZone }).format(at);
  const yearOf = (at: number, timeZone: string): string => dateOf(at, timeZone).slice(0, 4);
  const format = (at: number, timeZone: string, hasTime: boolean): string => {
    const isThisYear = yearOf(at, timeZone) === yearOf(now, timeZone);
    const options = {
      ...DAY_FORMAT,
      ...(hasTime ? TIME_FORMAT : {}),
      ...(isThisYear ? {} : YEAR_FORMAT),
      timeZone,
    };
    return formats.date(locale, options).format(at);
  };
  const ofDate = (options: Intl.DateTimeFormatOptions) => (date: string) =>
    formats.date(locale, { ...options, timeZone: "UTC" }).format(Date.parse(`${date}T00:00:00Z`));
  const zoneName = (zone: string): string => t(`card.zone.${zone}`, { defaultValue: cityOf(zone) });
  return {
    language,
    t,
    zoneName,
    instant: (at, zone) =>
      t("card.timeInZone", { time: format(at, zone, true), zone: zoneName(zone) }),
    range: (from, to, timeZone) => {
      const areWholeMinutes = from % MINUTE_MS === 0 && to % MINUTE_MS === 0;
      const options = {
        ...DAY_FORMAT,
        ...TIME_FORMAT,
        ...(areWholeMinutes ? {} : SECOND_FORMAT),
        ...(yearOf(from, timeZone) === yearOf(now, timeZone) ? {} : YEAR_FORMAT),
        timeZone,
      };
      return formats.date(locale, options).formatRange(from, to);
    },
    day: (date) => format(Date.parse(`${date}T00:00:00Z`), "UTC", false),
    shortDay: ofDate({ day: "numeric", month: "short" }),
    month: (month) => ofDate({ month: "short" })(`${month}-01`),
    monthOfYear: (month) => ofDate({ month: "long", year: "numeric" })(`${month}-01`),
    weekday: ofDate({ weekday: "short" }),
    timeOfDay: (at, timeZone) => formats.date(locale, { ...TIME_FORMAT, timeZone }).format(at),
    dateOf,
    exactSpan: (ms) => exactSpan(ms, language),
    span: (ms) => timeSpan(ms, language),
    number: (value) => formats.number(locale).format(value),
    list: (items) => formats.list(locale).format(items),
  };
}

function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
