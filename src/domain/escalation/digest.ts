import type { BusinessTime } from "../time/business-time.ts";
import type { EscalationCase } from "./case.ts";

/** What a department has to hear of once a day, at its opening. Pure. */

/** A digest that could not be posted by then says nothing new any more. */
const DIGEST_LATEST_MS = 2 * 3_600_000;
/** How far back the opening before is looked for: no closing lasts longer. */
const LAST_OPENING_DAYS = 60;
const DAY_MS = 86_400_000;

/**
 * Where a case stands in a digest, each in one place. `stale`: somebody had it and did nothing about it.
 * `waiting`: somebody else has to act first.
 */
export type DigestPlace = "open" | "waiting" | "stale";

export function digestPlaceOf(
  { state, steps, snoozedUntil }: Pick<EscalationCase, "state" | "steps" | "snoozedUntil">,
  isPaused: boolean,
): DigestPlace {
  const last = steps.findLast(({ act }) => WHO_IS_NEXT.has(act))?.act;
  if (state === "open" && last === "went_stale") return "stale";
  if (isPaused || snoozedUntil !== null || last === "asked_back") return "waiting";
  return "open";
}

/** Steps after which it is somebody's turn; what Aftercare tells people changes nothing about it. */
const WHO_IS_NEXT: ReadonlySet<string> = new Set([
  "opened",
  "escalated",
  "acknowledged",
  "asked_back",
  "answered",
  "snooze_ended",
  "went_stale",
  "reopened",
]);

/** The day whose digest may be posted at `now`; null before its opening, long after it, and on other days. */
export function digestDateAt(calendar: BusinessTime, now: number): string | null {
  const date = calendar.dateOf(now);
  return isDigestTime(calendar, date, now) ? date : null;
}

export function isDigestTime(calendar: BusinessTime, date: string, now: number): boolean {
  const openingAt = calendar.openingOf(date);
  return openingAt !== null && openingAt <= now && now <= openingAt + DIGEST_LATEST_MS;
}

/** When the working day before `date` began; after a long closing, a day before the digest. */
export function openingBefore(calendar: BusinessTime, date: string, now: number): number {
  for (let days = 1; days <= LAST_OPENING_DAYS; days += 1) {
    const openingAt = calendar.openingOf(calendar.addDays(date, -days));
    if (openingAt !== null) return openingAt;
  }
  return now - DAY_MS;
}
