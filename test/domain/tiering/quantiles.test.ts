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

describe("cutsOf", () => {
  it("gives the lowest value of each of ntile's parts but the first", () => {
    fc.assert(
      fc.property(some, fc.integer({ min: 2, max: 10 }), (values, parts) => {
        const lowest = ntile(values, parts)
          .slice(1)
          .flatMap((part) => part.slice(0, 1));
        expect(cutsOf(values, parts)).toEqual(lowest);
      }),
    );
  });

  it.each<{ name: string; values: number[]; cuts: number[] }>([
    { name: "of nobody there are none", values: [], cuts: [] },
    { name: "of fewer customers than parts each has its own", values: [3, 1], cuts: [3] },
    { name: "the first parts have one more", values: [1, 2, 3, 4, 5, 6], cuts: [3, 4, 5, 6] },
    { name: "equal parts", values: [5, 1, 4, 2, 3], cuts: [2, 3, 4, 5] },
  ])("$name", ({ values, cuts }) => {
    expect(cutsOf(values, 5)).toEqual(cuts);
  });
});

describe("bandsOf", () => {
  it("scores each value as its part says, and equal ones by the lowest part that begins with them", () => {
    fc.assert(
      fc.property(some, (values) => {
        const bands = bandsOf(quintiles, { a: cutsOf(values, 5) }) ?? [];
        const parts = ntile(values, 5);
        for (const value of values) {
          const begun = parts.map(([lowest], index) => (index === 0 ? -Infinity : lowest));
          const nearest = Math.max(
            ...begun.flatMap((from) => ((from ?? 99) <= value ? (from ?? 0) : [])),
          );
          expect(pointsOf(bands, value)).toBe(begun.indexOf(nearest) + 1);
        }
      }),
    );
  });

  it("gives bands that begin at different values", () => {
    expect(bandsOf(quintiles, { a: [1, 1, 4, 4] })).toEqual([
      { from: Number.NEGATIVE_INFINITY, points: 1 },
      { from: 1, points: 2 },
      { from: 4, points: 4 },
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
