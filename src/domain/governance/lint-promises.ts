import { ClockKind, clockRuleOf, type Milestone } from "./clock-rules.ts";
import { type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import { isForAll, unreachable } from "./narrower-first.ts";
import type { Policy } from "./policy.ts";

/** Kinds that every ticket has; the others run where a target asks for them. */
const OWED_TO_ALL = ["first_response", "resolution"] as const satisfies readonly ClockKind[];

/** Targets, routes and clock rules that cannot do what they say. */
export function lintPromises(policy: Policy): readonly PolicyProblem[] {
  return [
    ...uncaught(policy),
    ...ClockKind.options.flatMap((clock) =>
      unreachable("targets", policy.targets, (target) => target.clock === clock),
    ),
    ...routesThatFail(policy),
    ...conditionsWithoutField(policy),
    ...departmentsOutOfPlace(policy),
    ...missingMilestones(policy),
    ...warningsThatFail(policy),
    ...rulesWithoutEffect(policy),
  ];
}

function uncaught({ targets }: Policy): PolicyProblem[] {
  return OWED_TO_ALL.filter(
    (clock) => !targets.some((target) => target.clock === clock && isForAll(target)),
  ).map((clock) =>
    problem("no_target_for_all", "targets", {
      found: `have none for every ${clock}`,
      expected: "one without a condition",
      params: { clock },
    }),
  );
}

const LAST_ROUTE = {
  found: "has a condition",
  expected: "none, so that it takes what is left",
} as const;

function routesThatFail({ routes }: Policy): PolicyProblem[] {
  const path = `routes[${routes.length - 1}]`;
  const conditions = routes.map(({ department: _to, ...asked }) => asked);
  const isCaught = conditions.some(isForAll);
  return [
    ...(isCaught ? [] : [problem("last_route_has_condition", path, LAST_ROUTE)]),
    ...unreachable("routes", conditions, () => true),
  ];
}

/** What may disturb departments in their quiet hours, with its place. */
export function quietExceptionsOf({ departments }: Policy) {
  return departments.flatMap(({ quietHours }, department) =>
    (quietHours?.except ?? []).map((conditions, index) => ({
      path: `departments[${department}].quietHours.except[${index}]`,
      conditions,
    })),
  );
}

/** Severity and region have no property of their own in the CRM: the policy has to name one. */
function conditionsWithoutField(policy: Policy): PolicyProblem[] {
  const { targets, routes, ladders, fields } = policy;
  const listed = Object.entries({ targets, routes, ladders }).flatMap(([list, rules]) =>
    rules.map((conditions, index) => ({ path: `${list}[${index}]`, conditions })),
  );
  return [...listed, ...quietExceptionsOf(policy)].flatMap(({ path, conditions }) =>
    (["severity", "region"] as const).flatMap((name) => {
      const value = conditions[name];
      if (value === undefined || fields[name] !== undefined) return [];
      const found = `asks for "${value}", but no property tells it`;
      return problem("condition_without_field", `${path}.${name}`, {
        found,
        expected: `fields.${name}`,
        params: { condition: name, value },
      });
    }),
  );
}

function departmentsOutOfPlace({ targets, departments }: Policy): PolicyProblem[] {
  const names = departments.map((department) => department.id);
  return targets.flatMap((target, index) => {
    const path = `targets[${index}].department`;
    if (target.department === undefined) return [];
    if (target.clock !== "department_response") {
      return problem("department_on_customer_clock", path, {
        found: `is asked for by ${target.clock}`,
        expected: "department_response",
        params: { clock: target.clock },
      });
    }
    return unknown(path, target.department, names);
  });
}

/** What a clock waits for must be told by something. */
function missingMilestones(policy: Policy): PolicyProblem[] {
  const kinds = ClockKind.options.filter((kind) =>
    policy.targets.some((target) => target.clock === kind),
  );
  return kinds.flatMap((kind) => {
    const { start, end } = clockRuleOf(policy, kind);
    const needed: Milestone[] = [];
    if (start !== "created") needed.push(start);
    if (kind === "resolution" && end !== "closed") needed.push(end);
    if (kind === "on_site_arrival") needed.push("arrived_on_site");
    const missing = needed
      .filter((milestone) => policy.milestones[milestone] === undefined)
      .map((milestone) =>
        problem("milestone_missing", `milestones.${milestone}`, {
          found: `is missing, but ${kind} needs it`,
          expected: "stageIds or a property",
          params: { milestone, clock: kind },
        }),
      );
    const isComplaint = kind === "complaint_ack" || kind === "complaint_answer";
    if (!isComplaint || policy.complaintCategories.length > 0) return missing;
    return [
      ...missing,
      problem("complaints_without_category", "complaintCategories", {
        found: `are none, but ${kind} has a target`,
        expected: "at least one",
        params: { by: `targets, ${kind}` },
      }),
    ];
  });
}

function warningsThatFail(policy: Policy): PolicyProblem[] {
  return ClockKind.options.flatMap((kind) => {
    const durations = policy.targets
      .filter((target) => target.clock === kind)
      .map((target) => target.durationMinutes);
    const shortest = Math.min(...durations);
    return (policy.clocks[kind]?.warnings ?? []).flatMap((warning, index, all) => {
      const path = `clocks.${kind}.warnings[${index}]`;
      const text = JSON.stringify(warning);
      if (all.findIndex((other) => JSON.stringify(other) === text) < index) {
        return problem("doubled_warning", path, {
          found: "is there a second time",
          expected: "each warning once",
          params: { clock: kind },
        });
      }
      if (!("restMinutes" in warning) || warning.restMinutes < shortest) return [];
      const found = `is ${warning.restMinutes}, as long as the shortest target`;
      return problem("warning_after_due", `${path}.restMinutes`, {
        found,
        expected: `less than ${shortest}`,
        params: { minutes: warning.restMinutes, shortest, clock: kind },
      });
    });
  });
}

/** Only what everybody waits for from the beginning can begin with the device. */
const STARTS_WITH_DEVICE: ReadonlySet<ClockKind> = new Set([
  "first_response",
  "on_site_arrival",
  "resolution",
]);

function rulesWithoutEffect({ clocks }: Policy): PolicyProblem[] {
  return ClockKind.options.flatMap((kind) => {
    const rule = clocks[kind];
    if (rule === undefined) return [];
    const startsByItself = "none, as it starts by what it answers";
    const onlyResolution = "none, as only resolution has one";
    const isResolution = kind === "resolution";
    return [
      ...(rule.start === "created" || STARTS_WITH_DEVICE.has(kind)
        ? []
        : [withoutEffect(`${kind}.start`, `is ${rule.start}`, startsByItself)]),
      ...(rule.end === "closed" || isResolution
        ? []
        : [withoutEffect(`${kind}.end`, `is ${rule.end}`, onlyResolution)]),
      ...(rule.reopen === "go_on" || isResolution
        ? []
        : [withoutEffect(`${kind}.reopen`, "is set", onlyResolution)]),
    ];
  });
}

function withoutEffect(key: string, found: string, expected: string): PolicyProblem {
  return problem("rule_without_effect", `clocks.${key}`, { found, expected, params: { key } });
}
