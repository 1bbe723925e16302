import { SurveyKind, scaleOf } from "../surveys/survey-rules.ts";
import { type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";

/** Rules of surveys and of what comes back that cannot do what they say. */
export function lintFeedback({
  surveys,
  recurrence,
  departments,
}: Policy): readonly PolicyProblem[] {
  const ids = departments.map(({ id }) => id);
  return [
    ...unknown("recurrence.department", recurrence.department, ids),
    ...lowScoresThatAreNone(surveys),
    ...askingThatNeverComes(surveys),
  ];
}

/** Where even the best score is low, everybody is followed up. */
function lowScoresThatAreNone(surveys: Policy["surveys"]): PolicyProblem[] {
  return SurveyKind.options.flatMap((kind) => {
    const { to } = scaleOf(kind, surveys);
    const low = surveys.low[kind];
    if (low < to) return [];
    return problem("low_score_is_highest", `surveys.low.${kind}`, {
      found: `is ${low}`,
      expected: `less than ${to}, the best score`,
      params: { score: low, best: to },
    });
  });
}

function askingThatNeverComes({ ask }: Policy["surveys"]): PolicyProblem[] {
  if (!ask.isOn || ask.untilDays > ask.afterDays) return [];
  return [
    problem("survey_never_asked", "surveys.ask.untilDays", {
      found: `is ${ask.untilDays}`,
      expected: `more than the ${ask.afterDays} days of the wait`,
      params: { until: ask.untilDays, after: ask.afterDays },
    }),
  ];
}
