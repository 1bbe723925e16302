import { doubles, type PolicyProblem, problem, unknown } from "./lint-problem.ts";
import type { Policy } from "./policy.ts";

/** What is said of complaints and corrective actions and cannot come true. */
export function lintComplaints(policy: Policy): readonly PolicyProblem[] {
  const { complaints, departments } = policy;
  const known = departments.map(({ id }) => id);
  return [
    ...complaints.informs.flatMap((id, index) =>
      unknown(`complaints.informs[${index}]`, id, known),
    ),
    ...doubles(complaints.words.map((word) => word.toLowerCase())).map(({ value, index }) =>
      problem("doubled_word", `complaints.words[${index}]`, {
        found: `is "${value}" a second time`,
        expected: "each word once",
        params: { word: value },
      }),
    ),
    ...scoresThatNothingTells(policy),
  ];
}

function scoresThatNothingTells({ complaints, actions, caseTriggers }: Policy): PolicyProblem[] {
  if (caseTriggers.lowRatings.length > 0) return [];
  const asking = [
    ...(complaints.lowScores ? ["complaints.lowScores"] : []),
    ...(actions.opensFor.lowScores ? ["actions.opensFor.lowScores"] : []),
  ];
  return asking.map((path) =>
    problem("scores_without_property", path, {
      found: "asks for low scores, but nothing tells one",
      expected: "at least one property in caseTriggers.lowRatings",
    }),
  );
}
