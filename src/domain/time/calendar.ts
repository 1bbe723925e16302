import { z } from "zod";
import { TimeWindow } from "./time-window.ts";
import { isZone, WEEKDAYS } from "./zone.ts";

/** The lists of one calendar; together they bound what compiling a year may cost. */
const MAX_WINDOWS_A_DAY = 24;
const MAX_BREAKS = 200;
const MAX_HOLIDAYS = 500;
/** Those that come back every year: more would leave too little of the year open. */
const MAX_YEARLY_HOLIDAYS = 100;
const MAX_MAKE_UP_DAYS = 200;
const MAX_DATES = 500;
const MAX_NAME_LENGTH = 200;
const MAX_SOURCE_LENGTH = 500;

const Weekday = z.enum(WEEKDAYS);
const CalendarDate = z.iso.date("expected a date such as 2026-03-27");
const YearlyDate = z
  .string()
  // A leap year, so that 02-29 is a day.
  .refine(
    (text) => z.iso.date().safeParse(`2000-${text}`).success,
    'expected month and day such as "12-25"',
  );
const Windows = z.array(TimeWindow).max(MAX_WINDOWS_A_DAY);
const Day = Windows.default([]);
const entry = {
  name: z.string().min(1).max(MAX_NAME_LENGTH).meta({ description: "shown in explanations" }),
  source: z
    .string()
    .min(1)
    .max(MAX_SOURCE_LENGTH)
    .optional()
    .meta({ description: "where it was imported from" }),
};

const Break = z
  .strictObject({
    weekdays: z.array(Weekday).min(1).max(7).optional(),
    date: CalendarDate.optional(),
    window: TimeWindow,
    ...entry,
  })
  .refine(({ weekdays, date }) => (weekdays === undefined) !== (date === undefined), {
    path: ["weekdays"],
    error: "expected either weekdays or a date",
  });

const Holiday = z
  .strictObject({
    date: CalendarDate.optional(),
    yearly: YearlyDate.optional().meta({ description: "month and day; 02-29 in leap years only" }),
    window: TimeWindow.optional().meta({
      description: "part of the day; without it the whole day",
    }),
    ...entry,
  })
  .refine(({ date, yearly }) => (date === undefined) !== (yearly === undefined), {
    path: ["date"],
    error: "expected either a date or yearly",
  });
export type Holiday = z.infer<typeof Holiday>;

const MakeUpDay = z.strictObject({
  date: CalendarDate,
  like: Weekday.meta({ description: "open as on this weekday" }),
  ...entry,
});

const SpecialDate = z.strictObject({ date: CalendarDate, windows: Windows, ...entry });

/**
 * Business hours in one IANA zone. What speaks for an instant, first one first:
 *
 *     break > holiday > date > make-up day > week
 *
 * Breaks and holidays close instants; a date and a make-up day replace the windows that start on
 * that day. docs/calendars.md tells all rules with an example.
 */
export const Calendar = z
  .strictObject({
    id: z.string().min(1),
    zone: z
      .string()
      .refine(isZone, "expected an IANA zone such as Asia/Taipei")
      .meta({ description: "IANA zone, e.g. Asia/Taipei" }),
    always: z.literal(true).optional().meta({ description: "24×7, instead of weekly" }),
    weekly: z
      .strictObject({ mon: Day, tue: Day, wed: Day, thu: Day, fri: Day, sat: Day, sun: Day })
      .optional(),
    breaks: z.array(Break).max(MAX_BREAKS).default([]),
    holidays: z.array(Holiday).max(MAX_HOLIDAYS).default([]),
    makeUpDays: z.array(MakeUpDay).max(MAX_MAKE_UP_DAYS).default([]),
    dates: z.array(SpecialDate).max(MAX_DATES).default([]),
  })
  .superRefine((calendar, context) => {
    const refuse = (key: string, message: string) =>
      context.addIssue({ code: "custom", path: [key], message });
    if (calendar.always === undefined) {
      if (calendar.weekly === undefined) refuse("weekly", "expected weekly, or always: true");
      const yearly = calendar.holidays.filter((holiday) => holiday.yearly !== undefined);
      if (yearly.length > MAX_YEARLY_HOLIDAYS) {
        refuse("holidays", `expected at most ${MAX_YEARLY_HOLIDAYS} yearly ones`);
      }
      return;
    }
    if (calendar.weekly !== undefined) refuse("weekly", "expected none beside always: true");
    for (const key of ["breaks", "holidays", "makeUpDays", "dates"] as const) {
      if (calendar[key].length > 0) refuse(key, "expected none beside always: true");
    }
  });
export type Calendar = z.infer<typeof Calendar>;

type Week = NonNullable<Calendar["weekly"]>;

const WHOLE_DAYS = ["00:00-24:00"];
const ALWAYS: Week = {
  mon: WHOLE_DAYS,
  tue: WHOLE_DAYS,
  wed: WHOLE_DAYS,
  thu: WHOLE_DAYS,
  fri: WHOLE_DAYS,
  sat: WHOLE_DAYS,
  sun: WHOLE_DAYS,
};

/** The ordinary windows of each weekday. */
export function weekOf(calendar: Calendar): Week {
  return calendar.weekly ?? ALWAYS;
}
