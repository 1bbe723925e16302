import { bandsOf } from "./quantiles.ts";
import {
  type CustomerFacts,
  inputsOf,
  knownInputs,
  knownValue,
  pointsOf,
  reasonsOf,
  sourceOf,
  tierOfScore,
  totalOf,
} from "./score.ts";
import { lostBelow, type Standing } from "./standing.ts";
import type { Band, TierInput, TierRules } from "./tier.ts";

/** A change of one value alone that would move the tier. */
export type SingleChange = {
  /** The first input, by its id, that the value is scored by. */
  readonly inputId: string;
  readonly property: string;
  /** Null where nothing is known today. */
  readonly value: number | null;
  /** The value has to be this or more, or less than this. */
  readonly need: { readonly is: "at_least" | "below"; readonly value: number };
  /** The tier that the score would then have. */
  readonly tier: string;
};

/** What would move the tier that the customer has earned. */
export type NextChange = {
  /** At once, the smallest change of each value. */
  readonly up: readonly SingleChange[];
  /** After the grace period. */
  readonly down: readonly SingleChange[];
  /** Points of the score that keep a pending drop from happening; null when none is pending. */
  readonly missingPoints: number | null;
};

/**
 * For each value that is scored the nearest one with which it alone would raise the tier or make it be lost.
 * One that does not get that far moves nothing.
 */
export function nextChange(
  rules: TierRules,
  facts: CustomerFacts,
  { standing, now }: { readonly standing: Standing; readonly now: number },
): NextChange {
  const { known } = knownInputs(rules, facts, now);
  const score = totalOf(reasonsOf(rules, known));
  const limit = lostBelow(rules, standing.earned);
  const rankOf = (tierId: string) => rules.tiers.findIndex(({ id }) => id === tierId);
  const earned = rankOf(standing.earned);
  const look = (isMoved: (score: number) => boolean) =>
    scoredValues(rules, facts, now).flatMap((scored): readonly SingleChange[] => {
      const ids = new Set(scored.inputs.map(({ input }) => input.id));
      const others = known.filter(({ input }) => !ids.has(input.id));
      const scoreAt = (need: Need) =>
        totalOf(reasonsOf(rules, [...others, ...scored.inputs.map((one) => reached(one, need))]));
      const need = nearest(scored, (step) => isMoved(scoreAt(step)));
      if (need === null) return [];
      const { inputId, property, value } = scored;
      return [{ inputId, property, value, need, tier: tierOfScore(rules, scoreAt(need)) }];
    });
  const isPending = standing.pendingDrop !== null;
  return {
    up: look((moved) => rankOf(tierOfScore(rules, moved)) < earned),
    down: score < limit ? [] : look((moved) => moved < limit),
    missingPoints: isPending ? Math.max(0, Math.ceil(limit - score)) : null,
  };
}

type Need = SingleChange["need"];
type BandedInput = { readonly input: TierInput; readonly bands: readonly Band[] };

/** A value with all inputs that score it: two that look at the same property move together. */
type ScoredValue = Pick<SingleChange, "inputId" | "property" | "value"> & {
  readonly inputs: readonly BandedInput[];
};

function scoredValues(rules: TierRules, facts: CustomerFacts, now: number): readonly ScoredValue[] {
  const banded = inputsOf(rules, facts.kind)
    .flatMap((input) => {
      const bands = bandsOf(input, facts.cuts);
      return bands === null ? [] : [{ input, bands }];
    })
    .toSorted((a, b) => (a.input.id < b.input.id ? -1 : 1));
  const groups = Map.groupBy(banded, ({ input }) => `${input.measure} ${sourceOf(input)}`);
  return [...groups.values()].flatMap((inputs) =>
    inputs.slice(0, 1).map(({ input }) => ({
      inputId: input.id,
      property: sourceOf(input),
      value: knownValue(input, facts, now),
      inputs,
    })),
  );
}

/** Just below where a band starts, the bands under it count. */
function reached({ input, bands }: BandedInput, { is, value }: Need) {
  const counting = is === "at_least" ? bands : bands.filter(({ from }) => from < value);
  return { input, value, rawPoints: pointsOf(counting, value) };
}

/** Of the steps on either side of the value the nearest that moves the tier. */
function nearest({ value, inputs }: ScoredValue, isMoving: (need: Need) => boolean): Need | null {
  const edges = inputs
    .flatMap(({ bands }) => bands.map(({ from }) => from))
    .filter(Number.isFinite)
    .toSorted((a, b) => a - b);
  const up = edges
    .filter((from) => value === null || from > value)
    .map((from): Need => ({ is: "at_least", value: from }))
    .find(isMoving);
  if (value === null) return up ?? null;
  const down = edges
    .filter((from) => from <= value)
    .toReversed()
    .map((from): Need => ({ is: "below", value: from }))
    .find(isMoving);
  if (up === undefined || down === undefined) return up ?? down ?? null;
  return value - down.value < up.value - value ? down : up;
}
