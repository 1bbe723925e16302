import type { CalendarProblemCode, ProblemParams } from "../time/lint-calendar.ts";

/** Every kind of problem; the words for each are in the catalogues, `policyProblem`. */
export type ProblemCode =
  | CalendarProblemCode
  | "absence_leaves_hole"
  | "business_hours_for_major_fault"
  | "co_department_is_first"
  | "care_without_text"
  | "complaints_without_category"
  | "condition_without_field"
  | "contact_cap_below_plan"
  | "deal_product_missing"
  | "department_on_customer_clock"
  | "department_without_fallback"
  | "department_without_hours"
  | "dimension_without_input"
  | "document_too_deep"
  | "document_too_large"
  | "doubled_band"
  | "doubled_department"
  | "doubled_id"
  | "doubled_stage"
  | "doubled_warning"
  | "doubled_word"
  | "fallback_is_own_channel"
  | "hands_over_to_itself"
  | "hysteresis_too_wide"
  | "kept_too_short"
  | "kind_not_graded"
  | "ladder_ends_nowhere"
  | "ladder_longer_than_target"
  | "last_route_has_condition"
  | "last_tier_above_zero"
  | "low_score_is_highest"
  | "lunar_not_birthday"
  | "major_fault_slower"
  | "measure_of_history"
  | "milestone_missing"
  | "no_target_for_all"
  | "nobody_scored"
  | "not_yaml"
  | "overdue_level_order"
  | "overlapping_rules"
  | "products_missing"
  | "regions_without_field"
  | "repeat_without_effect"
  | "retries_beyond_interval"
  | "rota_hole"
  | "rota_without_calendar"
  | "rule_without_effect"
  | "scores_without_property"
  | "shared_address"
  | "stale_before_wait"
  | "survey_never_asked"
  | "target_beyond_calendar"
  | "tier_order"
  | "tier_without_benefits"
  | "tier_without_ladder"
  | "tier_without_visits"
  | "trigger_never_comes"
  | "unknown_key"
  | "unknown_name"
  | "unknown_pipeline"
  | "unknown_property"
  | "unknown_stage"
  | "unreachable_rule"
  | "visit_interval_order"
  | "visits_beyond_day"
  | "visits_week_below_day"
  | "wait_longer_than_department_promise"
  | "warning_after_due"
  | "weights_not_whole"
  | "window_missing"
  | "window_without_effect"
  | "wrong_value";

/** Something that a person has to mend in a policy document. */
export type PolicyProblem = {
  readonly code: ProblemCode;
  /** Where, e.g. `targets[2].calendarId`; empty for the document as a whole. */
  readonly path: string;
  /** What the words of its code are filled in with. */
  readonly params: ProblemParams;
  /** One English sentence for terminals: where, what was found, what was expected. */
  readonly message: string;
};

type Says = {
  readonly found: string;
  readonly expected: string;
  readonly params?: ProblemParams;
};

export function problem(
  code: ProblemCode,
  path: string,
  { found, expected, params = {} }: Says,
): PolicyProblem {
  return { code, path, params, message: `${path} ${found}: expected ${expected}` };
}

/** A name that nothing bears. */
export function unknown(
  path: string,
  name: string | undefined,
  names: readonly string[],
): PolicyProblem[] {
  if (name === undefined || names.includes(name)) return [];
  const known = names.join(", ");
  const says = { found: `names "${name}"`, expected: `one of ${known}`, params: { name, known } };
  return [problem("unknown_name", path, says)];
}

/** Values that were there before, with their places. */
export function doubles<V>(values: readonly V[]): { readonly value: V; readonly index: number }[] {
  return values
    .map((value, index) => ({ value, index }))
    .filter(({ value, index }) => values.indexOf(value) < index);
}
