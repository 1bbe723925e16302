import { lintCalendar, weeklyMinutes } from "../time/lint-calendar.ts";
import { lintDepartments } from "./lint-departments.ts";
import { lintLadders } from "./lint-ladders.ts";
import { doubles, type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import { lintPromises, quietExceptionsOf } from "./lint-promises.ts";
import { lintTiers } from "./lint-tiers.ts";
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
    ...fallbacksToThemselves(policy),
    ...tierOrder(policy),
    ...lintTiers(policy),
    ...calendarsThatFail(policy),
    ...unknownNames(policy),
    ...targetsTooLong(policy),
    ...lintPromises(policy),
    ...lintDepartments(policy),
    ...lintLadders(policy),
    ...doubledEntries(policy),
    ...visitsThatFail(policy),
  ];
}

function doubledIds(policy: Policy): PolicyProblem[] {
  const { calendars, tiers, tierInputs, departments, ladders } = policy;
  const lists = { calendars, tiers, tierInputs, departments, ladders };
  return Object.entries(lists).flatMap(([list, entries]) =>
    doubles(entries.map((entry) => entry.id)).map(({ value, index }) =>
      problem(`${list}[${index}].id`, `is "${value}" a second time`, "an id of its own"),
    ),
  );
}

function fallbacksToThemselves({ departments }: Policy): PolicyProblem[] {
  return departments.flatMap(({ channelId, fallbackChannelId }, index) => {
    if (fallbackChannelId !== channelId) return [];
    const found = `is ${channelId}, the department's own channel`;
    return problem(`departments[${index}].fallbackChannelId`, found, "another one");
  });
}

function doubledEntries({ waiting, tierInputs }: Policy): PolicyProblem[] {
  return [
    ...doubles(waiting.map((entry) => entry.stageId)).map(({ value, index }) =>
      problem(`waiting[${index}].stageId`, `is "${value}" a second time`, "each stage once"),
    ),
    ...tierInputs.flatMap((input, at) =>
      doubles((input.bands ?? []).map((band) => band.from)).map(({ value, index }) =>
        problem(
          `tierInputs[${at}].bands[${index}].from`,
          `is ${value} a second time`,
          "each band to start at a value of its own",
        ),
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
      return problem(
        path,
        `is ${tier.fromScore}`,
        `less than ${above.fromScore} of the tier above`,
      );
    }
    if (index === last && tier.fromScore !== 0) {
      return problem(path, `is ${tier.fromScore}`, "0, as the last tier takes everybody");
    }
    return [];
  });
}

function calendarsThatFail({ calendars }: Policy): PolicyProblem[] {
  return calendars.flatMap((calendar, index) =>
    lintCalendar(calendar).map(({ path, message }) => ({
      path: `calendars[${index}].${path}`,
      message: `calendars[${index}].${message}`,
    })),
  );
}

function unknownNames(policy: Policy): PolicyProblem[] {
  const { targets, routes, visits } = policy;
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
    ...unknown("visits.calendarId", visits.calendarId, calendars),
    ...Object.keys(visits.byTier).flatMap((tier) => unknown(`visits.byTier.${tier}`, tier, tiers)),
  ];
}

function targetsTooLong({ targets, calendars }: Policy): PolicyProblem[] {
  return targets.flatMap((target, index) => {
    const calendar = calendars.find((candidate) => candidate.id === target.calendarId);
    const minutes = calendar === undefined ? 0 : weeklyMinutes(calendar);
    if (minutes === 0 || target.durationMinutes <= minutes * MAX_TARGET_WEEKS) return [];
    return problem(
      `targets[${index}].durationMinutes`,
      `is ${target.durationMinutes}, more than ${MAX_TARGET_WEEKS} weeks of "${target.calendarId}"`,
      `at most ${minutes * MAX_TARGET_WEEKS}`,
    );
  });
}

function visitsThatFail({ tiers, visits }: Policy): PolicyProblem[] {
  const unplanned = tiers.filter((tier) => visits.byTier[tier.id] === undefined);
  return [
    ...unplanned.map((tier) =>
      problem(`visits.byTier.${tier.id}`, "is missing", "a plan for every tier"),
    ),
    ...Object.entries(visits.byTier).flatMap(([tier, { idealDays, maximumDays }]) =>
      idealDays <= maximumDays
        ? []
        : problem(
            `visits.byTier.${tier}.maximumDays`,
            `is ${maximumDays}`,
            `at least ${idealDays}, the ideal interval`,
          ),
    ),
  ];
}
