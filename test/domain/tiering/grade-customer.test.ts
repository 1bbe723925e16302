import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Grade } from "../../../src/domain/tiering/grade.ts";
import { highestGrade, tierChange } from "../../../src/domain/tiering/grade-customer.ts";
import { gradedProperties } from "../../../src/domain/tiering/score.ts";
import { TierInput, Tiering, type TierRules } from "../../../src/domain/tiering/tier.ts";
import { firstGrade as gradeCustomer, gradeOf, reasonOf } from "../../support/grades.ts";
import { testPolicy } from "../../support/small-policy.ts";

const words = { en: "x", "zh-TW": "x", "zh-CN": "x" };

function rulesOf(...inputs: object[]): TierRules {
  return {
    tiers: testPolicy.tiers,
    tierInputs: inputs.map((input) => TierInput.parse({ ...input, label: words, kind: "company" })),
    tiering: Tiering.parse({}),
  };
}

describe("gradeCustomer", () => {
  it.each<{ name: string; properties: Record<string, string>; tier: string; score: number }>([
    {
      name: "adds up what each input gives",
      properties: { total_revenue: "150000", num_associated_deals: "3" },
      tier: "key",
      score: 85,
    },
    {
      name: "takes the highest band that the value reaches",
      properties: { total_revenue: "99999.99", num_associated_deals: "0" },
      tier: "developing",
      score: 30,
    },
    {
      name: "reaches a band exactly at its edge",
      properties: { total_revenue: "100000", num_associated_deals: "0" },
      tier: "key",
      score: 70,
    },
    {
      name: "gives nothing below the lowest band",
      properties: { total_revenue: "-500", num_associated_deals: "1" },
      tier: "standard",
      score: 0,
    },
    {
      name: "stops at 100",
      properties: { total_revenue: "100000", num_associated_deals: "10" },
      tier: "key",
      score: 100,
    },
    { name: "puts a customer of unknown value last", properties: {}, tier: "standard", score: 0 },
  ])("$name", ({ properties, tier, score }) => {
    expect(gradeCustomer(testPolicy, "company", properties)).toMatchObject({ tier, score });
  });

  it("gives each input with its value and its points", () => {
    const grade = gradeCustomer(testPolicy, "company", {
      total_revenue: "100000",
      num_associated_deals: " 12 ",
    });
    expect(grade.reasons).toEqual([
      { ...reasonOf("company_deals", "num_associated_deals", { value: 12, points: 40 }) },
      {
        ...reasonOf("company_revenue", "total_revenue", { value: 100_000, points: 60 }),
        rawPoints: 70,
      },
    ]);
    expect(grade.missing).toEqual([]);
  });

  it.each<{ name: string; text: string }>([
    { name: "empty", text: "" },
    { name: "blank", text: "  " },
    { name: "a word", text: "many" },
    { name: "endless", text: "Infinity" },
  ])("names a property that is $name as missing instead of taking it for 0", ({ text }) => {
    const grade = gradeCustomer(testPolicy, "contact", { total_revenue: text });
    expect(grade).toMatchObject({
      tier: "standard",
      score: 0,
      reasons: [],
      missing: ["total_revenue"],
    });
  });

  it("takes 0 for a value", () => {
    const grade = gradeCustomer(testPolicy, "contact", { total_revenue: "0" });
    expect(grade.missing).toEqual([]);
    expect(grade.reasons).toHaveLength(1);
  });

  it("looks at the inputs of the customer's kind only", () => {
    const grade = gradeCustomer(testPolicy, "contact", { total_revenue: "1000" });
    expect(grade.reasons.map((reason) => reason.inputId)).toEqual(["contact_revenue"]);
  });

  it("takes the last tier when the score reaches none", () => {
    const rules = {
      ...testPolicy,
      tiers: testPolicy.tiers.map((tier) => ({ ...tier, fromScore: tier.fromScore + 1 })),
    };
    expect(gradeCustomer(rules, "contact", { total_revenue: "0" }).tier).toBe("standard");
  });

  const points = fc.integer({ min: 0, max: 100 });
  const value = fc.integer({ min: -1_000, max: 1_000_000 });

  it("gives reasons that add up to a score from 0 to 100", () => {
    const inputs = fc.array(fc.record({ from: value, points, value }), { maxLength: 6 });
    fc.assert(
      fc.property(inputs, (drawn) => {
        const rules = rulesOf(
          ...drawn.map((input, index) => ({
            id: `input_${index}`,
            property: `property_${index}`,
            bands: [{ from: input.from, points: input.points }],
          })),
        );
        const properties = Object.fromEntries(
          drawn.map((input, index) => [`property_${index}`, String(input.value)]),
        );
        const grade = gradeCustomer(rules, "company", properties);
        expect(grade.reasons.reduce((sum, reason) => sum + reason.points, 0)).toBe(grade.score);
        expect(grade.score).toBeGreaterThanOrEqual(0);
        expect(grade.score).toBeLessThanOrEqual(100);
      }),
    );
  });

  it("never scores a larger value lower when larger bands give more", () => {
    const bands = fc.uniqueArray(value, { minLength: 1, maxLength: 5 }).chain((edges) =>
      fc.array(points, { minLength: edges.length, maxLength: edges.length }).map((given) => {
        const sorted = [...given].sort((a, b) => a - b);
        const from = [...edges].sort((a, b) => a - b);
        return from.map((edge, index) => ({ from: edge, points: sorted[index] ?? 0 }));
      }),
    );
    fc.assert(
      fc.property(bands, value, value, (drawn, x, y) => {
        const rules = rulesOf({ id: "a", property: "a", bands: drawn });
        const score = (v: number) => gradeCustomer(rules, "company", { a: String(v) }).score;
        expect(score(Math.min(x, y))).toBeLessThanOrEqual(score(Math.max(x, y)));
      }),
    );
  });

  it("puts a score into the highest tier whose threshold it reaches, exactly", () => {
    fc.assert(
      fc.property(points, (drawn) => {
        const rules = rulesOf({ id: "a", property: "a", bands: [{ from: 0, points: drawn }] });
        const expected = drawn >= 70 ? "key" : drawn >= 30 ? "developing" : "standard";
        expect(gradeCustomer(rules, "company", { a: "1" }).tier).toBe(expected);
      }),
    );
  });
});

