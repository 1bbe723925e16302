import { dateOfDay, dayNumberOf } from "../time/day-number.ts";
import { type DayLimits, isFitDay, nearestDay, type Window } from "./choose-day.ts";
import { openInstantOf } from "./day-grid.ts";
import type { PlanCustomer, PlanRules } from "./plan-rules.ts";
import { isFixed, type PlannedVisit, windowOf } from "./planned-visit.ts";
import { isCapLifted, isHeld } from "./suppression.ts";
import { type ShiftCause, shifted, type Visit } from "./visit.ts";

/** A held visit whose day is as near as this gets a later one. */
const HELD_NEAR_DAYS = 1;
/** So many days later, so that it is looked at again each week. */
export const HELD_DAYS = 7;

/** The day that a visit has, or another one with the reason; as if the owner had room on every day. */
export function withDay(
  one: PlannedVisit,
  subject: Pick<PlanCustomer, "properties">,
  { rules, contactDays }: { readonly rules: PlanRules; readonly contactDays: readonly number[] },
): PlannedVisit {
  const { visit, before } = one;
  const standing = standingOf(visit, subject, { rules, contactDays });
  const { limits, window, today } = standing;
  const isKnown = before !== null && before.state === "planned";
  const cause = isKnown ? causeToMove(one, standing) : null;
  if (isKnown && cause === null) return { ...one, visit: staying(visit, standing) };
  const free = { ...limits, notBefore: today, isCapLifted: true };
  const natural = nearestDay(window, today, (at) => isFitDay(free, at));
  // No day at all suits the owner and the customer: it stays where it is wanted, and is shown as short.
  if (natural === null) return { ...one, visit: staying(visit, standing) };
  const chosen = nearestDay(window, today, (at) => isFitDay(limits, at)) ?? natural;
  const fromDate = isKnown ? visit.dueDate : dateOfDay(natural);
  const toDate = dateOfDay(chosen);
  const why = cause ?? visit.suppressed?.by ?? "contact_cap";
  const moved =
    fromDate === toDate
      ? { ...visit, dueDate: toDate }
      : shifted(visit, { cause: why, fromDate, toDate, at: rules.now });
  // Whatever takes it off its day, on the day that suits best it would be but for the cap.
  const isCapped = chosen !== natural;
  const cap = { by: "contact_cap", subjectId: null, sinceDate: dateOfDay(today) } as const;
  const suppressed = isHeld(visit) ? visit.suppressed : isCapped ? cap : null;
  return { ...one, visit: { ...moved, dueAt: openInstantOf(limits.grid, chosen), suppressed } };
}

type Standing = {
  readonly window: Window;
  readonly limits: DayLimits;
  readonly today: number;
  readonly day: number;
};

function standingOf(
  visit: Visit,
  { properties }: Pick<PlanCustomer, "properties">,
  { rules, contactDays }: { readonly rules: PlanRules; readonly contactDays: readonly number[] },
): Standing {
  const { today, visits } = rules;
  const isWaiting = isHeld(visit);
  return {
    window: windowOf(visit),
    today,
    day: dayNumberOf(visit.dueDate),
    limits: {
      grid: rules.gridOf(visit.ownerId, properties[visits.preferredWindowProperty ?? ""]),
      rules,
      contactDays: isWaiting ? [] : contactDays,
      notBefore: isWaiting ? today + HELD_DAYS : today,
      isCapLifted: isCapLifted(visit),
    },
  };
}

/** Why a visit cannot keep the day that it has; null when it can. */
function causeToMove(one: PlannedVisit, standing: Standing): ShiftCause | null {
  const { window, limits, today, day } = standing;
  const { visit, before } = one;
  if (visit.suppressed !== null && isHeld(visit)) {
    const isFar = day > today + HELD_NEAR_DAYS && limits.grid.openAt(day) !== null;
    return isFar ? null : visit.suppressed.by;
  }
  if (visit.isPinned) return null;
  if (before !== null && isHeld(before) && day > window.latest) return "released";
  if (day < today) return isFixed(one) ? null : "late";
  if (limits.grid.openAt(day) === null) return limits.grid.isAbsence(day) ? "absence" : "calendar";
  if (isFixed(one)) return null;
  if (!isFitDay(limits, day)) return "contact_cap";
  if (day < window.earliest) return "replanned";
  const isNewLimit = before !== null && before.latestDate !== visit.latestDate;
  return day > window.latest && isNewLimit ? "replanned" : null;
}

/** On the day that it has; what the contact cap put off waits no more when its day has come. */
function staying(visit: Visit, { limits, day, today }: Standing): Visit {
  const dueAt = limits.grid.openAt(day) ?? visit.dueAt;
  const isCapped = visit.suppressed?.by === "contact_cap" && day > today;
  const suppressed = isHeld(visit) || isCapped ? visit.suppressed : null;
  return dueAt === visit.dueAt && suppressed === visit.suppressed
    ? visit
    : { ...visit, dueAt, suppressed };
}
