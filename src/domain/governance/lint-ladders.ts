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
      return [problem(where, `is "${level.handOver}", whose ladder it is`, "another department")];
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
    return problem(`${path}.triggers[${index}]`, found, key);
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
      return problem(`${where}.handOver`, found, "a way to a level that tells people");
    }
    const deserted = departmentsOf(ladder, policy).find((department) =>
      level.tell.every((target) => isNobody(target, department, policy)),
    );
    if (deserted === undefined) return [];
    const found = `tells ${level.tell.join(", ")}, which is nobody in "${deserted.id}"`;
    return problem(`${where}.tell`, found, "somebody to whom it leads at last");
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
    problem(where, `is ${staleAfterMinutes}`, `at least ${first.waitMinutes}, the first wait`),
  ];
}

/** Who is waited for longer than the department may take makes the promise fail unheard. */
function waitsTooLong(index: number, ladder: Ladder, policy: Policy): PolicyProblem[] {
  const [first] = ladder.levels;
  if (first === undefined || !("tell" in first)) return [];
  const promised = promisesOf(index, ladder, policy);
  const shortest = Math.min(...promised);
  if (first.waitMinutes <= shortest) return [];
  const found = `is ${first.waitMinutes}, longer than a promise of the department (department_response)`;
  return [problem(`ladders[${index}].levels[0].waitMinutes`, found, `at most ${shortest}`)];
}

/** Minutes that departments promise for cases which climb this ladder and no earlier one. */
function promisesOf(index: number, ladder: Ladder, policy: Policy): readonly number[] {
  const earlier = policy.ladders.slice(0, index);
  return policy.targets.flatMap((target) => {
    if (target.clock !== "department_response") return [];
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
    return problem(
      `departments[${index}].calendarId`,
      found,
      "a calendar, if need be around the clock",
    );
  });
}

function complaintsThatNothingTells({ caseTriggers, complaintCategories }: Policy) {
  if (!caseTriggers.complaints || complaintCategories.length > 0) return [];
  const found = "are none, but caseTriggers.complaints makes cases of complaints";
  return [problem("complaintCategories", found, "at least one")];
}
