import { describe, expect, it } from "vitest";
import { nextChange } from "../../../src/domain/tiering/next-change.ts";
import type { CustomerFacts } from "../../../src/domain/tiering/score.ts";
import type { PendingDrop } from "../../../src/domain/tiering/standing.ts";
import type { TierRules } from "../../../src/domain/tiering/tier.ts";
import { companyWith, inputOf, rulesOf } from "../../support/tier-rules.ts";

const revenue = inputOf({
  id: "revenue",
  bands: [
    { from: 1_000, points: 30 },
    { from: 5_000, points: 50 },
    { from: 20_000, points: 80 },
  ],
});
const quiet = inputOf({
  id: "quiet",
  bands: [
    { from: 0, points: 20 },
    { from: 90, points: 0 },
  ],
});
const pendingDrop: PendingDrop = { to: "tier_1", since: 0, dueAt: 10 };

function look(
  rules: TierRules,
  facts: CustomerFacts,
  standing: { readonly earned: string; readonly pendingDrop?: PendingDrop },
) {
  const whole = { pendingDrop: null, override: null, ...standing };
  return nextChange(rules, facts, { standing: whole, now: 0 });
}

describe("nextChange", () => {
  const rules = rulesOf([revenue, quiet], { hysteresisPoints: 5 });

  it("names the nearest value that raises and the nearest that begins to lose", () => {
    const facts = companyWith({ revenue: "6000", quiet: "100" });
    expect(look(rules, facts, { earned: "tier_1" })).toEqual({
      up: [
        {
          inputId: "quiet",
          property: "quiet",
          value: 100,
          need: { is: "below", value: 90 },
          tier: "tier_0",
        },
        {
          inputId: "revenue",
          property: "revenue",
          value: 6000,
          need: { is: "at_least", value: 20_000 },
          tier: "tier_0",
        },
      ],
      down: [
        {
          inputId: "revenue",
          property: "revenue",
          value: 6000,
          need: { is: "below", value: 1_000 },
          tier: "tier_2",
        },
      ],
      missingPoints: null,
    });
  });

  it("names what could be known where nothing is", () => {
    const { up, down } = look(rules, companyWith({}), { earned: "tier_2" });
    expect(up.map(({ property, value, need }) => [property, value, need])).toEqual([
      ["revenue", null, { is: "at_least", value: 1_000 }],
    ]);
    expect(down).toEqual([]);
  });

  it("names nothing that would lose a tier which is being lost already, but the points that keep it", () => {
    const facts = companyWith({ revenue: "6000", quiet: "100" });
    const { up, down, missingPoints } = look(rules, facts, { earned: "tier_0", pendingDrop });
    expect({ up, down, missingPoints }).toEqual({ up: [], down: [], missingPoints: 15 });
  });

  it("has no points below 0 when what is pending was made good since", () => {
    const facts = companyWith({ revenue: "30000" });
    expect(look(rules, facts, { earned: "tier_0", pendingDrop }).missingPoints).toBe(0);
  });

  it("moves all inputs that look at the same property together", () => {
    const again = inputOf({
      id: "again",
      property: "revenue",
      bands: [{ from: 6_500, points: 20 }],
    });
    const both = rulesOf([revenue, again]);
    const { up } = look(both, companyWith({ revenue: "6000" }), { earned: "tier_1" });
    expect(up.map(({ inputId, need }) => [inputId, need])).toEqual([
      ["again", { is: "at_least", value: 6_500 }],
    ]);
  });

  it("takes the edges of parts from the portal's cuts, and nothing where there are none", () => {
    const spent = inputOf({
      id: "spent",
      history: "revenue",
      quantiles: { points: [0, 40, 80] },
    });
    const parts = rulesOf([spent]);
    const facts = { ...companyWith({}), history: { revenue: 50 }, cuts: { spent: [40, 90] } };
    const found = look(parts, facts, { earned: "tier_1" });
    expect([...found.up, ...found.down].map(({ property, need }) => [property, need])).toEqual([
      ["history.revenue", { is: "at_least", value: 90 }],
      ["history.revenue", { is: "below", value: 40 }],
    ]);
    expect(look(parts, { ...facts, cuts: {} }, { earned: "tier_2" }).up).toEqual([]);
  });

  it("raises from a tier that the rules no longer have to none", () => {
    const facts = companyWith({ revenue: "6000" });
    expect(look(rules, facts, { earned: "gold" })).toMatchObject({ up: [], down: [] });
  });
});
