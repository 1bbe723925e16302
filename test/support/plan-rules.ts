import type { z } from "zod";
import { VisitPlan } from "../../src/domain/governance/visit-rules.ts";
import { compileCalendar } from "../../src/domain/time/business-time.ts";
import { dayNumberOf } from "../../src/domain/time/day-number.ts";
import { createGrids } from "../../src/domain/visits/day-grid.ts";
import type { PlanRules } from "../../src/domain/visits/plan-rules.ts";
import { at, calendarOf, officeWeek } from "./calendars.ts";

/** Office hours in Taipei on Monday, 23 March 2026, at two in the morning. */
export function planRulesWith(changes: Partial<z.input<typeof VisitPlan>> = {}): PlanRules {
  const visits = VisitPlan.parse({ calendarId: "office", byTier: {}, ...changes });
  const time = compileCalendar(calendarOf("Asia/Taipei", officeWeek, ["2026-04-06"]));
  return {
    visits,
    tiers: ["key"],
    time,
    gridOf: createGrids({ visits, zoneOf: () => "Asia/Taipei", calendars: () => time }),
    knownOwners: null,
    lunarDates: () => [],
    now: at("2026-03-23 02:00", "+08:00"),
    today: dayNumberOf("2026-03-23"),
  };
}
