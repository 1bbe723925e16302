import type { Department, Person } from "../governance/department.ts";
import type { Ladder } from "../governance/ladder.ts";
import type { Policy } from "../governance/policy.ts";
import type { EscalationCase } from "./case.ts";
import { FIRST_RUNG, reach, rungAfter } from "./climb.ts";
import { toldPeople } from "./told-people.ts";

/** What time alone will do to a case, unless somebody acts before. */
export type NextStep =
  | { readonly kind: "tell"; readonly at: number; readonly people: readonly Person[] }
  | { readonly kind: "hand_over"; readonly at: number; readonly department: Department }
  | { readonly kind: "exhaust"; readonly at: number }
  /** Nobody counts as having it any more. */
  | { readonly kind: "go_stale"; readonly at: number };

export type LadderOfCase = {
  readonly ladder: Ladder | null;
  readonly department: Department;
  readonly policy: Policy;
  /** The departments that have had the case, this one included. */
  readonly visited: readonly string[];
};

/** Null when time changes nothing, or ends a rest that the case says of itself. */
export function nextStep(
  { state, snoozedUntil, ladder: standing }: EscalationCase,
  { ladder, department, policy, visited }: LadderOfCase,
): NextStep | null {
  const { nextAt: at, level, round } = standing;
  if (at === null || ladder === null || snoozedUntil !== null) return null;
  if (state === "acknowledged") return { kind: "go_stale", at };
  const rung = level === 0 ? FIRST_RUNG : rungAfter(ladder, { index: level - 1, round });
  const reached = reach(ladder, rung, { policy, visited });
  if (reached === null) return standing.isExhausted ? null : { kind: "exhaust", at };
  if (reached.kind === "hand_over") {
    return { kind: "hand_over", at, department: reached.department };
  }
  const { targets } = reached;
  return { kind: "tell", at, people: toldPeople(targets, { department, policy, at }) };
}
