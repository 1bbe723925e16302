import { type CalendarProblem, lintCalendar, weeklyMinutes } from "../time/lint-calendar.ts";
import { lintComplaints } from "./lint-complaints.ts";
import { lintDepartments } from "./lint-departments.ts";
import { lintFeedback } from "./lint-feedback.ts";
import { lintLadders } from "./lint-ladders.ts";
import { lintOverdue } from "./lint-overdue.ts";
import { doubles, type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import { lintPromises, quietExceptionsOf } from "./lint-promises.ts";
import { lintRetention } from "./lint-retention.ts";
import { lintTargetOrder } from "./lint-target-order.ts";
import { lintTiers } from "./lint-tiers.ts";
import { lintVisits } from "./lint-visits.ts";
import type { Policy } from "./policy.ts";

/** A target has to fit into this many weeks of its calendar, some ten years. */
const MAX_TARGET_WEEKS = 500;

/**
 * What a schema cannot see: names that nothing bears, rules that can never be reached, promises that
 * no calendar can hold. A policy without problems never breaks an invariant of the other areas.
 */
export function lintPolicy(policy: Policy): readonly PolicyProblem[] {
  return [
    ...doubledIds(policy),
    ...fallbacksThatFail(policy),
    ...tierOrder(policy),
    ...lintTiers(policy),
    ...calendarsThatFail(policy),
    ...unknownNames(policy),
    ...targetsTooLong(policy),
    ...lintPromises(policy),
    ...lintTargetOrder(policy),
    ...lintDepartments(policy),
    ...lintLadders(policy),
    ...lintFeedback(policy),
    ...lintOverdue(policy),
    ...lintComplaints(policy),
    ...doubledEntries(policy),
    ...lintVisits(policy),
    ...lintRetention(policy),
  ];
}

function doubledIds(policy: Policy): PolicyProblem[] {
  const { calendars, tiers, tierInputs, departments, ladders } = policy;
  const lists = { calendars, tiers, tierInputs, departments, ladders };
  return Object.entries(lists).flatMap(([list, entries]) =>
    doubles(entries.map((entry) => entry.id)).map(({ value, index }) =>
      problem("doubled_id", `${list}[${index}].id`, {
        found: `is "${value}" a second time`,
        expected: "an id of its own",
        params: { id: value },
      }),
    ),
  );
}

/** While a channel cannot be written to, the fallback is what people hear by. */
function fallbacksThatFail({ departments }: Policy): PolicyProblem[] {
  return departments.flatMap(({ id, channelId, fallbackChannelId }, index) => {
    const path = `departments[${index}].fallbackChannelId`;
    if (fallbackChannelId === undefined) {
      return problem("department_without_fallback", path, {
        found: "is missing",
        expected: "a channel that is written to while the other one cannot be",
        params: { department: id },
      });
    }
    if (fallbackChannelId !== channelId) return [];
    return problem("fallback_is_own_channel", path, {
      found: `is ${channelId}, the department's own channel`,
      expected: "another one",
      params: { channel: channelId },
    });
  });
}

function doubledEntries({ waiting, tierInputs }: Policy): PolicyProblem[] {
  return [
    ...doubles(waiting.map((entry) => entry.stageId)).map(({ value, index }) =>
      problem("doubled_stage", `waiting[${index}].stageId`, {
        found: `is "${value}" a second time`,
        expected: "each stage once",
        params: { stage: value },
      }),
    ),
    ...tierInputs.flatMap((input, at) =>
      doubles((input.bands ?? []).map((band) => band.from)).map(({ value, index }) =>
        problem("doubled_band", `tierInputs[${at}].bands[${index}].from`, {
          found: `is ${value} a second time`,
          expected: "each band to start at a value of its own",
          params: { value },
        }),
      ),
    ),
  ];
}

function tierOrder({ tiers }: Policy): PolicyProblem[] {
  const last = tiers.length - 1;
  return tiers.flatMap((tier, index) => {
    const path = `tiers[${index}].fromScore`;
    const above = tiers[index - 1];
    if (above !== undefined && tier.fromScore >= above.fromScore) {
      return problem("tier_order", path, {
        found: `is ${tier.fromScore}`,
        expected: `less than ${above.fromScore} of the tier above`,
        params: { score: tier.fromScore, above: above.fromScore },
      });
    }
    if (index === last && tier.fromScore !== 0) {
      return problem("last_tier_above_zero", path, {
        found: `is ${tier.fromScore}`,
        expected: "0, as the last tier takes everybody",
        params: { score: tier.fromScore },
      });
    }
    return [];
  });
}

/** A problem of one calendar, told by its place in the policy. */
export function ofCalendar(index: number, found: CalendarProblem): PolicyProblem {
  const where = `calendars[${index}].`;
  return { ...found, path: where + found.path, message: where + found.message };
}

function calendarsThatFail({ calendars }: Policy): PolicyProblem[] {
  return calendars.flatMap((calendar, index) =>
    lintCalendar(calendar).map((found) => ofCalendar(index, found)),
  );
}

function unknownNames(policy: Policy): PolicyProblem[] {
  const { targets, routes } = policy;
  const exceptions = quietExceptionsOf(policy);
  const calendars = policy.calendars.map((calendar) => calendar.id);
  const tiers = policy.tiers.map((tier) => tier.id);
  const departments = policy.departments.map((department) => department.id);
  return [
    ...targets.flatMap((target, index) => [
      ...unknown(`targets[${index}].calendarId`, target.calendarId, calendars),
      ...unknown(`targets[${index}].tier`, target.tier, tiers),
    ]),
    ...routes.flatMap((route, index) => [
      ...unknown(`routes[${index}].department`, route.department, departments),
      ...unknown(`routes[${index}].tier`, route.tier, tiers),
    ]),
    ...exceptions.flatMap(({ path, conditions }) =>
      unknown(`${path}.tier`, conditions.tier, tiers),
    ),
  ];
}

function targetsTooLong({ targets, calendars }: Policy): PolicyProblem[] {
  return targets.flatMap((target, index) => {
    const calendar = calendars.find((candidate) => candidate.id === target.calendarId);
    const minutes = calendar === undefined ? 0 : weeklyMinutes(calendar);
    if (minutes === 0 || target.durationMinutes <= minutes * MAX_TARGET_WEEKS) return [];
    const { durationMinutes, calendarId } = target;
    const most = minutes * MAX_TARGET_WEEKS;
    return problem("target_beyond_calendar", `targets[${index}].durationMinutes`, {
      found: `is ${durationMinutes}, more than ${MAX_TARGET_WEEKS} weeks of "${calendarId}"`,
      expected: `at most ${most}`,
      params: { minutes: durationMinutes, most, calendar: calendarId },
    });
  });
}
