import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { policyDocument } from "../../support/small-policy.ts";

const lint = (days: readonly number[]) =>
  lintPolicy(
    Policy.parse({
      ...policyDocument,
      overdueLadder: { levels: days.map((afterDays) => ({ afterDays, tell: ["owner"] })) },
    }),
  ).map(({ code, path }) => ({ code, path }));

describe("lintPolicy of an overdue ladder", () => {
  it("finds nothing in levels that come one after the other", () => {
    expect(lint([1, 3, 7])).toEqual([]);
  });

  it.each([
    { name: "a level on the day of the one before", days: [1, 3, 3], index: 2 },
    { name: "a level before the one before", days: [3, 1], index: 1 },
  ])("finds $name", ({ days, index }) => {
    expect(lint(days)).toEqual([
      { code: "overdue_level_order", path: `overdueLadder.levels[${index}].afterDays` },
    ]);
  });
});
