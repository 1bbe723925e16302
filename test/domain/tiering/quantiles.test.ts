import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bandsOf, cutsOf } from "../../../src/domain/tiering/quantiles.ts";
import { pointsOf } from "../../../src/domain/tiering/score.ts";
import { inputOf } from "../../support/tier-rules.ts";

/** As SQL defines ntile: deals the sorted rows out, the first parts one more where it does not come out even. */
function ntile(values: readonly number[], parts: number): readonly (readonly number[])[] {
  const rest = values.toSorted((a, b) => a - b);
  return Array.from({ length: parts }, (_, part) => {
    const size = Math.ceil((values.length - part) / parts);
    return rest.splice(0, Math.max(0, size));
  });
}

const some = fc.array(fc.integer({ min: -5, max: 20 }), { maxLength: 40 });
const quintiles = inputOf({ id: "a", quantiles: { points: [1, 2, 3, 4, 5] } });

/** The part of each value: the lowest that has one like it. */
function partOf(dealt: readonly (readonly number[])[], value: number): number {
  return dealt.findIndex((part) => part.includes(value));
}

describe("cutsOf", () => {
  it("says where each of ntile's parts but the first begins, equal values being in the lowest", () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 2, max: 10 }), (values, parts) => {
        const dealt = ntile(values, parts);
        const begins = dealt.slice(1).flatMap((_, index) => {
          const from = values.filter((value) => partOf(dealt, value) > index);
          return from.length === 0 ? [] : [Math.min(...from)];
        });
        expect(cutsOf(values, parts)).toEqual(begins);
      }),
    );
  });

  it.each<{ name: string; values: number[]; cuts: number[] }>([
    { name: "of nobody there are none", values: [], cuts: [] },
    { name: "of fewer customers than parts each has its own", values: [3, 1], cuts: [3] },
    { name: "the first parts have one more", values: [1, 2, 3, 4, 5, 6], cuts: [3, 4, 5, 6] },
    { name: "equal parts", values: [5, 1, 4, 2, 3], cuts: [2, 3, 4, 5] },
    { name: "equal ones stay in the lowest part", values: [0, 0, 0, 5, 9], cuts: [5, 5, 5, 9] },
    { name: "and leave the last ones empty", values: [1, 2, 3, 3, 3], cuts: [2, 3] },
    { name: "where all are equal there is one part", values: [3, 3, 3, 3, 3], cuts: [] },
  ])("$name", ({ values, cuts }) => {
    expect(cutsOf(values, 5)).toEqual(cuts);
  });
});

describe("bandsOf", () => {
  it("scores each value by its part, and who is alike alike", () => {
    fc.assert(
      fc.property(some, (values) => {
        const bands = bandsOf(quintiles, { a: cutsOf(values, 5) }) ?? [];
        const dealt = ntile(values, 5);
        for (const value of values) {
          expect(pointsOf(bands, value)).toBe(partOf(dealt, value) + 1);
        }
      }),
    );
  });

  it("gives bands that begin at different values", () => {
    expect(bandsOf(quintiles, { a: [1, 1, 4, 4] })).toEqual([
      { from: Number.NEGATIVE_INFINITY, points: 1 },
      { from: 1, points: 3 },
      { from: 4, points: 5 },
    ]);
  });

  it.each<{ name: string; input: object; bands: object[] | null }>([
    { name: "knows none before anybody was counted", input: quintiles, bands: null },
    {
      name: "has those of the policy",
      input: inputOf({ id: "a", bands: [{ from: 3, points: 9 }] }),
      bands: [{ from: 3, points: 9 }],
    },
  ])("$name", ({ input, bands }) => {
    expect(bandsOf(inputOf(input), {})).toEqual(bands);
  });

  it("has none of an input that names neither", () => {
    const { quantiles: _gone, ...input } = quintiles;
    expect(bandsOf(input, { a: [1] })).toBeNull();
  });
});
