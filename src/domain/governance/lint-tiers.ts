import type { CustomerKind } from "../tiering/customer.ts";
import type { HistoryFact } from "../tiering/history.ts";
import { Dimension, type TierInput } from "../tiering/tier.ts";
import { doubles, type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";

const FULL_SCORE = 100;

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
        return problem("dimension_without_input", `tiering.weights.${dimension}`, {
          found,
          expected: "such an input, or 0",
          params: { dimension, kind, weight: weights[dimension] },
        });
      }),
  );
  if (sum === FULL_SCORE) return empty;
  const says = { found: `make ${sum}`, expected: `${FULL_SCORE} together`, params: { sum } };
  return [problem("weights_not_whole", "tiering.weights", says), ...empty];
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
    const params = { points: hysteresisPoints, gap };
    const says = { found, expected: `at most ${gap}`, params };
    return problem("hysteresis_too_wide", "tiering.hysteresisPoints", says);
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
      windowless(days, { withinDays, of: "a property", only: "only a history has a window" }),
    ];
  }
  const problems: PolicyProblem[] = [];
  if (measure !== "number") {
    const says = { found: `is ${measure} for a history`, expected: "none", params: { history } };
    problems.push(problem("measure_of_history", `${path}.measure`, says));
  }
  if (withinDays === undefined && history === "growth_percent") {
    const says = { found: "is missing for growth_percent", expected: "the days to compare" };
    problems.push(problem("window_missing", days, says));
  }
  if (withinDays !== undefined && !WINDOWED.includes(history)) {
    problems.push(windowless(days, { withinDays, of: history, only: "it is counted over all" }));
  }
  return problems;
}

function windowless(
  path: string,
  {
    withinDays,
    of,
    only,
  }: { readonly withinDays: number; readonly of: string; readonly only: string },
): PolicyProblem {
  const found = `is ${withinDays} for ${of}`;
  const params = { days: withinDays };
  return problem("window_without_effect", path, { found, expected: `none, as ${only}`, params });
}

function kindsThatNobodyGrades(policy: Policy): PolicyProblem[] {
  const { tierInputs, tiering } = policy;
  const kinds = gradedKinds(policy);
  const found = `is ${tiering.customers}, but no input scores them`;
  return [
    ...(tierInputs.some(({ kind }) => kinds.includes(kind))
      ? []
      : [
          problem("nobody_scored", "tiering.customers", {
            found,
            expected: "whom the inputs score",
            params: { customers: tiering.customers },
          }),
        ]),
    ...tierInputs.flatMap(({ kind }, index) =>
      kinds.includes(kind)
        ? []
        : problem("kind_not_graded", `tierInputs[${index}].kind`, {
            found: `is ${kind}, but only ${tiering.customers} are graded`,
            expected: kinds.join(" or "),
            params: { kind, customers: tiering.customers },
          }),
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
      : [
          problem("products_missing", "tiering.products", {
            found: `are none, ${needed}`,
            expected: "at least one",
          }),
        ]),
    ...(tiering.dealProduct !== undefined
      ? []
      : [
          problem("deal_product_missing", "tiering.dealProduct", {
            found: `is missing, ${needed}`,
            expected: "a property of deals",
          }),
        ]),
  ];
}

/** That every tier has targets and a visit plan is looked at with those. */
function tiersWithoutBundle({ tiers, ladders, benefits }: Policy): PolicyProblem[] {
  const hasBenefits = Object.keys(benefits).length > 0;
  return tiers.flatMap(({ id }) => [
    ...(ladders.length === 0 || ladders.some(({ tier }) => tier === undefined || tier === id)
      ? []
      : [
          problem("tier_without_ladder", "ladders", {
            found: `have none that takes tier "${id}"`,
            expected: "one for every tier",
            params: { tier: id },
          }),
        ]),
    ...(!hasBenefits || benefits[id] !== undefined
      ? []
      : [
          problem("tier_without_benefits", `benefits.${id}`, {
            found: "is missing",
            expected: "every tier, if need be with an empty list",
            params: { tier: id },
          }),
        ]),
  ]);
}

function benefitsThatFail({ tiers, benefits }: Policy): PolicyProblem[] {
  const ids = tiers.map(({ id }) => id);
  return Object.entries(benefits).flatMap(([tier, entries]) => [
    ...unknown(`benefits.${tier}`, tier, ids),
    ...doubles(entries.map(({ id }) => id)).map(({ value, index }) =>
      problem("doubled_id", `benefits.${tier}[${index}].id`, {
        found: `is "${value}" a second time`,
        expected: "an id of its own within the tier",
        params: { id: value },
      }),
    ),
  ]);
}
