import { countHistory, type KeptHistory } from "../../src/domain/tiering/count-history.ts";
import type { History } from "../../src/domain/tiering/history.ts";
import { historyKey } from "../../src/domain/tiering/history.ts";
import { cutsOf, type TierCuts } from "../../src/domain/tiering/quantiles.ts";
import {
  type CustomerFacts,
  gradedHistory,
  inputsOf,
  type Scoring,
  scoreCustomer,
} from "../../src/domain/tiering/score.ts";
import type { TierInput, TierRules } from "../../src/domain/tiering/tier.ts";
import type { Purchase } from "./purchase.ts";

/** A customer of a data set, graded as a contact. */
export type KnownCustomer = {
  readonly id: string;
  readonly firstAt: number;
  readonly kept: KeptHistory;
};

export type DayScore = {
  readonly customer: KnownCustomer;
  readonly facts: CustomerFacts;
  readonly scoring: Scoring;
};

export function customersOf(purchases: readonly Purchase[]): readonly KnownCustomer[] {
  const groups = Map.groupBy(purchases, ({ customer }) => customer);
  return [...groups].map(([id, own]) => ({
    id,
    firstAt: Math.min(...own.map(({ at }) => at)),
    kept: { deals: own.map(dealOf), ticketsAt: [], products: [] },
  }));
}

/** Scores all who are known at `now`, by where they then stand among each other. */
export function scoreDay(
  rules: TierRules,
  customers: readonly KnownCustomer[],
  now: number,
): readonly DayScore[] {
  const questions = gradedHistory(rules, "contact");
  const counted = customers
    .filter(({ firstAt }) => firstAt <= now)
    .map((customer) => ({ customer, history: countHistory(customer.kept, questions, now) }));
  const histories = counted.map(({ history }) => history);
  const cuts = cutsOfAll(inputsOf(rules, "contact"), histories);
  return counted.map(({ customer, history }) => {
    const facts = { kind: "contact" as const, properties: {}, history, cuts };
    return { customer, facts, scoring: scoreCustomer(rules, facts, now) };
  });
}

function dealOf({ amount, at }: Purchase): KeptHistory["deals"][number] {
  return { state: "won", amount, product: null, createdAt: at, closedAt: at };
}

function cutsOfAll(inputs: readonly TierInput[], histories: readonly History[]): TierCuts {
  return Object.fromEntries(
    inputs.flatMap(({ id, quantiles, history, withinDays = null }) => {
      if (quantiles === undefined || history === undefined) return [];
      const key = historyKey({ fact: history, withinDays });
      const values = histories.flatMap((answers) => answers[key] ?? []);
      return [[id, cutsOf(values, quantiles.points.length)]];
    }),
  );
}
