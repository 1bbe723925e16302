/** What `<input type="datetime-local">` holds, which knows no zone, and the instant meant by it. */

const MINUTE_MS = 60_000;

/** `2026-03-27T10:30` */
export function wallTimeAt(at: number, timeZone: string): string {
  // Swedish dates are written as ISO dates.
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  return format.format(at).replace(" ", "T");
}

/** Null for what is no date. Of a wall time that comes twice it is one, of a skipped one its neighbour. */
export function instantAt(wallTime: string, timeZone: string): number | null {
  const asUtc = Date.parse(`${wallTime}Z`);
  if (Number.isNaN(asUtc)) return null;
  const guess = asUtc - offsetAt(asUtc, timeZone);
  return asUtc - offsetAt(guess, timeZone);
}

function offsetAt(at: number, timeZone: string): number {
  return Date.parse(`${wallTimeAt(at, timeZone)}Z`) - Math.floor(at / MINUTE_MS) * MINUTE_MS;
}
