import { bandsOf } from "./quantiles.ts";
import {
  type CustomerFacts,
  inputsOf,
  type KnownInput,
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

/** A change of one input alone that would move the tier. */
export type SingleChange = {
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
  /** At once, the smallest change of each input. */
  readonly up: readonly SingleChange[];
  /** After the grace period. */
  readonly down: readonly SingleChange[];
  /** Points of the score that keep a pending drop from happening; null when none is pending. */
  readonly missingPoints: number | null;
};

/**
 * For each input the nearest value with which it alone would raise the tier or make it be lost. One
 * that does not get that far moves nothing.
 */
export function nextChange(
  rules: TierRules,
  facts: CustomerFacts,
  { standing, now }: { readonly standing: Standing; readonly now: number },
): NextChange {
  const limit = lostBelow(rules, standing.earned);
  const rankOf = (tierId: string) => rules.tiers.findIndex(({ id }) => id === tierId);
  const { known } = knownInputs(rules, facts, now);
  const look = (isMoved: (score: number) => boolean) =>
    inputsOf(rules, facts.kind).flatMap((input): readonly SingleChange[] => {
      const others = known.filter((one) => one.input.id !== input.id);
      const value = knownValue(input, facts, now);
      const scoreWith = (rawPoints: number) =>
        totalOf(reasonsOf(rules, [...others, asKnown(input, rawPoints)]));
      const step = nearest(bandsOf(input, facts.cuts) ?? [], value, ({ rawPoints }) =>
        isMoved(scoreWith(rawPoints)),
      );
      if (step === null) return [];
      const tier = tierOfScore(rules, scoreWith(step.rawPoints));
      return [{ inputId: input.id, property: sourceOf(input), value, need: step.need, tier }];
    });
  const score = totalOf(reasonsOf(rules, known));
  const earned = rankOf(standing.earned);
  return {
    up: look((reached) => rankOf(tierOfScore(rules, reached)) < earned),
    down: score < limit ? [] : look((reached) => reached < limit),
    missingPoints: standing.pendingDrop === null ? null : Math.ceil(limit - score),
  };
}

function asKnown(input: TierInput, rawPoints: number): KnownInput {
  return { input, value: 0, rawPoints };
}

type Step = { readonly need: SingleChange["need"]; readonly rawPoints: number };

/** Of the steps on either side of the value the nearest that moves the tier. */
function nearest(
  bands: readonly Band[],
  value: number | null,
  isMoving: (step: Step) => boolean,
): Step | null {
  const found = [upward(bands, value), downward(bands, value)].flatMap(
    (side) => side.find(isMoving) ?? [],
  );
  const distanceOf = ({ need }: Step) => Math.abs(need.value - (value ?? 0));
  return found.toSorted((a, b) => distanceOf(a) - distanceOf(b))[0] ?? null;
}

/** Where the points change, in the order in which a growing value gets there. */
function upward(bands: readonly Band[], value: number | null): readonly Step[] {
  return bands
    .filter(({ from }) => Number.isFinite(from) && (value === null || from > value))
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, points }) => ({ need: { is: "at_least", value: from }, rawPoints: points }));
}

/** The same of a falling value: below where a band starts, the bands under it count. */
function downward(bands: readonly Band[], value: number | null): readonly Step[] {
  if (value === null) return [];
  return bands
    .filter(({ from }) => Number.isFinite(from) && from <= value)
    .toSorted((a, b) => b.from - a.from)
    .map(({ from }) => {
      const under = bands.filter((band) => band.from < from);
      return { need: { is: "below", value: from }, rawPoints: pointsOf(under, from) };
    });
}
