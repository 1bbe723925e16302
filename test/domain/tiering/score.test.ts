import { describe, expect, it } from "vitest";
import { explainReasons } from "../../../src/domain/tiering/explain-grade.ts";
import {
  gradedHistory,
  gradedProperties,
  scoreCustomer,
  sourceOf,
} from "../../../src/domain/tiering/score.ts";
import { companyWith, inputOf, rulesOf } from "../../support/tier-rules.ts";

const now = Date.UTC(2026, 2, 27, 12);
const fresh = inputOf({
  id: "fresh",
  measure: "days_since",
  bands: [
    { from: 0, points: 50 },
    { from: 30, points: 20 },
    { from: 365, points: 0 },
  ],
});
const bought = inputOf({
  id: "bought",
  history: "purchases",
  withinDays: 365,
  bands: [{ from: 3, points: 40 }],
});

describe("a date that is scored by its age", () => {
  it.each<{ name: string; text: string; days: number | null }>([
    { name: "a date begins at midnight in UTC", text: "2026-03-27", days: 0 },
    { name: "yesterday's is a day old at noon", text: "2026-03-26", days: 1 },
    { name: "an instant is as old as it is", text: "2026-03-26T12:00:00Z", days: 1 },
    { name: "and not yet a day old a moment later", text: "2026-03-26T12:00:00.001Z", days: 0 },
    { name: "milliseconds are an instant", text: String(now - 86_400_000), days: 1 },
    { name: "one that is to come is younger than 0", text: "2026-03-28", days: -1 },
    { name: "a word is none", text: "soon", days: null },
    { name: "a day that no month has is none", text: "2026-02-30", days: null },
  ])("$name", ({ text, days }) => {
    const { reasons, missing } = scoreCustomer(rulesOf([fresh]), companyWith({ fresh: text }), now);
    expect(reasons.map(({ value }) => value)).toEqual(days === null ? [] : [days]);
    expect(missing).toEqual(days === null ? ["fresh"] : []);
  });
});

describe("what is counted", () => {
  const score = (history: Readonly<Record<string, number | null>>) =>
    scoreCustomer(rulesOf([bought]), { ...companyWith({}), history }, now);

  it.each<{ name: string; history: Record<string, number | null>; points: number | null }>([
    {
      name: "is scored by the days it is counted over",
      history: { "purchases:365": 3 },
      points: 40,
    },
    { name: "is 0 where nothing happened", history: { "purchases:365": 0 }, points: 0 },
    { name: "is missing where nothing is known", history: { "purchases:365": null }, points: null },
    { name: "is missing where nobody counted", history: { purchases: 9 }, points: null },
  ])("$name", ({ history, points }) => {
    const { reasons, missing } = score(history);
    expect(reasons.map((reason) => reason.points)).toEqual(points === null ? [] : [points]);
    expect(missing).toEqual(points === null ? ["history.purchases:365"] : []);
  });

  it("is asked for once, however many inputs score it", () => {
    const again = inputOf({ ...bought, id: "again" });
    const ever = inputOf({ id: "ever", history: "revenue", bands: [{ from: 1, points: 1 }] });
    const rules = rulesOf([bought, again, ever, fresh]);
    expect(gradedHistory(rules, "company")).toEqual([
      { fact: "purchases", withinDays: 365 },
      { fact: "revenue", withinDays: null },
    ]);
    expect(gradedHistory(rules, "contact")).toEqual([]);
    expect(gradedProperties(rules, "company")).toEqual(["fresh"]);
    expect(rules.tierInputs.map(sourceOf)).toEqual([
      "history.purchases:365",
      "history.purchases:365",
      "history.revenue",
      "fresh",
    ]);
  });
});

describe("weights and caps", () => {
  const input = (id: string, dimension: string, points: number) =>
    inputOf({ id, dimension, bands: [{ from: 0, points }] });
  const score = (tiering: object, ...inputs: ReturnType<typeof input>[]) =>
    scoreCustomer(
      rulesOf(inputs, tiering),
      companyWith(Object.fromEntries(inputs.map(({ id }) => [id, "1"]))),
      now,
    );
  const weights = { value: 50, loyalty: 30, potential: 20 };

  it("bring each dimension's share of its weight", () => {
    const caps = { value: 60, loyalty: 40, potential: 10 };
    const { reasons, score: total } = score(
      { weights, caps },
      input("a", "value", 30),
      input("b", "loyalty", 40),
      input("c", "potential", 7),
    );
    expect(reasons.map(({ points }) => points)).toEqual([25, 30, 14]);
    expect(total).toBe(69);
  });

  it("give an input only what the cap has left for it", () => {
    const caps = { value: 40, loyalty: 40, potential: 40 };
    const { reasons } = score(
      { weights, caps },
      input("a", "value", 30),
      input("b", "value", 30),
      input("c", "value", 30),
    );
    expect(reasons.map(({ rawPoints }) => rawPoints)).toEqual([30, 30, 30]);
    expect(reasons.map(({ points }) => points)).toEqual([37, 13, 0]);
  });

  it("leave a dimension without a cap without points", () => {
    const caps = { value: 0, loyalty: 40, potential: 40 };
    expect(score({ weights, caps }, input("a", "value", 30)).score).toBe(0);
  });

  it("stand beside each reason, with its label and the date of the customer's data", () => {
    const caps = { value: 60, loyalty: 40, potential: 10 };
    const rules = rulesOf([input("a", "loyalty", 20)], { weights, caps });
    const { reasons } = scoreCustomer(rules, companyWith({ a: "3" }), now);
    const told = { dimension: "loyalty", property: "a", value: 3, rawPoints: 20, points: 15 };
    const rest = { at: 77, cap: 40, weight: 30 };
    expect(explainReasons(rules, { grade: { reasons }, dataAt: 77 })).toEqual([
      { inputId: "a", ...told, label: rules.tierInputs[0]?.label, ...rest },
    ]);
    const former = reasons.map((reason) => ({ ...reason, inputId: "gone" }));
    expect(explainReasons(rules, { grade: { reasons: former }, dataAt: 77 })).toEqual([
      { inputId: "gone", ...told, label: null, ...rest },
    ]);
  });
});

it("an input without a source is missing, as nothing tells it", () => {
  const { property: _gone, ...input } = inputOf({ id: "a", bands: [{ from: 0, points: 10 }] });
  expect(scoreCustomer(rulesOf([input]), companyWith({ a: "1" }), now)).toEqual({
    score: 0,
    reasons: [],
    missing: [""],
  });
});
