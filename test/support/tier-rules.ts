import fc from "fast-check";
import type { CustomerFacts } from "../../src/domain/tiering/score.ts";
import { Dimension, TierInput, Tiering, type TierRules } from "../../src/domain/tiering/tier.ts";

const words = { en: "x", "zh-TW": "x", "zh-CN": "x" };

/** An input of companies; the tests say what they are about. */
export function inputOf(changes: object): TierInput {
  const id = "id" in changes ? changes.id : "a";
  const source = "history" in changes ? {} : { property: id };
  return TierInput.parse({ id, label: words, kind: "company", ...source, ...changes });
}

/** Rules of which everything but the thresholds is the default. */
export function rulesOf(
  inputs: readonly TierInput[],
  tiering: object = {},
  fromScores: readonly number[] = [70, 30, 0],
): TierRules {
  const tiers = fromScores.map((fromScore, index) => ({
    id: `tier_${index}`,
    name: words,
    fromScore,
  }));
  return { tiers, tierInputs: inputs, tiering: Tiering.parse(tiering) };
}

export function companyWith(properties: Readonly<Record<string, string>>): CustomerFacts {
  return { kind: "company", properties, history: {}, cuts: {} };
}

/** Values and edges of so small a range that they often meet, and that every one can be tried. */
export const SMALL_RANGE = { min: -3, max: 12 };
export const smallValue = fc.integer(SMALL_RANGE);
export const bands = fc.uniqueArray(
  fc.record({ from: smallValue, points: fc.integer({ min: 0, max: 60 }) }),
  { minLength: 1, maxLength: 4, selector: ({ from }) => from },
);

const perDimension = (value: fc.Arbitrary<number>) =>
  fc.record({ value, loyalty: value, potential: value });

/** Weights that make 100. */
const weights = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }))
  .map(([x, y]) => {
    const [low, high] = [Math.min(x, y), Math.max(x, y)];
    return { value: low, loyalty: high - low, potential: 100 - high };
  });

const thresholds = fc
  .uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 6 })
  .map((scores) => [...scores.toSorted((a, b) => b - a), 0]);

/** Inputs by property, in any dimension; some share a property. */
export const tierInputs = fc
  .array(
    fc.record({
      dimension: fc.constantFrom(...Dimension.options),
      property: fc.constantFrom("p", "q", "r", "s"),
      bands,
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((drawn) => drawn.map((parts, index) => inputOf({ id: `i${index}`, ...parts })));

export const tierRules: fc.Arbitrary<TierRules> = fc
  .record({
    inputs: tierInputs,
    weights,
    caps: perDimension(fc.integer({ min: 0, max: 100 })),
    hysteresisPoints: fc.integer({ min: 0, max: 10 }),
    graceDays: fc.integer({ min: 0, max: 40 }),
    thresholds,
  })
  .map(({ inputs, thresholds: from, ...tiering }) => rulesOf(inputs, tiering, from));

/** Values of some of the properties. */
export const properties: fc.Arbitrary<Readonly<Record<string, string>>> = fc
  .dictionary(fc.constantFrom("p", "q", "r", "s"), smallValue)
  .map((values) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)])),
  );
