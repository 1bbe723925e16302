import type { ClockKind } from "../governance/clock-rules.ts";
import type { Policy } from "../governance/policy.ts";
import type { Target } from "../governance/target.ts";
import { type Miss, missOf, type Traits } from "./traits.ts";

export type TargetMatch = {
  readonly target: Target;
  /** Place of the target in the policy's list. */
  readonly index: number;
};

/** The promise for a ticket of these traits: the first target whose conditions all hold, or none. */
export function targetOf(policy: Policy, clock: ClockKind, traits: Traits): TargetMatch | null {
  const index = policy.targets.findIndex(
    (target) => target.clock === clock && missOf(target, traits) === null,
  );
  const target = policy.targets[index];
  return target === undefined ? null : { target, index };
}

/** Why the targets before the one that matched were passed over; all of that clock when none did. */
export function passedOver(
  policy: Policy,
  clock: ClockKind,
  traits: Traits,
): readonly (Miss & { readonly index: number })[] {
  const match = targetOf(policy, clock, traits)?.index ?? policy.targets.length;
  return policy.targets.flatMap((target, index) => {
    const miss = index < match && target.clock === clock ? missOf(target, traits) : null;
    return miss === null ? [] : [{ index, ...miss }];
  });
}
