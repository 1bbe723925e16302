import { Temporal } from "temporal-polyfill";

/**
 * An instant as a CRM writes it: epoch milliseconds in events, ISO 8601 with a zone in reads. Null
 * for anything else.
 */
export function instantOf(value: string): number | null {
  if (/^\d{10,16}$/.test(value)) return Number(value);
  try {
    return Temporal.Instant.from(value).epochMilliseconds;
  } catch {
    // Not an instant: the caller decides what that means.
    return null;
  }
}
