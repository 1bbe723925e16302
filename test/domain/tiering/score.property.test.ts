import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreCustomer, tierOfScore, totalOf } from "../../../src/domain/tiering/score.ts";
import { Dimension, type TierRules } from "../../../src/domain/tiering/tier.ts";
import { companyWith, properties, smallValue, tierRules } from "../../support/tier-rules.ts";

/** The same rules, whose bands give the more the higher they begin. */
function rising(rules: TierRules): TierRules {
  const tierInputs = rules.tierInputs.map((input) => {
    const drawn = input.bands ?? [];
    const points = drawn.map((band) => band.points).toSorted((a, b) => a - b);
    const bands = drawn
      .toSorted((a, b) => a.from - b.from)
      .map(({ from }, index) => ({ from, points: points[index] ?? 0 }));
    return { ...input, bands };
  });
  return { ...rules, tierInputs };
}

function shuffled(rules: TierRules): TierRules {
  const tierInputs = rules.tierInputs
    .map((input) => ({ ...input, bands: (input.bands ?? []).toReversed() }))
    .toReversed();
  return { ...rules, tierInputs };
}

describe("a score", () => {
  it("is a whole number from 0 to 100 and the sum of its reasons", () => {
    fc.assert(
      fc.property(tierRules, properties, (rules, values) => {
        const { score, reasons } = scoreCustomer(rules, companyWith(values), 0);
        expect(score).toBe(reasons.reduce((sum, { points }) => sum + points, 0));
        expect(Number.isInteger(score) && score >= 0 && score <= 100).toBe(true);
      }),
    );
  });

  it("has of each dimension no more than its weight, all of it at its cap, and no part below 0", () => {
    fc.assert(
      fc.property(tierRules, properties, (rules, values) => {
        const { reasons } = scoreCustomer(rules, companyWith(values), 0);
        for (const dimension of Dimension.options) {
          const [weight, cap] = [rules.tiering.weights[dimension], rules.tiering.caps[dimension]];
          const parts = reasons.filter((reason) => reason.dimension === dimension);
          const raw = parts.reduce((sum, { rawPoints }) => sum + rawPoints, 0);
          expect(Math.min(0, ...parts.map(({ points }) => points))).toBe(0);
          expect(totalOf(parts)).toBeLessThanOrEqual(weight);
          if (cap > 0 && raw >= cap) expect(totalOf(parts)).toBe(weight);
        }
      }),
    );
  });

  it("never falls when one value grows, where higher bands give more", () => {
    const changes = fc.tuple(fc.constantFrom("p", "q", "r", "s"), smallValue, smallValue);
    fc.assert(
      fc.property(tierRules, properties, changes, (drawn, values, [name, x, y]) => {
        const rules = rising(drawn);
        const scoreWith = (value: number) =>
          scoreCustomer(rules, companyWith({ ...values, [name]: String(value) }), 0).score;
        expect(scoreWith(Math.min(x, y))).toBeLessThanOrEqual(scoreWith(Math.max(x, y)));
      }),
    );
  });

  it("is the same whatever the order of inputs and bands, and so are its reasons", () => {
    fc.assert(
      fc.property(tierRules, properties, (rules, values) => {
        const facts = companyWith(values);
        expect(scoreCustomer(shuffled(rules), facts, 0)).toEqual(scoreCustomer(rules, facts, 0));
      }),
    );
  });

  it("has each input either among the reasons or among what is missing", () => {
    fc.assert(
      fc.property(tierRules, properties, (rules, values) => {
        const { reasons, missing } = scoreCustomer(rules, companyWith(values), 0);
        for (const { id, property = "" } of rules.tierInputs) {
          const isKnown = reasons.some(({ inputId }) => inputId === id);
          expect(isKnown).toBe(values[property] !== undefined);
          expect(missing.includes(property)).toBe(!isKnown);
        }
      }),
    );
  });

  it("reaches the highest tier whose threshold it does not miss", () => {
    fc.assert(
      fc.property(tierRules, fc.integer({ min: 0, max: 100 }), ({ tiers }, score) => {
        const rank = tiers.findIndex(({ id }) => id === tierOfScore({ tiers }, score));
        expect(tiers.map(({ fromScore }) => score >= fromScore)).toEqual(
          tiers.map((_, index) => index >= rank),
        );
      }),
    );
  });
});
