import { type PolicyProblem, problem } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";

/** A level that would be told before, or together with, the one below it. */
export function lintOverdue({ overdueLadder }: Policy): readonly PolicyProblem[] {
  const { levels } = overdueLadder;
  return levels.flatMap(({ afterDays }, index) => {
    const before = levels[index - 1];
    if (before === undefined || afterDays > before.afterDays) return [];
    return problem("overdue_level_order", `overdueLadder.levels[${index}].afterDays`, {
      found: `is ${afterDays}`,
      expected: `more than ${before.afterDays} of the level before`,
      params: { days: afterDays, before: before.afterDays },
    });
  });
}
