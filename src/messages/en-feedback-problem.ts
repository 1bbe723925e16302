/** What is said of rules for surveys and for what comes back that cannot do what they say. */
export const enFeedbackProblem = {
  kept_too_short: {
    finding: "Kept for {{days}} days, but {{by}} looks back {{least}} days.",
    proposal: "Keep it for at least {{least}} days.",
  },
  low_score_is_highest: {
    finding: "Every score counts as low: {{score}} or less, and the best is {{best}}.",
    proposal: "Name a score below {{best}}.",
  },
  survey_never_asked: {
    finding:
      "Nobody is ever asked: the wait is {{after}} days, and after {{until}} days it is too late.",
    proposal: "Give untilDays more days than afterDays.",
  },
};
