import { describe, expect, it } from "vitest";
import { lintPolicy } from "../../../src/domain/governance/lint-policy.ts";
import { lintTiers } from "../../../src/domain/governance/lint-tiers.ts";
import { Policy } from "../../../src/domain/governance/policy.ts";
import { policyDocument as good } from "../../support/small-policy.ts";

const words = { en: "x", "zh-TW": "x", "zh-CN": "x" };
const [key, developing, standard] = good.tiers;
const bands = [{ from: 1, points: 10 }];
const input = (changes: object) => ({ id: "a", kind: "company", label: words, bands, ...changes });
const counted = (history: string, changes: object = {}) => input({ history, ...changes });
const benefit = { id: "visit", name: words, text: words, quota: 1, validDays: 30 };
const ladder = { levels: [{ tell: ["lead"], waitMinutes: 10 }] };
const none = { value: 0, loyalty: 0, potential: 0 };

function messagesOf(change: object): readonly string[] {
  return lintTiers(Policy.parse({ ...good, ...change })).map(({ message }) => message);
}

describe("tiers", () => {
  it.each<{ name: string; change: object }>([
    { name: "of a small policy", change: {} },
    {
      name: "with a window for each fact that has one",
      change: {
        tierInputs: [
          counted("growth_percent", { id: "a", withinDays: 90 }),
          counted("revenue", { id: "b", withinDays: 90 }),
          counted("days_since_purchase", { id: "c" }),
          counted("product_gaps", { id: "d" }),
          input({ id: "e", property: "since", measure: "days_since" }),
        ],
        tiering: { dealProduct: "line", products: ["pump"] },
      },
    },
    {
      name: "as near as the band is wide",
      change: { tiering: { hysteresisPoints: 30 } },
    },
    {
      name: "with points that fall with the days since",
      change: {
        tierInputs: [
          input({
            property: "since",
            measure: "days_since",
            bands: [
              { from: 0, points: 10 },
              { from: 90, points: 0 },
            ],
          }),
        ],
      },
    },
    {
      name: "that each bring something, or knowingly nothing",
      change: { benefits: { key: [benefit], developing: [benefit], standard: [] } },
    },
    {
      name: "that each have a ladder",
      change: {
        ladders: ["key", "developing", "standard"].map((tier) => ({ ...ladder, id: tier, tier })),
      },
    },
    { name: "of whom nothing is known", change: { tiering: { defaultTier: "developing" } } },
  ])("$name have no problem", ({ change }) => {
    expect(messagesOf(change)).toEqual([]);
  });

  it.each<{ name: string; change: object; messages: string[] }>([
    {
      name: "weights that make less than 100",
      change: { tiering: { weights: { ...none, value: 90 } } },
      messages: ["tiering.weights make 90: expected 100 together"],
    },
    {
      name: "weights that make more, one of them without an input",
      change: {
        tiering: { customers: "companies", weights: { ...none, value: 90, loyalty: 20 } },
        tierInputs: good.tierInputs.slice(0, 2),
      },
      messages: [
        "tiering.weights make 110: expected 100 together",
        "tiering.weights.loyalty is 20, but no input of a company brings it: expected such an input, or 0",
      ],
    },
    {
      name: "a weight that one kind cannot reach",
      change: {
        tiering: { weights: { ...none, value: 60, potential: 40 } },
        tierInputs: [...good.tierInputs, input({ property: "p", dimension: "potential" })],
      },
      messages: [
        "tiering.weights.potential is 40, but no input of a contact brings it: expected such an input, or 0",
      ],
    },
    {
      name: "thresholds nearer than the band is wide",
      change: {
        tiers: [key, { ...developing, fromScore: 66 }, standard],
        tiering: { hysteresisPoints: 5 },
      },
      messages: [
        "tiering.hysteresisPoints is 5, but tiers[0] and tiers[1] are 4 apart: expected at most 4",
      ],
    },
    {
      name: "a default that is no tier",
      change: { tiering: { defaultTier: "gold" } },
      messages: ['tiering.defaultTier names "gold": expected one of key, developing, standard'],
    },
    {
      name: "inputs of a kind that is not graded",
      change: { tiering: { customers: "companies" } },
      messages: ["tierInputs[2].kind is contact, but only companies are graded: expected company"],
    },
    {
      name: "grading of those whom no input scores",
      change: { tiering: { customers: "contacts" }, tierInputs: good.tierInputs.slice(0, 1) },
      messages: [
        "tiering.customers is contacts, but no input scores them: expected whom the inputs score",
        "tierInputs[0].kind is company, but only contacts are graded: expected contact",
      ],
    },
    {
      name: "growth over no days",
      change: { tierInputs: [counted("growth_percent")] },
      messages: [
        "tierInputs[0].withinDays is missing for growth_percent: expected the days to compare",
      ],
    },
    {
      name: "days for what is not counted over days",
      change: { tierInputs: [counted("tenure_days", { withinDays: 30 })] },
      messages: [
        "tierInputs[0].withinDays is 30 for tenure_days: expected none, as it is counted over all",
      ],
    },
    {
      name: "days for a property",
      change: { tierInputs: [input({ property: "p", withinDays: 30 })] },
      messages: [
        "tierInputs[0].withinDays is 30 for a property: expected none, as only a history has a window",
      ],
    },
    {
      name: "the age of what is a number",
      change: { tierInputs: [counted("revenue", { measure: "days_since" })] },
      messages: ["tierInputs[0].measure is days_since for a history: expected none"],
    },
    {
      name: "gaps among no products, which no deal tells",
      change: { tierInputs: [counted("product_gaps")] },
      messages: [
        "tiering.products are none, but tierInputs[0] counts product_gaps: expected at least one",
        "tiering.dealProduct is missing, but tierInputs[0] counts product_gaps: expected a property of deals",
      ],
    },
    {
      name: "a tier that no ladder takes",
      change: {
        ladders: [
          { ...ladder, id: "a", tier: "key" },
          { ...ladder, id: "b", tier: "standard" },
        ],
      },
      messages: ['ladders have none that takes tier "developing": expected one for every tier'],
    },
    {
      name: "a tier that brings nothing where others do",
      change: { benefits: { key: [benefit], standard: [] } },
      messages: [
        "benefits.developing is missing: expected every tier, if need be with an empty list",
      ],
    },
    {
      name: "what a tier brings that is none, and brings twice",
      change: { benefits: { key: [benefit, benefit], developing: [], standard: [], gold: [] } },
      messages: [
        'benefits.gold names "gold": expected one of key, developing, standard',
        'benefits.key[1].id is "visit" a second time: expected an id of its own within the tier',
      ],
    },
  ])("$name are told", ({ change, messages }) => {
    expect(messagesOf(change).toSorted()).toEqual(messages.toSorted());
  });

  it("are looked at with the whole policy", () => {
    const policy = Policy.parse({ ...good, tiering: { defaultTier: "gold" } });
    expect(lintPolicy(policy).map(({ path }) => path)).toEqual(["tiering.defaultTier"]);
  });
});
