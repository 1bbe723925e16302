import { TriggerKind } from "./ladder.ts";
import { type PolicyProblem, problem } from "./lint-problem.ts";
import { Conditions } from "./target.ts";

/** Lists of rules of which the first that fits counts: which rule takes what another one asks for. */

const CONDITION_NAMES = Conditions.keyof().options;
const NAMES = [...CONDITION_NAMES, "department"] as const;

/** What a rule asks for; what is left out holds for all. */
export type Asked = Conditions & {
  readonly department?: string | undefined;
  readonly triggers?: readonly TriggerKind[] | undefined;
};

export function isForAll(rule: Asked): boolean {
  return CONDITION_NAMES.every((name) => rule[name] === undefined) && rule.department === undefined;
}

/** Rules of which everything was taken by an earlier one. */
export function unreachable<R extends Asked>(
  list: string,
  rules: readonly R[],
  isMeant: (rule: R) => boolean,
): PolicyProblem[] {
  return rules.flatMap((rule, index) => {
    const earlier = rules.findIndex((other) => isMeant(other) && takesAllOf(other, rule));
    if (!isMeant(rule) || earlier === index) return [];
    const found = `is never reached, as ${list}[${earlier}] takes all of it`;
    return problem("unreachable_rule", `${list}[${index}]`, {
      found,
      expected: "the narrower rule first",
      params: { by: `${list}[${earlier}]` },
    });
  });
}

/** Whether whatever fits the narrow rule fits the wide one. */
export function takesAllOf(wide: Asked, narrow: Asked): boolean {
  return (
    NAMES.every((name) => wide[name] === undefined || wide[name] === narrow[name]) &&
    triggersOf(narrow).every((trigger) => triggersOf(wide).includes(trigger))
  );
}

function triggersOf({ triggers }: Asked): readonly TriggerKind[] {
  return triggers ?? TriggerKind.options;
}

/** What asks for both, null where nothing can fit both. */
export function bothOf(one: Asked, other: Asked): Asked | null {
  const isAtOdds = NAMES.some(
    (name) => one[name] !== undefined && other[name] !== undefined && one[name] !== other[name],
  );
  return isAtOdds ? null : { ...other, ...one };
}
