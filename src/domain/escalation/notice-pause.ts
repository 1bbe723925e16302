import type { BusinessTime } from "../time/business-time.ts";

/** For how long somebody wants no direct messages. */
export type NoticePause =
  | { readonly kind: "minutes"; readonly minutes: number }
  | { readonly kind: "until_tomorrow" }
  | { readonly kind: "off" };

/** Longer would be forgotten, and cases with it. */
export const LONGEST_PAUSE_MINUTES = 7 * 24 * 60;
const MINUTE_MS = 60_000;
const MORNING_MINUTES = 8 * 60;

/** Until when; null when messages are welcome again. Tomorrow begins when the calendar opens, else at eight hours of it. */
export function pausedUntil(
  pause: NoticePause,
  calendar: Pick<BusinessTime, "dateOf" | "addDays" | "openingOf">,
  { now, midnightOf }: { readonly now: number; readonly midnightOf: (date: string) => number },
): number | null {
  switch (pause.kind) {
    case "off":
      return null;
    case "minutes":
      return now + Math.min(pause.minutes, LONGEST_PAUSE_MINUTES) * MINUTE_MS;
    case "until_tomorrow": {
      const tomorrow = calendar.addDays(calendar.dateOf(now), 1);
      return calendar.openingOf(tomorrow) ?? midnightOf(tomorrow) + MORNING_MINUTES * MINUTE_MS;
    }
  }
}
