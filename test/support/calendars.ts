import type { z } from "zod";
import { Calendar } from "../../src/domain/time/calendar.ts";

type Weekly = Partial<Record<"mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun", string[]>>;

/** Monday to Friday with a lunch break. */
export const officeWeek: Weekly = weekdays(["09:00-12:00", "13:00-18:00"]);

export function weekdays(windows: string[]): Weekly {
  return { mon: windows, tue: windows, wed: windows, thu: windows, fri: windows };
}

export function everyDay(windows: string[]): Weekly {
  return { ...weekdays(windows), sat: windows, sun: windows };
}

export function calendarOf(
  zone: string,
  weekly: Weekly = officeWeek,
  holidays: string[] = [],
): Calendar {
  return Calendar.parse({
    id: "office",
    zone,
    weekly,
    holidays: holidays.map((date) => ({ date, name: "Holiday" })),
  });
}

/** Office hours in Berlin, with what a test is about put in or in their place. */
export function calendarWith(parts: Partial<z.input<typeof Calendar>>): Calendar {
  return Calendar.parse({ id: "office", zone: "Europe/Berlin", weekly: officeWeek, ...parts });
}

/** An instant with its offset from UTC: `at("2026-03-27 16:30", "+01:00")`. */
export function at(wall: string, offset: string): number {
  return Date.parse(`${wall.replace(" ", "T")}${offset}`);
}
