import { invariant } from "../invariant.ts";
import { instantOf } from "../time/instant.ts";
import type { CustomerKind } from "./customer.ts";
import type { TierReason } from "./grade.ts";
import { type History, type HistoryQuestion, historyKey } from "./history.ts";
import { bandsOf, type TierCuts } from "./quantiles.ts";
import { type Band, Dimension, type TierInput, type TierRules } from "./tier.ts";

const DAY_MS = 86_400_000;

/** All that a customer is scored by. */
export type CustomerFacts = {
  readonly kind: CustomerKind;
  readonly properties: Readonly<Record<string, string>>;
  readonly history: History;
  readonly cuts: TierCuts;
};

export type Scoring = {
  /** 0–100, a whole number: the points of `reasons` together. */
  readonly score: number;
  readonly reasons: readonly TierReason[];
  /** What would have counted but is not known, as `sourceOf` names it. */
  readonly missing: readonly string[];
};

/** An input of which something is known, with the points of its bands. */
export type KnownInput = {
  readonly input: TierInput;
  readonly value: number;
  readonly rawPoints: number;
};

/** Scores one customer as of `now`. Neither the order of inputs nor that of their bands matters. */
export function scoreCustomer(rules: TierRules, facts: CustomerFacts, now: number): Scoring {
  const { known, missing } = knownInputs(rules, facts, now);
  const reasons = reasonsOf(rules, known);
  return { score: totalOf(reasons), reasons, missing };
}

export function knownInputs(
  rules: TierRules,
  facts: CustomerFacts,
  now: number,
): { readonly known: readonly KnownInput[]; readonly missing: readonly string[] } {
  const known: KnownInput[] = [];
  const missing = new Set<string>();
  for (const input of inputsOf(rules, facts.kind)) {
    const value = knownValue(input, facts, now);
    const bands = bandsOf(input, facts.cuts);
    if (value === null || bands === null) missing.add(sourceOf(input));
    else known.push({ input, value, rawPoints: pointsOf(bands, value) });
  }
  return { known, missing: [...missing].sort() };
}

/** The inputs by dimension and id, each with what it brings to the score. */
export function reasonsOf(rules: TierRules, known: readonly KnownInput[]): readonly TierReason[] {
  return Dimension.options.flatMap((dimension) =>
    shares(
      rules,
      dimension,
      known.filter(({ input }) => input.dimension === dimension),
    ),
  );
}

export function totalOf(reasons: readonly Pick<TierReason, "points">[]): number {
  return reasons.reduce((total, { points }) => total + points, 0);
}

export function inputsOf(rules: Pick<TierRules, "tierInputs">, kind: CustomerKind) {
  return rules.tierInputs.filter((input) => input.kind === kind);
}

/** CRM properties that the rules look at for customers of this kind. */
export function gradedProperties(
  rules: Pick<TierRules, "tierInputs">,
  kind: CustomerKind,
): readonly string[] {
  return [...new Set(inputsOf(rules, kind).flatMap(({ property }) => property ?? []))];
}

/** What has to be counted of customers of this kind. */
export function gradedHistory(
  rules: Pick<TierRules, "tierInputs">,
  kind: CustomerKind,
): readonly HistoryQuestion[] {
  const questions = inputsOf(rules, kind).flatMap(questionOf);
  return [...new Map(questions.map((question) => [historyKey(question), question])).values()];
}

/** The CRM property, or `history.revenue:365`. */
export function sourceOf(input: TierInput): string {
  const [question] = questionOf(input);
  return question === undefined ? (input.property ?? "") : `history.${historyKey(question)}`;
}

/** Null for what is no number, the empty text among it: nothing known is not the same as 0. */
export function knownValue(
  input: TierInput,
  { properties, history }: Pick<CustomerFacts, "properties" | "history">,
  now: number,
): number | null {
  const [question] = questionOf(input);
  if (question !== undefined) return history[historyKey(question)] ?? null;
  const text = properties[input.property ?? ""]?.trim() ?? "";
  if (text === "") return null;
  return input.measure === "number" ? numberOf(text) : ageInDays(text, now);
}

/** The points of a value before caps and weights. */
export function pointsOf(bands: readonly Band[], value: number): number {
  let best: Band | null = null;
  for (const band of bands) {
    if (band.from <= value && (best === null || band.from > best.from)) best = band;
  }
  return best?.points ?? 0;
}

/**
 * What a dimension brings to the score is the floor of its share of the weight; each input has what it
 * adds to the inputs before it, so that the parts make the whole exactly.
 */
function shares(
  { tiering }: TierRules,
  dimension: Dimension,
  known: readonly KnownInput[],
): readonly TierReason[] {
  const [weight, cap] = [tiering.weights[dimension], tiering.caps[dimension]];
  const sorted = known.toSorted((a, b) => (a.input.id < b.input.id ? -1 : 1));
  let raw = 0;
  let given = 0;
  return sorted.map(({ input, value, rawPoints }) => {
    raw += rawPoints;
    const reached = cap === 0 ? 0 : Math.floor((weight * Math.min(raw, cap)) / cap);
    const points = reached - given;
    given = reached;
    return { inputId: input.id, dimension, property: sourceOf(input), value, rawPoints, points };
  });
}

function questionOf({ history, withinDays }: TierInput): readonly HistoryQuestion[] {
  return history === undefined ? [] : [{ fact: history, withinDays: withinDays ?? null }];
}

function numberOf(text: string): number | null {
  const value = Number(text);
  return Number.isFinite(value) ? value : null;
}

/** A CRM's date is the midnight in UTC that it begins with. */
function ageInDays(text: string, now: number): number | null {
  const at = instantOf(/^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : text);
  return at === null ? null : Math.floor((now - at) / DAY_MS);
}

/** The tier of a score, if nothing is known of what the customer had before. */
export function tierOfScore({ tiers }: Pick<TierRules, "tiers">, score: number): string {
  const tier = tiers.find((candidate) => score >= candidate.fromScore) ?? tiers.at(-1);
  invariant(tier, "a policy has tiers");
  return tier.id;
}
