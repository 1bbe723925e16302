import type { Policy } from "../governance/policy.ts";
import type { VisitPlan } from "../governance/visit-rules.ts";
import type { CustomerRef } from "../tiering/customer.ts";
import type { BusinessTime } from "../time/business-time.ts";
import type { DayGrid } from "./day-grid.ts";
import type { Visit } from "./visit.ts";

/** A day of the lunar calendar as a customer's property has it. */
export type LunarDay = {
  readonly month: number;
  readonly day: number;
  readonly isLeapMonth: boolean;
};

/** What a plan follows, beside the customers; of one turn. */
export type PlanRules = {
  readonly visits: VisitPlan;
  /** Ids of the policy's tiers, the highest first. */
  readonly tiers: readonly Policy["tiers"][number]["id"][];
  /** The calendar that the policy names for visits. */
  readonly time: BusinessTime;
  readonly gridOf: (ownerId: string | null, wish: string | undefined) => DayGrid;
  /** People of the CRM who may be given visits; null when nobody has asked it yet. */
  readonly knownOwners: ReadonlySet<string> | null;
  /** The days of a Gregorian year on which a lunar day is kept. */
  readonly lunarDates: (day: LunarDay, year: number) => readonly string[];
  readonly now: number;
  /** Day number of `now` in the calendar's zone. */
  readonly today: number;
};

/** An open complaint, or a case that is not over, of one customer. */
export type Dispute = {
  readonly by: "complaint" | "escalation";
  /** The ticket, or the case. */
  readonly subjectId: string;
  /** Who works at it: their own visits go on. */
  readonly ownerIds: readonly string[];
  readonly sinceDate: string;
};

/** A visit that was planned before, with its task in the CRM if it has one. */
export type KnownVisit = Visit & { readonly taskId: string | null };

export type UnusedBenefit = {
  readonly grantId: string;
  readonly benefitId: string;
  /** The last day on which it may be used. */
  readonly lastDate: string;
};

/** One customer, with all that its plan follows from. */
export type PlanCustomer = {
  readonly customer: CustomerRef;
  readonly tier: string;
  /** Who looks after it, by the CRM. */
  readonly ownerId: string | null;
  /** Day on which it became known; the interval of a customer never met counts from there. */
  readonly knownDate: string;
  readonly properties: Readonly<Record<string, string>>;
  /** When somebody really talked or wrote to it last. */
  readonly lastRealAt: number | null;
  /** The days, as numbers, of everything that reached it within the contact cap's days. */
  readonly touchDays: readonly number[];
  /** All its visits that are planned, and those that ended lately. */
  readonly visits: readonly KnownVisit[];
  readonly disputes: readonly Dispute[];
  readonly unusedBenefits: readonly UnusedBenefit[];
};
