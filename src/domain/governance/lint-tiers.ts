import type { CustomerKind } from "../tiering/customer.ts";
import type { HistoryFact } from "../tiering/history.ts";
import { Dimension, type TierInput } from "../tiering/tier.ts";
import { problem as coded, doubles, type PolicyProblem, unknown } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";

const FULL_SCORE = 100;

function problem(path: string, found: string, expected: string): PolicyProblem {
  return coded("wrong_value", path, { found, expected, params: { found, expected } });
}

/** Facts that are counted over the last days or over all that is known. */
const WINDOWED: readonly HistoryFact[] = [
  "revenue",
  "purchases",
  "repeat_purchases",
  "order_size",
  "growth_percent",
  "tickets",
];

/** Tiers that cannot be reached or kept as they say, and tiers that promise their customers nothing. */
export function lintTiers(policy: Policy): readonly PolicyProblem[] {
  const { tiering, tiers } = policy;
  const ids = tiers.map(({ id }) => id);
  return [
    ...weightsThatFail(policy),
    ...bandTooWide(policy),
    ...unknown("tiering.defaultTier", tiering.defaultTier, ids),
    ...policy.tierInputs.flatMap((input, index) => inputsThatFail(`tierInputs[${index}]`, input)),
    ...kindsThatNobodyGrades(policy),
    ...productsThatNothingTells(policy),
    ...tiersWithoutBundle(policy),
    ...benefitsThatFail(policy),
  ];
}

function gradedKinds({ tiering }: Policy): readonly CustomerKind[] {
  switch (tiering.customers) {
    case "both":
      return ["contact", "company"];
    case "companies":
      return ["company"];
    case "contacts":
      return ["contact"];
  }
}

/** Of a kind without any input everybody has the default tier, or that of the company. */
function weightsThatFail(policy: Policy): PolicyProblem[] {
  const { weights } = policy.tiering;
  const sum = Dimension.options.reduce((total, dimension) => total + weights[dimension], 0);
  const kinds = gradedKinds(policy).filter((kind) =>
    policy.tierInputs.some((input) => input.kind === kind),
  );
  const empty = Dimension.options.flatMap((dimension) =>
    kinds
      .filter((kind) => weights[dimension] > 0 && !scores(policy, kind, dimension))
      .map((kind) => {
        const found = `is ${weights[dimension]}, but no input of a ${kind} brings it`;
        return problem(`tiering.weights.${dimension}`, found, "such an input, or 0");
      }),
  );
  return sum === FULL_SCORE
    ? empty
    : [problem("tiering.weights", `make ${sum}`, `${FULL_SCORE} together`), ...empty];
}

function scores({ tierInputs }: Policy, kind: CustomerKind, dimension: Dimension): boolean {
  return tierInputs.some((input) => input.kind === kind && input.dimension === dimension);
}

/** A band that reaches past the next tier lets a score be worth two tiers at once. */
function bandTooWide({ tiers, tiering }: Policy): PolicyProblem[] {
  const { hysteresisPoints } = tiering;
  return tiers.flatMap(({ fromScore }, index) => {
    const above = tiers[index - 1];
    if (above === undefined) return [];
    const gap = above.fromScore - fromScore;
    if (gap <= 0 || gap >= hysteresisPoints) return [];
    const found = `is ${hysteresisPoints}, but tiers[${index - 1}] and tiers[${index}] are ${gap} apart`;
    return problem("tiering.hysteresisPoints", found, `at most ${gap}`);
  });
}

function inputsThatFail(
  path: string,
  { history, withinDays, measure }: TierInput,
): PolicyProblem[] {
  const days = `${path}.withinDays`;
  if (history === undefined) {
    if (withinDays === undefined) return [];
    return [
      problem(days, `is ${withinDays} for a property`, "none, as only a history has a window"),
    ];
  }
  const problems: PolicyProblem[] = [];
  if (measure !== "number") {
    problems.push(problem(`${path}.measure`, `is ${measure} for a history`, "none"));
  }
  if (withinDays === undefined && history === "growth_percent") {
    problems.push(problem(days, "is missing for growth_percent", "the days to compare"));
  }
  if (withinDays !== undefined && !WINDOWED.includes(history)) {
    problems.push(problem(days, `is ${withinDays} for ${history}`, "none"));
  }
  return problems;
}

function kindsThatNobodyGrades(policy: Policy): PolicyProblem[] {
  const { tierInputs, tiering } = policy;
  const kinds = gradedKinds(policy);
  const found = `is ${tiering.customers}, but no input scores them`;
  return [
    ...(tierInputs.some(({ kind }) => kinds.includes(kind))
      ? []
      : [problem("tiering.customers", found, "whom the inputs score")]),
    ...tierInputs.flatMap(({ kind }, index) =>
      kinds.includes(kind)
        ? []
        : problem(
            `tierInputs[${index}].kind`,
            `is ${kind}, but only ${tiering.customers} are graded`,
            kinds.join(" or "),
          ),
    ),
  ];
}

function productsThatNothingTells({ tierInputs, tiering }: Policy): PolicyProblem[] {
  const index = tierInputs.findIndex(({ history }) => history === "product_gaps");
  if (index < 0) return [];
  const needed = `but tierInputs[${index}] counts product_gaps`;
  return [
    ...(tiering.products.length > 0
      ? []
      : [problem("tiering.products", `are none, ${needed}`, "at least one")]),
    ...(tiering.dealProduct !== undefined
      ? []
      : [problem("tiering.dealProduct", `is missing, ${needed}`, "a property of deals")]),
  ];
}

/** That every tier has targets and a visit plan is looked at with those. */
function tiersWithoutBundle({ tiers, ladders, benefits }: Policy): PolicyProblem[] {
  const hasBenefits = Object.keys(benefits).length > 0;
  return tiers.flatMap(({ id }) => [
    ...(ladders.length === 0 || ladders.some(({ tier }) => tier === undefined || tier === id)
      ? []
      : [problem("ladders", `have none that takes tier "${id}"`, "one for every tier")]),
    ...(!hasBenefits || benefits[id] !== undefined
      ? []
      : [problem(`benefits.${id}`, "is missing", "every tier, if need be with an empty list")]),
  ]);
}

function benefitsThatFail({ tiers, benefits }: Policy): PolicyProblem[] {
  const ids = tiers.map(({ id }) => id);
  return Object.entries(benefits).flatMap(([tier, entries]) => [
    ...unknown(`benefits.${tier}`, tier, ids),
    ...doubles(entries.map(({ id }) => id)).map(({ value, index }) =>
      problem(
        `benefits.${tier}[${index}].id`,
        `is "${value}" a second time`,
        "an id of its own within the tier",
      ),
    ),
  ]);
}
