import type { PortalPlan } from "../../src/domain/visits/plan-portal.ts";
import type { KnownVisit } from "../../src/domain/visits/plan-rules.ts";
import type { Visit } from "../../src/domain/visits/visit.ts";
import { dateOf, dayOf, type VisitWorld, type WorldCustomer, weekdayOf } from "./visit-world.ts";

/** What every plan promises, by name. */
export type Law =
  /** No day that is over, unless somebody has its task in hand. */
  | "past_day"
  | "day_off"
  | "absence"
  | "working_hours"
  | "preferred_window"
  | "contact_cap"
  /** No owner has more on a day or in a week than they can do. */
  | "capacity"
  /** Every red visit is counted among the shortages of its owner and its week, and nothing else is. */
  | "shown_shortage"
  /** No visit is red while its owner has room on a day of its window. */
  | "needless_red"
  /** A visit that got another day says from which to which, and why. */
  | "reason_of_move"
  /** A visit that somebody else has now says whose it was, and why. */
  | "reason_of_owner"
  /** A visit that waits says for which complaint or case. */
  | "reason_of_hold"
  /** Nothing is planned near while somebody else works at a complaint or a case. */
  | "complaint"
  /** The interval counts from the last real contact. */
  | "interval"
  /** Every customer has its next visit, and its next greeting, once. */
  | "complete"
  /** Nobody of a team has more than one too many. */
  | "fair"
  /** A visit keeps the day that it had while that is allowed and nobody needs it more. */
  | "keeps_day"
  /** A second plan of the same night changes nothing. */
  | "same_again";

export type Breach = { readonly law: Law; readonly text: string };

/** One plan with what it is judged by. */
export type Judged = {
  readonly world: VisitWorld;
  readonly plan: PortalPlan;
  readonly before: ReadonlyMap<string, KnownVisit>;
  readonly today: string;
  readonly visits: readonly Found[];
  readonly load: OwnerLoad;
};

export type Found = { readonly visit: Visit; readonly customer: WorldCustomer };

/** How many visits an owner has on a day and in a week, and how many they can do. */
export type OwnerLoad = {
  readonly byDay: ReadonlyMap<string, readonly Visit[]>;
  readonly byWeek: ReadonlyMap<string, readonly Visit[]>;
  limitsOf(ownerId: string): { readonly perDay: number; readonly perWeek: number };
};

export const isHeld = ({ suppressed }: Visit) =>
  suppressed !== null && suppressed.by !== "contact_cap";

export const isRed = ({ dueDate, latestDate }: Visit, today: string) =>
  dueDate > latestDate || today > latestDate;

/** Weeks begin on Monday, as the worlds do. */
export const weekOf = (date: string) => Math.floor((dayOf(date) + 700) / 7);
export const mondayOf = (date: string) => dateOf(weekOf(date) * 7 - 700);
export const dayKey = (ownerId: string, date: string) => `${ownerId} on ${date}`;
export const weekKey = (ownerId: string, date: string) =>
  `${ownerId} in the week of ${mondayOf(date)}`;

export function loadOf({ policy }: VisitWorld, plan: PortalPlan): OwnerLoad {
  const { capacity } = policy.visits;
  const active = plan.planned.filter((visit) => visit.ownerId !== null && !isHeld(visit));
  return {
    byDay: Map.groupBy(active, ({ ownerId, dueDate }) => dayKey(ownerId ?? "", dueDate)),
    byWeek: Map.groupBy(active, ({ ownerId, dueDate }) => weekKey(ownerId ?? "", dueDate)),
    limitsOf: (ownerId) => {
      const own = capacity.byOwner.find((owner) => owner.ownerId === ownerId);
      return {
        perDay: own?.perDay ?? capacity.perDay,
        perWeek: own?.perWeek ?? capacity.perWeek,
      };
    },
  };
}

/** What forbids a day to whoever makes the visit and to the customer, whatever else they have. */
export function closedBy(
  { holidays, absences }: VisitWorld,
  {
    customer,
    ownerId,
    date,
  }: {
    readonly customer: WorldCustomer;
    readonly ownerId: string | null;
    readonly date: string;
  },
): "day_off" | "absence" | "preferred_window" | null {
  const weekday = weekdayOf(date);
  if (weekday === 0 || weekday === 6 || holidays.has(date)) return "day_off";
  const isAway = (absences.get(ownerId ?? "") ?? []).some(
    ({ fromDate, toDate }) => fromDate <= date && date <= toDate,
  );
  if (isAway) return "absence";
  const { wish } = customer;
  if (wish.startsWith("tue,thu") && weekday !== 2 && weekday !== 4) return "preferred_window";
  return wish === "mon-wed" && weekday > 3 ? "preferred_window" : null;
}

/** Whether so many contacts on these days are too many around that one. */
export function isOverCap(
  { policy }: VisitWorld,
  date: string,
  others: readonly number[],
): boolean {
  const cap = policy.visits.contactCap;
  if (cap === undefined) return false;
  const at = dayOf(date);
  const days = [...others, at];
  return days.some((first) => {
    if (first > at || at >= first + cap.withinDays) return false;
    return days.filter((one) => first <= one && one < first + cap.withinDays).length > cap.contacts;
  });
}

/** Days of everything else that reaches the customer: touches, and visits that are not held. */
export function otherContactDays(judged: Judged, { visit, customer }: Found): readonly number[] {
  const own = visitsOf(judged, customer);
  return [
    ...customer.touchDays,
    ...own
      .filter((other) => other.visitId !== visit.visitId && !isHeld(other))
      .map(({ dueDate }) => dayOf(dueDate)),
  ];
}

const ofCustomers = new WeakMap<PortalPlan, ReadonlyMap<string, readonly Visit[]>>();

export function visitsOf({ plan }: Judged, { id }: WorldCustomer): readonly Visit[] {
  const known = ofCustomers.get(plan);
  const byCustomer = known ?? Map.groupBy(plan.planned, ({ customer }) => customer?.id ?? "");
  ofCustomers.set(plan, byCustomer);
  return byCustomer.get(id) ?? [];
}
