import type { Department } from "../governance/department.ts";
import type { Ladder, LadderTarget, TriggerKind } from "../governance/ladder.ts";
import type { Policy } from "../governance/policy.ts";
import { invariant } from "../invariant.ts";
import { missOf } from "../sla/traits.ts";
import type { Place } from "./route.ts";

/** The first ladder that fits a case of this department when it opens; null when none does. */
export function ladderFor(
  department: Department,
  { rules, traits }: Place,
  trigger: TriggerKind,
): Ladder | null {
  const asked = { ...traits, department: department.id };
  const ladder = rules.policy.ladders.find(
    ({ triggers, ...conditions }) =>
      (triggers === undefined || triggers.includes(trigger)) && missOf(conditions, asked) === null,
  );
  return ladder ?? null;
}

/** A place on a ladder: `index` of the level, from 0, and how often the levels were gone through before. */
export type Rung = { readonly index: number; readonly round: number };

export const FIRST_RUNG: Rung = { index: 0, round: 0 };

/** Null after the last level of the last round. */
export function rungAfter({ levels, repeats }: Ladder, { index, round }: Rung): Rung | null {
  if (index + 1 < levels.length) return { index: index + 1, round };
  return round < repeats ? { index: 0, round: round + 1 } : null;
}

/** What happens at a rung: people are told, or another department gets the case. */
export type Reached =
  | {
      readonly kind: "tell";
      readonly rung: Rung;
      readonly targets: readonly LadderTarget[];
      readonly waitMs: number;
    }
  | { readonly kind: "hand_over"; readonly rung: Rung; readonly department: Department };

const MINUTE_MS = 60_000;

/**
 * The first rung from `rung` on at which something happens; null when there is none. A department that
 * has had the case is passed over, so that no two ladders play it back and forth for ever.
 */
export function reach(
  ladder: Ladder,
  rung: Rung | null,
  { policy, visited }: { readonly policy: Policy; readonly visited: readonly string[] },
): Reached | null {
  for (let next = rung; next !== null; next = rungAfter(ladder, next)) {
    const level = ladder.levels[next.index];
    invariant(level !== undefined, "a rung stands on its ladder");
    if ("tell" in level) {
      const waitMs = level.waitMinutes * MINUTE_MS;
      return { kind: "tell", rung: next, targets: level.tell, waitMs };
    }
    const department = policy.departments.find(({ id }) => id === level.handOver);
    if (department !== undefined && !visited.includes(department.id)) {
      return { kind: "hand_over", rung: next, department };
    }
  }
  return null;
}
