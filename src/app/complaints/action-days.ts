import type { Rules } from "../../domain/governance/rules.ts";
import type { BusinessTime } from "../../domain/time/business-time.ts";

/** The days of a department; one without hours, or that is gone, has those of visits. */
export function daysOf({ policy, calendars }: Rules, departmentId: string): BusinessTime {
  const department = policy.departments.find(({ id }) => id === departmentId);
  return calendars(department?.calendarId ?? policy.visits.calendarId);
}

/** The working day that so many days from now fall on. */
export function dateInOf(time: BusinessTime, now: number): (days: number) => string {
  const today = time.dateOf(now);
  return (days) => time.nextWorkingDate(time.addDays(today, days));
}
