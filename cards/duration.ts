import type { Language } from "./first-words.ts";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** `3d 4h` from a day on, `5h 12m` from an hour on, `42:07` below, so that a change of form tells urgency. */
export function formatDuration(durationMs: number, language: Language): string {
  const days = Math.floor(durationMs / DAY_MS);
  const hours = Math.floor((durationMs % DAY_MS) / HOUR_MS);
  const minutes = Math.floor((durationMs % HOUR_MS) / MINUTE_MS);
  const seconds = Math.floor((durationMs % MINUTE_MS) / 1000);
  if (days > 0) return `${unit(days, "day", language)} ${unit(hours, "hour", language)}`;
  if (hours > 0) return `${unit(hours, "hour", language)} ${unit(minutes, "minute", language)}`;
  return `${minutes}:${String(seconds).padStart(2, "0")}`;
}

/** `3 minutes ago`, in whole seconds, minutes or hours. */
export function formatAge(ageMs: number, language: Language): string {
  const ago = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  if (ageMs < MINUTE_MS) return ago.format(-Math.floor(ageMs / 1000), "second");
  if (ageMs < HOUR_MS) return ago.format(-Math.floor(ageMs / MINUTE_MS), "minute");
  return ago.format(-Math.floor(ageMs / HOUR_MS), "hour");
}

function unit(value: number, name: "day" | "hour" | "minute", language: Language): string {
  return new Intl.NumberFormat(language, {
    style: "unit",
    unit: name,
    unitDisplay: "narrow",
  }).format(value);
}
