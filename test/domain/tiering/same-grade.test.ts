import { describe, expect, it } from "vitest";
import type { Grade, TierReason } from "../../../src/domain/tiering/grade.ts";
import { agingInputs, isSameGrade } from "../../../src/domain/tiering/same-grade.ts";
import { TierInput } from "../../../src/domain/tiering/tier.ts";
import { gradeOf, reasonOf } from "../../support/grades.ts";

const label = { en: "x", "zh-TW": "x", "zh-CN": "x" };
const input = (id: string, source: object) =>
  TierInput.parse({ id, kind: "company", label, bands: [{ from: 0, points: 1 }], ...source });
const aging = agingInputs({
  tierInputs: [
    input("recency", { history: "days_since_purchase" }),
    input("tenure", { history: "tenure_days" }),
    input("since", { property: "first_seen", measure: "days_since" }),
    input("revenue", { history: "revenue", withinDays: 365 }),
    input("size", { property: "employees" }),
  ],
});
const reasonFor = (inputId: string, value: number) =>
  reasonOf(inputId, inputId, { value, points: 10 });
const override = {
  tier: "key",
  reason: "x",
  by: { id: "1", name: "Rosa" },
  at: 1,
  untilAt: 9,
};
const drop = { to: "standard", since: 1, dueAt: 9 };
const standingOf = (changes: Partial<Grade["standing"]>): Partial<Grade> => ({
  standing: { earned: "key", pendingDrop: null, override: null, ...changes },
});
const withReason = (changes: Partial<TierReason>): Partial<Grade> => ({
  reasons: [{ ...reasonFor("revenue", 5), ...changes }],
});
const base = gradeOf("key", 70, { reasons: [reasonFor("revenue", 5)], missing: ["a"] });

describe("agingInputs", () => {
  it("are those that grow by a day every day", () => {
    expect([...aging].sort()).toEqual(["recency", "since", "tenure"]);
  });
});

describe("isSameGrade", () => {
  it.each<{ name: string; a?: Partial<Grade>; b: Partial<Grade>; isSame: boolean }>([
    { name: "the same", b: {}, isSame: true },
    { name: "another tier", b: { tier: "standard" }, isSame: false },
    { name: "another score", b: { score: 71 }, isSame: false },
    {
      name: "a company to inherit from",
      b: { inheritedFrom: { kind: "company", id: "1" } },
      isSame: false,
    },
    {
      name: "another company",
      a: { inheritedFrom: { kind: "company", id: "1" } },
      b: { inheritedFrom: { kind: "company", id: "2" } },
      isSame: false,
    },
    { name: "something else missing", b: { missing: ["b"] }, isSame: false },
    { name: "nothing missing", b: { missing: [] }, isSame: false },
    { name: "another earned tier", b: standingOf({ earned: "standard" }), isSame: false },
    { name: "a pending drop", b: standingOf({ pendingDrop: drop }), isSame: false },
    {
      name: "a pending drop at another time",
      a: standingOf({ pendingDrop: drop }),
      b: standingOf({ pendingDrop: { ...drop, dueAt: 10 } }),
      isSame: false,
    },
    { name: "an override", b: standingOf({ override }), isSame: false },
    {
      name: "an override that ends at another time",
      a: standingOf({ override }),
      b: standingOf({ override: { ...override, untilAt: 10 } }),
      isSame: false,
    },
    { name: "no reasons", b: { reasons: [] }, isSame: false },
    { name: "another value", b: withReason({ value: 6 }), isSame: false },
    { name: "another source", b: withReason({ property: "x" }), isSame: false },
    { name: "another dimension", b: withReason({ dimension: "loyalty" }), isSame: false },
    { name: "other points before caps", b: withReason({ rawPoints: 11 }), isSame: false },
    { name: "other points", b: withReason({ points: 11 }), isSame: false },
    { name: "another input", b: withReason({ inputId: "size" }), isSame: false },
    {
      name: "a value that only aged",
      a: { reasons: [reasonFor("recency", 40)] },
      b: { reasons: [reasonFor("recency", 41)] },
      isSame: true,
    },
    {
      name: "an aged value that brings other points",
      a: { reasons: [reasonFor("recency", 40)] },
      b: { reasons: [{ ...reasonFor("recency", 41), points: 5 }] },
      isSame: false,
    },
  ])("$name", ({ a, b, isSame }) => {
    expect(isSameGrade({ ...base, ...a }, { ...base, ...b }, aging)).toBe(isSame);
  });
});
