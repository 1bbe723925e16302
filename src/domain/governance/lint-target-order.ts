import { weeklyMinutes } from "../time/lint-calendar.ts";
import { type PolicyProblem, problem } from "./lint-problem.ts";
import { type Asked, bothOf, takesAllOf } from "./narrower-first.ts";
import type { Policy } from "./policy.ts";
import type { Target } from "./target.ts";

const WEEK_MINUTES = 7 * 24 * 60;

/** Targets that promise less to whom more is meant, because of their order or their hours. */
export function lintTargetOrder(policy: Policy): readonly PolicyProblem[] {
  return policy.targets.flatMap((target, index) => {
    const path = `targets[${index}]`;
    return [
      ...overlapping(path, target, policy.targets),
      ...officeHoursForMajorFault(path, target, policy),
      ...majorFaultSlower(path, target, policy),
    ];
  });
}

function askedBy(target: Target): Asked {
  const { clock: _is, calendarId: _by, unit: _in, durationMinutes: _for, ...asked } = target;
  return asked;
}

function isSameTime(one: Target, other: Target): boolean {
  return one.calendarId === other.calendarId && one.unit === other.unit;
}

/**
 * Two rules that fit some tickets both, neither of them the wider one: the first counts. That is an
 * oversight where it promises more time than the second would have, and no rule before is for both.
 */
function overlapping(path: string, target: Target, targets: readonly Target[]): PolicyProblem[] {
  const ofClock = targets.filter(({ clock }) => clock === target.clock);
  const asked = askedBy(target);
  const place = ofClock.indexOf(target);
  const isTaken = (wanted: Asked, until: number) =>
    ofClock.slice(0, until).some((other) => takesAllOf(askedBy(other), wanted));
  const shorter = ofClock.find((other, at) => {
    if (at <= place || !isSameTime(target, other)) return false;
    if (other.durationMinutes >= target.durationMinutes) return false;
    const both = bothOf(asked, askedBy(other));
    if (both === null || isTaken(both, place) || isTaken(askedBy(other), at)) return false;
    return !takesAllOf(askedBy(other), asked);
  });
  if (shorter === undefined) return [];
  const { durationMinutes: minutes } = target;
  const by = Object.values(askedBy(shorter)).join(", ");
  return [
    problem("overlapping_rules", path, {
      found: `promises ${minutes} minutes to some of those to whom a later one (${by}) promises ${shorter.durationMinutes}`,
      expected: "the shorter promise first",
      params: { minutes, other: by, shorter: shorter.durationMinutes },
    }),
  ];
}

function isAroundTheClock({ calendarId, unit }: Target, { calendars }: Policy): boolean {
  const calendar = calendars.find(({ id }) => id === calendarId);
  if (unit === "wall" || calendar?.always === true) return true;
  return calendar !== undefined && weeklyMinutes(calendar) === WEEK_MINUTES;
}

/** Nobody waits until Monday with a major fault. */
function officeHoursForMajorFault(path: string, target: Target, policy: Policy): PolicyProblem[] {
  const { severity, calendarId } = target;
  if (severity !== policy.majorFault || isAroundTheClock(target, policy)) return [];
  return [
    problem("business_hours_for_major_fault", `${path}.calendarId`, {
      found: `is "${calendarId}", which stands still at times, but it is for ${severity}`,
      expected: "a calendar that is always open, or unit: wall",
      params: { calendar: calendarId, severity },
    }),
  ];
}

/** Longer than what any ticket is promised, in hours that are no longer: it never comes first. */
function majorFaultSlower(path: string, target: Target, policy: Policy): PolicyProblem[] {
  const { severity, ...asked } = askedBy(target);
  if (severity !== policy.majorFault) return [];
  const ordinary = policy.targets.find(
    (other) =>
      other.clock === target.clock && other.severity === undefined && takesAllOf(other, asked),
  );
  if (ordinary === undefined || ordinary.durationMinutes >= target.durationMinutes) return [];
  if (!isSameTime(target, ordinary) && !isAroundTheClock(ordinary, policy)) return [];
  const { durationMinutes: minutes } = target;
  return [
    problem("major_fault_slower", `${path}.durationMinutes`, {
      found: `is ${minutes}, longer than the ${ordinary.durationMinutes} of an ordinary ticket`,
      expected: `at most ${ordinary.durationMinutes}`,
      params: { minutes, most: ordinary.durationMinutes },
    }),
  ];
}
