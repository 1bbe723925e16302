import type { Department } from "../governance/policy.ts";
import type { Rules } from "../governance/rules.ts";
import { missOf, type Traits } from "../sla/traits.ts";

/**
 * Until when a department is not to be disturbed by a ticket of these traits; null when it may be now.
 * A message that is there already may be edited at any time: that disturbs nobody.
 */
export function quietUntil(
  { quietHours }: Pick<Department, "quietHours">,
  ticket: { readonly traits: Traits; readonly at: number },
  { calendars }: Pick<Rules, "calendars">,
): number | null {
  if (quietHours === undefined) return null;
  const { traits, at } = ticket;
  if (quietHours.except.some((conditions) => missOf(conditions, traits) === null)) return null;
  const opening = calendars(quietHours.calendarId).nextOpen(at);
  return opening === at ? null : opening;
}
