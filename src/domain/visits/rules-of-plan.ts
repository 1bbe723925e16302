import type { Policy } from "../governance/policy.ts";
import { invariant } from "../invariant.ts";
import type { BusinessTime } from "../time/business-time.ts";
import { dayNumberOf } from "../time/day-number.ts";
import { createZoneDates } from "../time/zone-dates.ts";
import { createGrids } from "./day-grid.ts";
import type { PlanRules } from "./plan-rules.ts";

/** What one turn plans by: a policy at one instant, with who there is in the CRM. */
export function planRules(
  {
    policy,
    calendars,
  }: {
    readonly policy: Pick<Policy, "visits" | "tiers" | "calendars">;
    readonly calendars: (calendarId: string) => BusinessTime;
  },
  now: number,
  world: Pick<PlanRules, "knownOwners" | "lunarDates">,
): PlanRules {
  const { visits, tiers } = policy;
  const zoneOf = (calendarId: string) => {
    const calendar = policy.calendars.find(({ id }) => id === calendarId);
    invariant(calendar, `the policy has a calendar "${calendarId}"`);
    return calendar.zone;
  };
  const dateOf = createZoneDates(zoneOf(visits.calendarId));
  return {
    ...world,
    visits,
    tiers: tiers.map(({ id }) => id),
    time: { ...calendars(visits.calendarId), dateOf },
    gridOf: createGrids({ visits, zoneOf, calendars }),
    now,
    today: dayNumberOf(dateOf(now)),
  };
}
