import type { Department } from "../governance/department.ts";
import type { Rules } from "../governance/rules.ts";
import type { BusinessTime } from "../time/business-time.ts";

/** Until when a case may be put off: for a while, or until its department opens. */
export type SnoozeChoice =
  | { readonly kind: "minutes"; readonly minutes: number; readonly until: number }
  | { readonly kind: "opening" | "tomorrow"; readonly until: number };

const MINUTE_MS = 60_000;
const MINUTES = [30, 60, 120] as const;

/** What the policy allows of the usual choices, the shortest first; empty when it allows none. */
export function snoozeChoices(
  department: Pick<Department, "calendarId" | "quietHours">,
  { policy, calendars }: Rules,
  now: number,
): readonly SnoozeChoice[] {
  const latestAt = latestSnooze({ policy }, now);
  const calendarId = department.calendarId ?? department.quietHours?.calendarId;
  const openings = calendarId === undefined ? [] : openingsAfter(calendars(calendarId), now);
  const whiles = MINUTES.map((minutes) => {
    const until = now + minutes * MINUTE_MS;
    return { kind: "minutes" as const, minutes, until };
  });
  return [...whiles, ...openings].filter(({ until }) => until <= latestAt);
}

/** The last instant until which a case may be put off at `now`. */
export function latestSnooze({ policy }: Pick<Rules, "policy">, now: number): number {
  return now + policy.snooze.maxMinutes * MINUTE_MS;
}

/** The next opening, and tomorrow's where that is another one. A calendar that never closes has none. */
function openingsAfter(calendar: BusinessTime, now: number): readonly SnoozeChoice[] {
  const closing = calendar.nextClose(now);
  if (closing === null) return [];
  const opening = calendar.nextOpen(closing);
  const tomorrow = calendar.openingOf(calendar.addDays(calendar.dateOf(now), 1));
  const next: SnoozeChoice = { kind: "opening", until: opening };
  return tomorrow === null || tomorrow === opening
    ? [next]
    : [next, { kind: "tomorrow", until: tomorrow }];
}
