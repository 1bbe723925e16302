import { type Weekday, weekHourAt } from "./zone.ts";

/** The hour of the week, on the wall clocks of a zone. */
export type WeekHour = { readonly weekday: Weekday; readonly hour: number };

/** Every zone's clocks differ from UTC by whole quarters of an hour, so one answer serves for each. */
const QUARTER_MS = 15 * 60_000;

/** Zone arithmetic is dear, and what is asked here lies close together. */
export function createWeekHours(): (zone: string, at: number) => WeekHour {
  const byZone = new Map<string, Map<number, WeekHour>>();
  return (zone, at) => {
    const known = byZone.get(zone) ?? new Map<number, WeekHour>();
    byZone.set(zone, known);
    const quarter = Math.floor(at / QUARTER_MS);
    const hour = known.get(quarter) ?? weekHourAt(zone, quarter * QUARTER_MS);
    known.set(quarter, hour);
    return hour;
  };
}
