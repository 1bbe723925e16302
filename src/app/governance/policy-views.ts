import type { TierCounts } from "../../ports/tier-counts.ts";
import { rememberOfPortal } from "../portals/remember-of-portal.ts";
import type { PolicyDeps } from "./policy-deps.ts";
import { explainCalendarDay, readCalendarMonth } from "./read-calendars.ts";
import { readAccount, readDepartments, readTiers, readVisitPlan } from "./read-plans.ts";

/** Counting goes through all customers, and nobody minds a number of a minute ago. */
const COUNTS_HOLD_MS = 60_000;

/** What the policy in force says, for people to look at. */
export type PolicyViews = {
  readCalendarMonth(
    asked: Parameters<typeof readCalendarMonth>[1],
  ): ReturnType<typeof readCalendarMonth>;
  explainCalendarDay(
    asked: Parameters<typeof explainCalendarDay>[1],
  ): ReturnType<typeof explainCalendarDay>;
  readDepartments(asked: Parameters<typeof readDepartments>[1]): ReturnType<typeof readDepartments>;
  readTiers(asked: Parameters<typeof readTiers>[1]): ReturnType<typeof readTiers>;
  readAccount(asked: Parameters<typeof readAccount>[1]): ReturnType<typeof readAccount>;
  readVisitPlan(asked: Parameters<typeof readVisitPlan>[1]): ReturnType<typeof readVisitPlan>;
};

export type PolicyViewDeps = Pick<PolicyDeps, "store" | "contexts" | "timeSource" | "origin"> & {
  readonly tierCounts: TierCounts;
};

export function policyViews(deps: PolicyViewDeps): PolicyViews {
  const { timeSource, tierCounts } = deps;
  const remember = rememberOfPortal({ lifetimeMs: COUNTS_HOLD_MS, elapsedMs: timeSource.now });
  const countTiers = remember(tierCounts.byTier);
  return {
    readCalendarMonth: (asked) => readCalendarMonth(deps, asked),
    explainCalendarDay: (asked) => explainCalendarDay(deps, asked),
    readDepartments: (asked) => readDepartments(deps, asked),
    readTiers: (asked) => readTiers({ ...deps, countTiers }, asked),
    readAccount: (asked) => readAccount(deps, asked),
    readVisitPlan: (asked) => readVisitPlan(deps, asked),
  };
}
