import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextChange, type SingleChange } from "../../../src/domain/tiering/next-change.ts";
import { type CustomerFacts, scoreCustomer } from "../../../src/domain/tiering/score.ts";
import { lostBelow, type Standing, stepStanding } from "../../../src/domain/tiering/standing.ts";
import type { TierRules } from "../../../src/domain/tiering/tier.ts";
import { rankIn, scored } from "../../support/score-paths.ts";
import { companyWith, properties, SMALL_RANGE, tierRules } from "../../support/tier-rules.ts";

type Direction = "up" | "down";
type Case = {
  readonly rules: TierRules;
  readonly facts: CustomerFacts;
  readonly standing: Standing;
};

/** A customer with a tier that it had before or has by its score. */
const cases: fc.Arbitrary<Case> = fc
  .record({ rules: tierRules, values: properties, had: fc.nat() })
  .map(({ rules, values, had }) => {
    const facts = companyWith(values);
    const earned = rules.tiers[had % rules.tiers.length]?.id ?? "";
    const before = { earned, pendingDrop: null, override: null };
    const scoring = scoreCustomer(rules, facts, 0);
    return { rules, facts, standing: stepStanding(rules, before, { scoring, now: 0 }) };
  });

/** Whether the tier rises, or begins to be lost, when a property has another value. */
function flips(
  { rules, facts, standing }: Case,
  direction: Direction,
  change: readonly [string, number],
) {
  const [property, value] = change;
  const changed = { ...facts, properties: { ...facts.properties, [property]: String(value) } };
  const scoring = scoreCustomer(rules, changed, 0);
  const after = stepStanding(rules, standing, { scoring, now: 0 });
  const moved = rankIn(rules, after.earned) - rankIn(rules, standing.earned);
  return direction === "up" ? moved < 0 : moved > 0 || after.pendingDrop !== null;
}

/** Tries every value, the nearest first; of two that are as near the lower one, as just below is nearer. */
function triedNeed(one: Case, direction: Direction, property: string): SingleChange["need"] | null {
  const text = one.facts.properties[property];
  const { min, max } = SMALL_RANGE;
  if (text === undefined) {
    for (let value = min; value <= max; value++) {
      if (flips(one, direction, [property, value])) return { is: "at_least", value };
    }
    return null;
  }
  const value = Number(text);
  for (let far = 1; far <= max - min + 1; far++) {
    if (flips(one, direction, [property, value - far]))
      return { is: "below", value: value - far + 1 };
    if (flips(one, direction, [property, value + far]))
      return { is: "at_least", value: value + far };
  }
  return null;
}

function triedChanges(one: Case, direction: Direction) {
  const scoring = scoreCustomer(one.rules, one.facts, 0);
  const isLost = direction === "down" && scoring.score < lostBelow(one.rules, one.standing.earned);
  const scoredBy = new Set(one.rules.tierInputs.map(({ property = "" }) => property));
  return isLost
    ? {}
    : Object.fromEntries(
        [...scoredBy].flatMap((property) => {
          const need = triedNeed(one, direction, property);
          return need === null ? [] : [[property, need]];
        }),
      );
}

const look = (one: Case) => nextChange(one.rules, one.facts, { standing: one.standing, now: 0 });

describe("nextChange", () => {
  it.each<Direction>(["up", "down"])(
    "names changes that flip the tier, one unit less does not: %s",
    (way) => {
      fc.assert(
        fc.property(cases, (one) => {
          for (const { property, need } of look(one)[way]) {
            const [enough, less] = need.is === "at_least" ? [0, -1] : [-1, 0];
            expect(flips(one, way, [property, need.value + enough])).toBe(true);
            expect(flips(one, way, [property, need.value + less])).toBe(false);
          }
        }),
      );
    },
  );

  it.each<Direction>(["up", "down"])(
    "finds for each value the smallest change that there is: %s",
    (way) => {
      fc.assert(
        fc.property(cases, (one) => {
          const found = look(one)[way].map(({ property, need }) => [property, need]);
          expect(Object.fromEntries(found)).toEqual(triedChanges(one, way));
        }),
        { numRuns: 300 },
      );
    },
  );

  it("tells the points that keep a pending drop from happening, and one less does not", () => {
    fc.assert(
      fc.property(cases, ({ rules, facts, standing }) => {
        const { missingPoints } = nextChange(rules, facts, { standing, now: 0 });
        expect(missingPoints === null).toBe(standing.pendingDrop === null);
        if (missingPoints === null) return;
        const { score, reasons } = scoreCustomer(rules, facts, 0);
        // Of whom nothing is known it is the knowledge that is missing.
        if (reasons.length === 0) return;
        const pendingWith = (points: number) =>
          stepStanding(rules, standing, { scoring: scored(points), now: 0 }).pendingDrop;
        expect(pendingWith(score + missingPoints)).toBeNull();
        expect(pendingWith(score + missingPoints - 1)).not.toBeNull();
      }),
    );
  });
});
