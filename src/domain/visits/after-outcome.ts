import type { VisitPlan } from "../governance/visit-rules.ts";
import type { BusinessTime } from "../time/business-time.ts";
import type { OutcomeForm, Person } from "./outcome.ts";
import { shifted, type Visit } from "./visit.ts";
import type { VisitDay, VisitDays } from "./visit-days.ts";

/** What follows from the outcome of a visit. Pure. */

export type OutcomeRules = {
  readonly time: BusinessTime;
  /** How often a customer who was not reached is tried, and how long after. */
  readonly retry: VisitPlan["retry"];
  /** Of the visit's owner and customer. */
  readonly days: VisitDays;
};

export type Told = { readonly form: OutcomeForm; readonly by: Person; readonly now: number };

export type AfterOutcome = {
  readonly visit: Visit;
  /** What was promised, as a visit of its own. */
  readonly followUp: Visit | null;
  /** Tried as often as the rule says, in vain: the lead has to know. */
  readonly isUnreachable: boolean;
};

export function afterOutcome(visit: Visit, told: Told, rules: OutcomeRules): AfterOutcome {
  const { form, now } = told;
  if (form.isReached) {
    const followUp =
      form.promise === null ? null : promised(visit, { byDate: form.promise.byDate, now }, rules);
    return { visit: { ...visit, state: "done", suppressed: null }, followUp, isUnreachable: false };
  }
  if (visit.attempt >= rules.retry.atMost) {
    const given = { ...visit, state: "skipped", suppressed: null } as const;
    return { visit: given, followUp: null, isUnreachable: true };
  }
  const { dueDate: toDate, dueAt } = retryDay(visit, rules, now);
  const shift = { cause: "not_reached", fromDate: visit.dueDate, toDate, at: now } as const;
  const moved = shifted(visit, { ...shift, by: told.by });
  const again = { ...moved, dueAt, attempt: visit.attempt + 1 };
  return {
    visit: { ...again, state: "planned", suppressed: null, isPinned: false },
    followUp: null,
    isUnreachable: false,
  };
}

/** Some days later, but not after the red limit as long as a day that suits is left before it. */
function retryDay(
  { latestDate }: Visit,
  { time, retry, days }: OutcomeRules,
  now: number,
): VisitDay {
  const today = time.dateOf(now);
  const wanted = time.addDays(today, retry.afterDays);
  return (
    days.first(wanted, latestDate) ??
    days.last(time.addDays(today, 1), latestDate) ??
    days.next(wanted)
  );
}

/** Kept until the day that was promised: on the last day up to it that suits, today at the earliest. */
function promised(
  visit: Visit,
  told: { readonly byDate: string; readonly now: number },
  { time, days }: OutcomeRules,
): Visit {
  const today = time.dateOf(told.now);
  const byDate = laterOf(told.byDate, today);
  const { dueDate, dueAt } = days.last(today, byDate) ?? days.next(byDate);
  return {
    ...visit,
    visitId: `promise:${visit.attempt}:${visit.visitId}`,
    kind: "follow_up",
    reason: "promise",
    careId: null,
    anchorDate: today,
    earliestDate: today,
    wantedDate: dueDate,
    latestDate: laterOf(byDate, dueDate),
    dueDate,
    dueAt,
    state: "planned",
    suppressed: null,
    shifts: [],
    attempt: 1,
    isPinned: true,
  };
}

/** Days are text, and text of this form sorts as the days do. */
function laterOf(one: string, other: string): string {
  return one.localeCompare(other) > 0 ? one : other;
}
