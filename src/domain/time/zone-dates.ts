import { addDays, dateAt, midnightOf } from "./zone.ts";

const DAY_MS = 86_400_000;

type ZoneDate = { readonly date: string; readonly from: number; readonly to: number };

/**
 * The day of an instant in a zone. What was asked before about a day is kept, so this is for one turn over
 * many instants and not for the life of a process.
 */
export function createZoneDates(zone: string): (at: number) => string {
  const known = new Map<number, ZoneDate[]>();
  return (at) => {
    // A day of UTC has parts of two days of a zone, seldom of three.
    const day = Math.floor(at / DAY_MS);
    const near = known.get(day) ?? [];
    const found = near.find(({ from, to }) => from <= at && at < to);
    if (found !== undefined) return found.date;
    const date = dateAt(zone, at);
    near.push({ date, from: midnightOf(zone, date), to: midnightOf(zone, addDays(date, 1)) });
    known.set(day, near);
    return date;
  };
}
