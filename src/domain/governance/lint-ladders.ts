import type { ClockKind } from "./clock-rules.ts";
import type { Department } from "./department.ts";
import type { Ladder, LadderTarget, TriggerKind } from "./ladder.ts";
import { type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import { bothOf, takesAllOf, unreachable } from "./narrower-first.ts";
import type { Policy } from "./policy.ts";

/** Ladders that cannot do what they say, and what makes cases that nothing can make. */
export function lintLadders(policy: Policy): readonly PolicyProblem[] {
  return [
    ...policy.ladders.flatMap((ladder, index) => {
      const path = `ladders[${index}]`;
      return [
        ...unknownNames(path, ladder, policy),
        ...triggersThatNeverCome(path, ladder, policy),
        ...endsNowhere(path, ladder, policy),
        ...staleTooSoon(path, ladder),
        ...waitsTooLong(index, ladder, policy),
        ...climbsTooLong(index, ladder, policy),
      ];
    }),
    ...unreachable("ladders", policy.ladders, () => true),
    ...departmentsWithoutHours(policy),
    ...complaintsThatNothingTells(policy),
  ];
}

function unknownNames(path: string, ladder: Ladder, policy: Policy): PolicyProblem[] {
  const departments = policy.departments.map(({ id }) => id);
  return [
    ...unknown(
      `${path}.tier`,
      ladder.tier,
      policy.tiers.map(({ id }) => id),
    ),
    ...unknown(`${path}.department`, ladder.department, departments),
    ...ladder.levels.flatMap((level, index) => {
      if ("tell" in level) return [];
      const where = `${path}.levels[${index}].handOver`;
      if (level.handOver !== ladder.department) return unknown(where, level.handOver, departments);
      return [
        problem("hands_over_to_itself", where, {
          found: `is "${level.handOver}", whose ladder it is`,
          expected: "another department",
          params: { department: level.handOver },
        }),
      ];
    }),
  ];
}

/** Kinds of triggers that the policy has switched off. */
function triggersThatNeverCome(
  path: string,
  { triggers }: Ladder,
  { caseTriggers }: Policy,
): PolicyProblem[] {
  const needed: Partial<Record<TriggerKind, string>> = {
    ...(caseTriggers.warnings ? {} : { warning: "caseTriggers.warnings" }),
    ...(caseTriggers.complaints ? {} : { complaint: "caseTriggers.complaints" }),
    ...(caseTriggers.lowRatings.length > 0 ? {} : { low_rating: "caseTriggers.lowRatings" }),
  };
  return (triggers ?? []).flatMap((trigger, index) => {
    const key = needed[trigger];
    if (key === undefined) return [];
    const found = `is ${trigger}, but none of those makes a case`;
    return problem("trigger_never_comes", `${path}.triggers[${index}]`, {
      found,
      expected: key,
      params: { trigger, key },
    });
  });
}

/** The departments whose cases may climb it. */
function departmentsOf({ department }: Ladder, { departments }: Policy): readonly Department[] {
  return department === undefined ? departments : departments.filter(({ id }) => id === department);
}

/** Its last level must call somebody in every department; one that only hands over must lead to people. */
function endsNowhere(path: string, ladder: Ladder, policy: Policy): PolicyProblem[] {
  const last = ladder.levels.length - 1;
  return ladder.levels.flatMap((level, index) => {
    if (index < last) return [];
    const where = `${path}.levels[${index}]`;
    if (!("tell" in level)) {
      if (reachesPeople(ladder, policy, new Set())) return [];
      const found = `is "${level.handOver}", and from there nobody is ever told`;
      return problem("ladder_ends_nowhere", `${where}.handOver`, {
        found,
        expected: "a way to a level that tells people",
        params: { department: level.handOver },
      });
    }
    const deserted = departmentsOf(ladder, policy).find((department) =>
      level.tell.every((target) => isNobody(target, department, policy)),
    );
    if (deserted === undefined) return [];
    const found = `tells ${level.tell.join(", ")}, which is nobody in "${deserted.id}"`;
    return problem("ladder_ends_nowhere", `${where}.tell`, {
      found,
      expected: "somebody to whom it leads at last",
      params: { department: deserted.id },
    });
  });
}

/** Where no ladder waits, the channel of the department has it. */
function reachesPeople(ladder: Ladder, policy: Policy, seen: Set<string>): boolean {
  return ladder.levels.some((level) => {
    if ("tell" in level) return true;
    const { handOver } = level;
    if (seen.has(handOver) || handOver === ladder.department) return false;
    const further = policy.ladders.filter(
      ({ department }) => department === undefined || department === handOver,
    );
    seen.add(handOver);
    return further.length === 0 || further.some((next) => reachesPeople(next, policy, seen));
  });
}

function isNobody(target: LadderTarget, department: Department, policy: Policy): boolean {
  switch (target) {
    case "on_call":
      return department.onCall === undefined;
    case "deputies":
      return department.deputies.length === 0;
    case "members":
      return department.members.length === 0;
    case "service_managers":
      return policy.serviceManagement === undefined;
    default:
      return false;
  }
}

function staleTooSoon(path: string, { levels, staleAfterMinutes }: Ladder): PolicyProblem[] {
  const [first] = levels;
  if (first === undefined || !("tell" in first) || staleAfterMinutes === undefined) return [];
  if (staleAfterMinutes >= first.waitMinutes) return [];
  const where = `${path}.staleAfterMinutes`;
  return [
    problem("stale_before_wait", where, {
      found: `is ${staleAfterMinutes}`,
      expected: `at least ${first.waitMinutes}, the first wait`,
      params: { minutes: staleAfterMinutes, wait: first.waitMinutes },
    }),
  ];
}

/** Who is waited for longer than the department may take makes the promise fail unheard. */
function waitsTooLong(index: number, ladder: Ladder, policy: Policy): PolicyProblem[] {
  const [first] = ladder.levels;
  if (first === undefined || !("tell" in first)) return [];
  const promised = promisesOf(
    { index, ladder, policy },
    (clock) => clock === "department_response",
  );
  const shortest = Math.min(...promised);
  if (first.waitMinutes <= shortest) return [];
  const found = `is ${first.waitMinutes}, longer than a promise of the department (department_response)`;
  return [
    problem("wait_longer_than_department_promise", `ladders[${index}].levels[0].waitMinutes`, {
      found,
      expected: `at most ${shortest}`,
      params: { minutes: first.waitMinutes, most: shortest },
    }),
  ];
}

/** Whoever stands on its last level must hear of a case before the longest promise has gone by again. */
function climbsTooLong(index: number, ladder: Ladder, policy: Policy): PolicyProblem[] {
  const { levels } = ladder;
  const waits = levels.map((level) => ("tell" in level ? level.waitMinutes : 0));
  const minutes = waits.slice(0, -1).reduce((sum, wait) => sum + wait, 0);
  const promised = promisesOf(
    { index, ladder, policy },
    (clock) => clock !== "department_response",
  );
  const longest = Math.max(...promised);
  if (promised.length === 0 || minutes <= longest) return [];
  return [
    problem("ladder_longer_than_target", `ladders[${index}].levels`, {
      found: `wait ${minutes} minutes before the last, longer than any promise on its tickets`,
      expected: `at most ${longest}`,
      params: { minutes, most: longest },
    }),
  ];
}

/** Minutes that are promised on tickets whose cases climb this ladder and no earlier one. */
function promisesOf(
  {
    index,
    ladder,
    policy,
  }: { readonly index: number; readonly ladder: Ladder; readonly policy: Policy },
  isMeant: (clock: ClockKind) => boolean,
): readonly number[] {
  const earlier = policy.ladders.slice(0, index);
  return policy.targets.flatMap((target) => {
    if (!isMeant(target.clock)) return [];
    const { clock: _is, calendarId: _by, unit: _in, durationMinutes, ...asked } = target;
    const both = bothOf(asked, { ...conditionsOf(ladder), triggers: ladder.triggers });
    const isTaken = both === null || earlier.some((other) => takesAllOf(other, both));
    return isTaken ? [] : durationMinutes;
  });
}

function conditionsOf(ladder: Ladder) {
  const { id: _as, levels: _by, repeats: _up, staleAfterMinutes: _until, ...asked } = ladder;
  return asked;
}

/** A wait without hours would count nights, and disturb in them. */
function departmentsWithoutHours(policy: Policy): PolicyProblem[] {
  return policy.departments.flatMap((department, index) => {
    if (department.calendarId !== undefined || department.quietHours?.calendarId !== undefined) {
      return [];
    }
    const waiting = policy.ladders.findIndex((ladder) =>
      departmentsOf(ladder, policy).includes(department),
    );
    if (waiting < 0) return [];
    const found = `is missing, but ladders[${waiting}] waits in its hours`;
    return problem("department_without_hours", `departments[${index}].calendarId`, {
      found,
      expected: "a calendar, if need be around the clock",
      params: { department: department.id, ladder: `ladders[${waiting}]` },
    });
  });
}

function complaintsThatNothingTells({ caseTriggers, complaintCategories }: Policy) {
  if (!caseTriggers.complaints || complaintCategories.length > 0) return [];
  const found = "are none, but caseTriggers.complaints makes cases of complaints";
  return [
    problem("complaints_without_category", "complaintCategories", {
      found,
      expected: "at least one",
      params: { by: "caseTriggers.complaints" },
    }),
  ];
}
