import type { Department } from "../governance/department.ts";
import type { Policy } from "../governance/policy.ts";
import type { Conditions } from "../governance/target.ts";
import { missOf } from "../sla/traits.ts";
import type { BusinessTime } from "../time/business-time.ts";
import { wallTime } from "../time/wall-time.ts";
import type { Place } from "./route.ts";

/** Every millisecond counts, in whatever zone. */
const AROUND_THE_CLOCK = wallTime("UTC");

/**
 * Until when a department is not to be disturbed by a ticket of these traits; null when it may be now.
 * A message that is there already may be edited at any time: that disturbs nobody.
 */
export function quietUntil(
  department: Pick<Department, "quietHours" | "calendarId">,
  place: Place,
  at: number,
): number | null {
  const calendarId = department.quietHours?.calendarId ?? department.calendarId;
  if (calendarId === undefined || isException(department, place)) return null;
  const opening = place.rules.calendars(calendarId).nextOpen(at);
  return opening === at ? null : opening;
}

/** The time in which a department is waited for: its hours, or every minute where it may be disturbed. */
export function waitingTime(
  department: Pick<Department, "quietHours" | "calendarId">,
  place: Place,
): BusinessTime {
  const calendarId = department.calendarId ?? department.quietHours?.calendarId;
  if (calendarId === undefined || isException(department, place)) return AROUND_THE_CLOCK;
  return place.rules.calendars(calendarId);
}

/** Whether a ticket disturbs at any hour. */
export function isException(
  { quietHours }: Pick<Department, "quietHours">,
  { rules, traits }: Place,
): boolean {
  return exceptionsOf(quietHours, rules.policy).some((asked) => missOf(asked, traits) === null);
}

function exceptionsOf(
  quietHours: Department["quietHours"],
  { majorFault }: Pick<Policy, "majorFault">,
): readonly Conditions[] {
  return quietHours?.except ?? [{ severity: majorFault }];
}
