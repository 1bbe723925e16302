import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gather, type UntoldCase } from "../../../src/domain/escalation/storm.ts";

const cases = (count: number, hasWaitedForOpening = false, from = 1): UntoldCase[] =>
  Array.from({ length: count }, (_, index) => ({ caseId: `${from + index}`, hasWaitedForOpening }));
const ids = (...numbers: readonly number[]) => numbers.map(String);

describe("cases that nobody was told of", () => {
  it.each<{
    name: string;
    untold: readonly UntoldCase[];
    arriving: number;
    expected: ReturnType<typeof gather>;
  }>([
    { name: "stand alone without a storm", untold: cases(2), arriving: 3, expected: null },
    {
      name: "stand together with one more than the policy allows",
      untold: cases(2),
      arriving: 4,
      expected: { kind: "storm", caseIds: ids(1, 2) },
    },
    {
      name: "join a storm one by one",
      untold: cases(1),
      arriving: 4,
      expected: { kind: "storm", caseIds: ids(1) },
    },
    {
      name: "stand alone when a single one waited for the opening",
      untold: cases(1, true),
      arriving: 1,
      expected: null,
    },
    {
      name: "stand together when two waited for the opening, without what came after it",
      untold: [...cases(2, true), ...cases(1, false, 3)],
      arriving: 3,
      expected: { kind: "opening", caseIds: ids(1, 2) },
    },
    {
      name: "stand all together when a storm meets the opening",
      untold: [...cases(2, true), ...cases(2, false, 3)],
      arriving: 4,
      expected: { kind: "opening", caseIds: ids(1, 2, 3, 4) },
    },
    {
      name: "are a storm when only one of them waited for the opening",
      untold: [...cases(1, true), ...cases(3, false, 2)],
      arriving: 4,
      expected: { kind: "storm", caseIds: ids(1, 2, 3, 4) },
    },
    {
      name: "are none when there is none",
      untold: [],
      arriving: 9,
      expected: { kind: "storm", caseIds: [] },
    },
  ])("$name", ({ untold, arriving, expected }) => {
    expect(gather(untold, { arriving, moreThan: 3 })).toEqual(expected);
  });

  it("stand where they stand in whatever order they come, each once", () => {
    const some = fc
      .uniqueArray(fc.nat(50), { minLength: 1, maxLength: 20 })
      .chain((numbers) =>
        fc.tuple(
          fc.constant(numbers),
          fc.array(fc.boolean(), { minLength: numbers.length, maxLength: numbers.length }),
        ),
      )
      .map(([numbers, waited]) =>
        numbers.map((number, index) => ({
          caseId: `${number}`,
          hasWaitedForOpening: waited[index] ?? false,
        })),
      );
    const shuffled = some.chain((untold) =>
      fc.tuple(
        fc.constant(untold),
        fc.shuffledSubarray(untold, { minLength: untold.length, maxLength: untold.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, fc.nat(30), fc.nat(30), ([untold, other], arriving, moreThan) => {
        const gathered = gather(untold, { arriving, moreThan });
        expect(gather(other, { arriving, moreThan })).toEqual(gathered);
        const together = gathered?.caseIds ?? [];
        expect(new Set(together).size).toBe(together.length);
        const known = new Set(untold.map(({ caseId }) => caseId));
        expect(together.filter((caseId) => !known.has(caseId))).toEqual([]);
      }),
    );
  });
});
