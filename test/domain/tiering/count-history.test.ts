import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countHistory, type KeptHistory } from "../../../src/domain/tiering/count-history.ts";
import { HistoryFact, historyKey } from "../../../src/domain/tiering/history.ts";
import { DAY } from "../../support/score-paths.ts";

type KeptDeal = KeptHistory["deals"][number];

const now = 1_000 * DAY;
const daysAgo = (days: number) => now - days * DAY;
const none: KeptHistory = { deals: [], ticketsAt: [], products: [] };
const won = (days: number, amount: number | null, product: string | null = null): KeptDeal => ({
  state: "won",
  amount,
  product,
  createdAt: 0,
  closedAt: daysAgo(days),
});
const open = (amount: number | null, createdAt = 0): KeptDeal => ({
  state: "open",
  amount,
  product: null,
  createdAt,
  closedAt: daysAgo(-30),
});
const of = (...deals: KeptDeal[]): KeptHistory => ({ ...none, deals });

function ask(kept: KeptHistory, fact: HistoryFact, withinDays: number | null = null) {
  const question = { fact, withinDays };
  return countHistory(kept, [question], now)[historyKey(question)];
}

const bought = of(won(400, 100), won(300, 50), won(10, 150), won(5, null));

describe("countHistory", () => {
  it.each<{
    name: string;
    kept: KeptHistory;
    fact: HistoryFact;
    days?: number;
    value: number | null;
  }>([
    { name: "revenue is the sum of what was won", kept: bought, fact: "revenue", value: 300 },
    {
      name: "amounts are added as decimals",
      kept: of(won(3, 0.1), won(2, 0.2), won(1, 77_183.6), won(1, -77_183.6)),
      fact: "revenue",
      value: 0.3,
    },
    {
      name: "amounts beyond all decimals are added as they are",
      kept: of(won(2, 90_000_000_000), won(1, 1)),
      fact: "revenue",
      value: 90_000_000_001,
    },
    { name: "revenue of a window", kept: bought, fact: "revenue", days: 30, value: 150 },
    {
      name: "revenue of a window without any",
      kept: of(won(99, 7)),
      fact: "revenue",
      days: 9,
      value: 0,
    },
    { name: "revenue of nobody is unknown", kept: none, fact: "revenue", value: null },
    {
      name: "a window ends with this instant",
      kept: of(won(0, 7)),
      fact: "purchases",
      days: 1,
      value: 1,
    },
    {
      name: "a window leaves out the instant it begins with",
      kept: of(won(1, 7)),
      fact: "purchases",
      days: 1,
      value: 0,
    },
    {
      name: "what is won later is not known",
      kept: of(won(-1, 7)),
      fact: "purchases",
      value: null,
    },
    {
      name: "a won deal without a day is none",
      kept: of({ ...won(1, 7), closedAt: null }),
      fact: "purchases",
      value: null,
    },
    {
      name: "a lost one is none",
      kept: of({ ...won(1, 7), state: "lost" }),
      fact: "purchases",
      value: null,
    },
    { name: "purchases", kept: bought, fact: "purchases", value: 4 },
    { name: "purchases after the first", kept: bought, fact: "repeat_purchases", value: 3 },
    {
      name: "no purchase in a window has none after it",
      kept: of(won(99, 7)),
      fact: "repeat_purchases",
      days: 9,
      value: 0,
    },
    { name: "nobody has none that is known", kept: none, fact: "repeat_purchases", value: null },
    { name: "the mean order", kept: bought, fact: "order_size", value: 75 },
    {
      name: "the mean order of a window without any",
      kept: of(won(99, 7)),
      fact: "order_size",
      days: 9,
      value: null,
    },
    {
      name: "whole days since the last",
      kept: of(won(9.9, 7), won(20, 7)),
      fact: "days_since_purchase",
      value: 9,
    },
    { name: "no last purchase", kept: none, fact: "days_since_purchase", value: null },
    { name: "whole days since the first", kept: bought, fact: "tenure_days", value: 400 },
    {
      name: "growth over the window before",
      kept: of(won(40, 100), won(10, 150)),
      fact: "growth_percent",
      days: 30,
      value: 50,
    },
    {
      name: "a fall is less than 0",
      kept: of(won(40, 100)),
      fact: "growth_percent",
      days: 30,
      value: -100,
    },
    {
      name: "the border belongs to the window before",
      kept: of(won(30, 100), won(1, 100)),
      fact: "growth_percent",
      days: 30,
      value: 0,
    },
    {
      name: "and that one leaves out its first instant",
      kept: of(won(60, 100)),
      fact: "growth_percent",
      days: 30,
      value: null,
    },
    {
      name: "nothing grows from 0",
      kept: of(won(10, 150)),
      fact: "growth_percent",
      days: 30,
      value: null,
    },
    { name: "nor without a window", kept: bought, fact: "growth_percent", value: null },
    {
      name: "what open deals may bring",
      kept: of(open(40), open(null), won(1, 9)),
      fact: "open_deals",
      value: 40,
    },
    {
      name: "an open deal that is made later is not known",
      kept: of(open(40, now + 1), open(2, now)),
      fact: "open_deals",
      value: 2,
    },
    { name: "no open deal of a customer", kept: bought, fact: "open_deals", value: 0 },
    { name: "no deal at all", kept: none, fact: "open_deals", value: null },
    {
      name: "what was not bought",
      kept: { ...of(won(1, 1, "pump")), products: ["pump", "fan", "belt"] },
      fact: "product_gaps",
      value: 2,
    },
    {
      name: "who bought nothing has no gap",
      kept: { ...none, products: ["pump"] },
      fact: "product_gaps",
      value: null,
    },
    {
      name: "tickets",
      kept: { ...none, ticketsAt: [daysAgo(1), daysAgo(9), now + 1] },
      fact: "tickets",
      value: 2,
    },
    {
      name: "tickets of a window",
      kept: { ...none, ticketsAt: [daysAgo(1), daysAgo(9), now] },
      fact: "tickets",
      days: 9,
      value: 2,
    },
    { name: "no ticket", kept: none, fact: "tickets", value: 0 },
  ])("$name", ({ kept, fact, days, value }) => {
    expect(ask(kept, fact, days ?? null)).toBe(value);
  });

  it.each<{ fact: HistoryFact; value: number | null }>([
    { fact: "revenue", value: 60 },
    { fact: "purchases", value: 2 },
    { fact: "repeat_purchases", value: 1 },
    { fact: "order_size", value: 50 },
    { fact: "days_since_purchase", value: 20 },
    { fact: "tenure_days", value: 30 },
    { fact: "product_gaps", value: 1 },
  ])("takes a cancellation from the revenue and for no purchase: $fact", ({ fact, value }) => {
    const deals = [won(40, -10, "fan"), won(30, 100, "pump"), won(20, 0), won(10, -30, "belt")];
    expect(ask({ ...of(...deals), products: ["pump", "belt"] }, fact)).toBe(value);
  });

  it("knows of a customer with a cancellation alone what it took, and no purchase", () => {
    const kept = { ...of(won(3, -20)), products: ["pump"] };
    const facts = ["revenue", "purchases", "order_size", "tenure_days", "product_gaps"] as const;
    expect(facts.map((fact) => ask(kept, fact))).toEqual([-20, 0, null, null, null]);
  });

  it("answers each question under its own name, and none of what comes later changes it", () => {
    const later = fc.integer({ min: 1, max: 400 }).map((days) => won(-days, 5));
    const question = fc.record({
      fact: fc.constantFrom(...HistoryFact.options),
      withinDays: fc.option(fc.integer({ min: 1, max: 500 })),
    });
    fc.assert(
      fc.property(fc.array(later), fc.array(question), (deals, questions) => {
        const counted = countHistory(bought, questions, now);
        expect(Object.keys(counted).toSorted()).toEqual(
          [...new Set(questions.map(historyKey))].toSorted(),
        );
        const known = { ...bought, deals: [...deals, ...bought.deals] };
        expect(countHistory(known, questions, now)).toEqual(counted);
      }),
    );
  });
});