describe("gradedProperties", () => {
  it("names each property of a kind once", () => {
    expect(gradedProperties(testPolicy, "company")).toEqual([
      "total_revenue",
      "num_associated_deals",
    ]);
    expect(gradedProperties(testPolicy, "contact")).toEqual(["total_revenue"]);
  });
});

describe("tierChange", () => {
  const override = {
    tier: "key",
    reason: "a fair",
    by: { id: "1", name: "Li" },
    at: 0,
    untilAt: 9,
  };
  const overridden = (tier: string, earned: string): Grade => {
    return { ...gradeOf(tier, 50), standing: { earned, pendingDrop: null, override } };
  };
  const inherited = { ...gradeOf("key", 80), inheritedFrom: { kind: "company" as const, id: "1" } };

  it.each<{ name: string; before: Grade | null; after: Grade; cause: string | null }>([
    { name: "the first one", before: null, after: gradeOf("key", 80), cause: "first" },
    { name: "none", before: gradeOf("key", 80), after: gradeOf("key", 90), cause: null },
    {
      name: "a better one",
      before: gradeOf("standard", 1),
      after: gradeOf("key", 80),
      cause: "upgrade",
    },
    {
      name: "a worse one",
      before: gradeOf("key", 80),
      after: gradeOf("standard", 1),
      cause: "downgrade",
    },
    {
      name: "one by hand",
      before: gradeOf("standard", 1),
      after: overridden("key", "standard"),
      cause: "override",
    },
    {
      name: "one by hand for a new customer",
      before: null,
      after: overridden("key", "standard"),
      cause: "override",
    },
    {
      name: "the end of one by hand",
      before: overridden("key", "standard"),
      after: gradeOf("standard", 1),
      cause: "override_ended",
    },
    {
      name: "what was earned, as the rules lost the one by hand",
      before: gradeOf("standard", 1),
      after: overridden("developing", "developing"),
      cause: "upgrade",
    },
    { name: "the company's", before: gradeOf("standard", 1), after: inherited, cause: "inherited" },
    {
      name: "one after the rules lost the former",
      before: gradeOf("gold", 80),
      after: gradeOf("standard", 1),
      cause: "first",
    },
  ])("tells the cause of $name", ({ before, after, cause }) => {
    const change = { at: 5, from: before?.tier ?? null, to: after.tier, score: after.score };
    expect(tierChange(before, after, { rules: testPolicy, now: 5 })).toEqual(
      cause === null ? null : { ...change, cause },
    );
  });
});

describe("highestGrade", () => {
  const grade = (tier: string, score: number) => ({ tier, score });

  it.each<{ name: string; grades: { tier: string; score: number }[]; expected: number }>([
    {
      name: "takes the highest tier, whatever the scores",
      grades: [grade("standard", 99), grade("key", 70), grade("developing", 40)],
      expected: 1,
    },
    {
      name: "takes the higher score within a tier",
      grades: [grade("key", 70), grade("key", 90)],
      expected: 1,
    },
    {
      name: "takes the first of equals",
      grades: [grade("key", 70), grade("key", 70)],
      expected: 0,
    },
    {
      name: "ranks a tier that is no more below all others",
      grades: [grade("gold", 100), grade("standard", 1)],
      expected: 1,
    },
  ])("$name", ({ grades, expected }) => {
    expect(highestGrade(testPolicy, grades)).toBe(grades[expected]);
  });

  it("is null without customers", () => {
    expect(highestGrade(testPolicy, [])).toBeNull();
  });
});
