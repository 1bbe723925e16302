import type { CalendarAnswer, CalendarMonth } from "../../app/governance/read-calendars.ts";
import {
  type CalendarDayCell,
  CalendarWords,
  type ShownCalendarDay,
  type ShownCalendars,
} from "../../contract/settings-calendars.ts";
import type { SettingsTag } from "../../contract/settings-parts.ts";
import type { Interval } from "../../domain/time/business-time.ts";
import { addMonths } from "../../domain/time/day-number.ts";
import type { CalendarDay, DayKind } from "../../domain/time/month.ts";
import type { Span } from "../../domain/time/span.ts";
import { dayOfWeek } from "../../domain/time/zone.ts";
import type { SettingsTexts } from "./settings-texts.ts";
import { tabWords } from "./settings-words.ts";

const DAYS_OF_WEEK = 7;
/** What calendars know; see `BusinessTime`. */
export const FIRST_MONTH = "1970-01";
export const LAST_MONTH = "2199-12";
/** A Monday, to be counted from. */
const MONDAY = "2024-01-01";

export function presentCalendars(
  { calendars, calendar, month, days, today }: CalendarMonth,
  now: number,
  texts: SettingsTexts,
): ShownCalendars {
  return {
    state: "shown",
    serverNow: now,
    language: texts.language,
    calendars: calendars.map(({ id, zone }) => ({
      value: id,
      label: texts.t("settingsCalendars.option", { id, zone: texts.zoneName(zone) }),
    })),
    calendarId: calendar.id,
    facts: factsOf({ calendar, days }, texts),
    title: texts.monthOfYear(month),
    month,
    previous: month <= FIRST_MONTH ? null : addMonths(`${month}-01`, -1).slice(0, 7),
    next: month >= LAST_MONTH ? null : addMonths(`${month}-01`, 1).slice(0, 7),
    weekdays: weekdayNames(texts),
    weeks: weeksOf(days.map((day) => cellOf(day, { today, zone: calendar.zone, texts }))),
    words: tabWords(texts.language, "settingsCalendars.words", CalendarWords),
  };
}

function factsOf(
  { calendar, days }: Pick<CalendarMonth, "calendar" | "days">,
  { t, zoneName }: SettingsTexts,
): string[] {
  const count = (...kinds: DayKind[]) => days.filter(({ kind }) => kinds.includes(kind)).length;
  const openDays = days.filter(({ windows }) => windows.length > 0).length;
  const holidays = count("holiday", "part_holiday");
  const makeUpDays = count("make_up");
  return [
    t("settingsCalendars.zone", { name: zoneName(calendar.zone), zone: calendar.zone }),
    t("settingsCalendars.openDays", { count: openDays }),
    ...(holidays === 0 ? [] : [t("settingsCalendars.holidays", { count: holidays })]),
    ...(makeUpDays === 0 ? [] : [t("settingsCalendars.makeUpDays", { count: makeUpDays })]),
  ];
}

function weekdayNames({ weekday }: SettingsTexts): string[] {
  const day = Number(MONDAY.slice(8));
  return Array.from({ length: DAYS_OF_WEEK }, (_, index) =>
    weekday(`${MONDAY.slice(0, 8)}0${day + index}`),
  );
}

/** Whole weeks from Monday, filled up at both ends. */
function weeksOf(cells: readonly CalendarDayCell[]): ShownCalendars["weeks"] {
  const before = cells[0] === undefined ? 0 : dayOfWeek(cells[0].date);
  const padded = [...Array.from({ length: before }, () => null), ...cells];
  return Array.from({ length: Math.ceil(padded.length / DAYS_OF_WEEK) }, (_, week) =>
    Array.from(
      { length: DAYS_OF_WEEK },
      (_day, index) => padded[week * DAYS_OF_WEEK + index] ?? null,
    ),
  );
}

type Place = { readonly today: string; readonly zone: string; readonly texts: SettingsTexts };

function cellOf(day: CalendarDay, { today, zone, texts }: Place): CalendarDayCell {
  const { date, kind, windows, names } = day;
  return {
    date,
    day: String(Number(date.slice(8))),
    isToday: date === today,
    tag: kind === "open" || kind === "closed" ? null : kindTag(kind, texts),
    hours: windows.map((window) => hoursText(window, { day, zone, texts })),
    names: [...names],
  };
}

const KIND_VARIANTS: Readonly<Record<DayKind, SettingsTag["variant"]>> = {
  open: "success",
  make_up: "info",
  special: "warning",
  holiday: "danger",
  part_holiday: "warning",
  closed: "default",
};

function kindTag(kind: DayKind, { t }: SettingsTexts): SettingsTag {
  return { label: t(`settingsCalendars.kind.${kind}`), variant: KIND_VARIANTS[kind] };
}

type DayPlace = {
  readonly day: Pick<CalendarDay, "to">;
  readonly zone: string;
  readonly texts: SettingsTexts;
};

/** The end of a day is 24:00 and not the beginning of the next. */
function hoursText({ from, to }: Span, { day, zone, texts }: DayPlace): string {
  const end = to === day.to ? "24:00" : texts.timeOfDay(to, zone);
  return `${texts.timeOfDay(from, zone)}–${end}`;
}

export function presentCalendarDay(
  { calendar, day, at }: CalendarAnswer,
  now: number,
  texts: SettingsTexts,
): ShownCalendarDay {
  const { zone } = calendar;
  const verdict = at === null ? kindTag(day.kind, texts) : openTag(at.isOpen, texts);
  return {
    state: "shown",
    serverNow: now,
    language: texts.language,
    title: texts.t("settingsCalendars.verdict", {
      day: texts.day(day.date),
      state: verdict.label,
    }),
    verdict,
    text: at === null ? wholeDayText(day, texts) : untilText(at, zone, texts),
    rows: day.intervals.map((interval) => ({
      time: hoursText(interval, { day, zone, texts }),
      what: intervalTag(interval, texts),
      why: interval.name ?? "",
    })),
  };
}

function wholeDayText({ windows, names }: CalendarDay, texts: SettingsTexts): string {
  const { t, span, list } = texts;
  const openMs = windows.reduce((sum, { from, to }) => sum + to - from, 0);
  const text =
    openMs === 0
      ? t("settingsCalendars.closedAllDay")
      : t("settingsCalendars.openFor", { span: span(openMs) });
  return names.length === 0 ? text : t("settingsCalendars.because", { text, names: list(names) });
}

function untilText(
  { instant, isOpen, until }: NonNullable<CalendarAnswer["at"]>,
  zone: string,
  texts: SettingsTexts,
): string {
  const { t } = texts;
  const time = texts.instant(instant, zone);
  if (until === null) return t("settingsCalendars.openAlways", { time });
  const key = isOpen ? "openUntil" : "closedUntil";
  return t(`settingsCalendars.${key}`, { time, until: texts.instant(until, zone) });
}

function openTag(isOpen: boolean, { t }: SettingsTexts): SettingsTag {
  return isOpen
    ? { label: t("settingsCalendars.isOpen"), variant: "success" }
    : { label: t("settingsCalendars.isClosed"), variant: "danger" };
}

const INTERVAL_VARIANTS: Readonly<Record<Interval["kind"], SettingsTag["variant"]>> = {
  open: "success",
  outside_hours: "default",
  break: "warning",
  holiday: "danger",
};

function intervalTag({ kind }: Interval, { t }: SettingsTexts): SettingsTag {
  return { label: t(`settingsCalendars.interval.${kind}`), variant: INTERVAL_VARIANTS[kind] };
}
