import { z } from "zod";
import { RefusedTab, SettingsTag, ShownTab, wordsOf } from "./settings-parts.ts";

/** The calendars of the policy in force, a month at a time. */

export const CalendarDayCell = z.strictObject({
  date: z.iso.date(),
  /** Of the month. */
  day: z.string(),
  isToday: z.boolean(),
  /** What is not as on every such weekday; null for the ordinary. */
  tag: SettingsTag.nullable(),
  /** `09:00–12:00`, a line each; none when it is closed. */
  hours: z.array(z.string()),
  /** Holidays, breaks, the make-up day. */
  names: z.array(z.string()),
});
export type CalendarDayCell = z.infer<typeof CalendarDayCell>;

export const CalendarWords = wordsOf([
  ...(["calendar", "previous", "next", "today", "closed", "isOpen", "date", "time"] as const),
  ...(["ask", "from", "what", "why", "pickText", "missing", "failed", "retry"] as const),
]);
export type CalendarWords = z.infer<typeof CalendarWords>;

const Month = z.string().regex(/^\d{4}-\d{2}$/);

const Shown = z.strictObject({
  ...ShownTab,
  calendars: z.array(z.strictObject({ value: z.string(), label: z.string() })),
  calendarId: z.string(),
  /** Its zone, and how many days are open, are holidays, are made up for; a sentence each. */
  facts: z.array(z.string()),
  title: z.string(),
  month: Month,
  /** Null beyond what calendars know. */
  previous: Month.nullable(),
  next: Month.nullable(),
  /** From Monday. */
  weekdays: z.array(z.string()).length(7),
  /** A null for days of the months before and after. */
  weeks: z.array(z.array(CalendarDayCell.nullable()).length(7)),
  words: CalendarWords,
});
export type ShownCalendars = z.infer<typeof Shown>;

export const SettingsCalendars = z.discriminatedUnion("state", [Shown, RefusedTab]);
export type SettingsCalendars = z.infer<typeof SettingsCalendars>;

/** Whether a calendar is open on a day, or at a time of it, and why. */
const ShownDay = z.strictObject({
  ...ShownTab,
  title: z.string(),
  verdict: SettingsTag,
  /** Until when, or when it opens next; a sentence. */
  text: z.string(),
  rows: z.array(z.strictObject({ time: z.string(), what: SettingsTag, why: z.string() })),
});
export type ShownCalendarDay = z.infer<typeof ShownDay>;

export const SettingsCalendarDay = z.discriminatedUnion("state", [ShownDay, RefusedTab]);
export type SettingsCalendarDay = z.infer<typeof SettingsCalendarDay>;
