import { type Calendar, type Holiday, weekOf } from "./calendar.ts";
import { type TimeWindow, WHOLE_DAY, wallWindowOf } from "./time-window.ts";
import { DAY_MINUTES, mark, openMinutesOf, sumOf } from "./week-minutes.ts";

/** Something in a calendar that a person has to mend, or at least to look at. */
export type CalendarProblem = {
  readonly code: CalendarProblemCode;
  /** Where in the calendar, e.g. `makeUpDays[2].date`. */
  readonly path: string;
  /** What the words of its code are filled in with. */
  readonly params: ProblemParams;
  /** One English sentence that begins with the path: where, what was found, what was expected. */
  readonly message: string;
};

export type CalendarProblemCode =
  | "calendar_closed_by_breaks"
  | "calendar_without_hours"
  | "doubled_date"
  | "doubled_holiday"
  | "hidden_by_holiday"
  | "make_up_day_closed"
  | "make_up_day_replaced"
  | "stale_list";

export type ProblemParams = Readonly<Record<string, string | number>>;

/** What a schema cannot see. A calendar without problems never runs out of open time. */
export function lintCalendar(calendar: Calendar): readonly CalendarProblem[] {
  return [
    ...weekThatIsClosed(calendar),
    ...doubledDays(calendar),
    ...makeUpDaysThatFail(calendar),
    ...hiddenDays(calendar),
  ];
}

/**
 * Lists of which every day has gone by: nothing wrong, as the past is counted by them, but nobody has
 * told the calendar how it goes on.
 */
export function stalePartsOf(calendar: Calendar, today: string): readonly CalendarProblem[] {
  const { breaks, holidays, makeUpDays, dates } = calendar;
  return Object.entries({ breaks, holidays, makeUpDays, dates }).flatMap(([list, entries]) => {
    const lastDate = entries
      .flatMap(({ date }) => date ?? [])
      .sort()
      .at(-1);
    if (lastDate === undefined || lastDate >= today) return [];
    return problem("stale_list", list, {
      found: `have no date after ${lastDate}`,
      expected: `one from ${today} on`,
      params: { list, date: lastDate, today },
    });
  });
}

/** Open minutes of a week without holidays, less the breaks of its weekdays. */
export function weeklyMinutes(calendar: Calendar): number {
  return sumOf(openMinutesOf(calendar));
}

type Says = {
  readonly found: string;
  readonly expected: string;
  readonly params?: ProblemParams;
};

function problem(
  code: CalendarProblemCode,
  path: string,
  { found, expected, params = {} }: Says,
): CalendarProblem {
  return { code, path, params, message: `${path} ${found}: expected ${expected}` };
}

function weekThatIsClosed(calendar: Calendar): CalendarProblem[] {
  if (weeklyMinutes(calendar) > 0) return [];
  const hasWindows = Object.values(weekOf(calendar)).some((windows) => windows.length > 0);
  if (!hasWindows) {
    const says = { found: "has no open window", expected: "at least one" };
    return [problem("calendar_without_hours", "weekly", says)];
  }
  const says = { found: "has no open time left by the breaks", expected: "some" };
  return [problem("calendar_closed_by_breaks", "weekly", says)];
}

function doubledDays({ holidays, makeUpDays, dates }: Calendar): CalendarProblem[] {
  const doubledDates = Object.entries({ makeUpDays, dates }).flatMap(([list, entries]) =>
    doubles(entries.map((entry) => entry.date)).map(({ value, index }) =>
      problem("doubled_date", `${list}[${index}].date`, {
        found: `is ${value} a second time`,
        expected: "each date once",
        params: { date: value },
      }),
    ),
  );
  // Two holidays may fall on one day, but one told twice comes from an import that ran twice.
  const told = holidays.map(({ date, yearly, window, name }) =>
    [date, yearly, window, name].filter((part) => part !== undefined).join(" "),
  );
  return [
    ...doubledDates,
    ...doubles(told).map(({ value, index }) =>
      problem("doubled_holiday", `holidays[${index}]`, {
        found: `is ${value} a second time`,
        expected: "each holiday once",
        params: { holiday: value },
      }),
    ),
  ];
}

function makeUpDaysThatFail(calendar: Calendar): CalendarProblem[] {
  return calendar.makeUpDays.flatMap(({ date, like }, index) => {
    const path = `makeUpDays[${index}]`;
    const special = calendar.dates.findIndex((candidate) => candidate.date === date);
    return [
      ...(weekOf(calendar)[like].length === 0
        ? [
            problem("make_up_day_closed", `${path}.like`, {
              found: `is ${like}, a day without windows`,
              expected: "a weekday that is open",
              params: { date, like },
            }),
          ]
        : []),
      ...(special >= 0
        ? [
            problem("make_up_day_replaced", `${path}.date`, {
              found: `is ${date}, which dates[${special}] replaces`,
              expected: "one of them",
              params: { date, by: `dates[${special}]` },
            }),
          ]
        : []),
    ];
  });
}

/** Days that somebody opened although a holiday closes them. */
function hiddenDays(calendar: Calendar): CalendarProblem[] {
  const { holidays, makeUpDays, dates } = calendar;
  const week = weekOf(calendar);
  const makeUp = makeUpDays.map(({ date, like }) => ({ date, windows: week[like] }));
  return Object.entries({ makeUpDays: makeUp, dates }).flatMap(([list, entries]) =>
    entries.flatMap(({ date, windows }, index) => {
      const isOnDate = (holiday: Holiday) =>
        holiday.date === date || holiday.yearly === date.slice(5);
      const closing = holidays.filter(isOnDate);
      if (windows.length === 0 || !isAllClosed(windows, closing)) return [];
      const holiday = `holidays[${holidays.findIndex(isOnDate)}]`;
      return problem("hidden_by_holiday", `${list}[${index}].date`, {
        found: `is ${date}, which ${holiday} closes`,
        expected: "a day that no holiday closes",
        params: { date, by: holiday },
      });
    }),
  );
}

/** Whether the holidays leave nothing of the windows open before midnight. */
function isAllClosed(windows: readonly TimeWindow[], holidays: readonly Holiday[]): boolean {
  const minutes = new Uint8Array(2 * DAY_MINUTES);
  for (const window of windows) mark(minutes, { ...wallWindowOf(window), start: 0, value: 1 });
  for (const { window } of holidays) {
    const part = window === undefined ? WHOLE_DAY : wallWindowOf(window);
    mark(minutes, { ...part, start: 0, value: 0 });
  }
  return sumOf(minutes.subarray(0, DAY_MINUTES)) === 0;
}

function doubles(values: readonly string[]): { readonly value: string; readonly index: number }[] {
  return values
    .map((value, index) => ({ value, index }))
    .filter(({ value, index }) => values.indexOf(value) < index);
}
