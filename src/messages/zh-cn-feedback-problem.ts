/** What is said of rules for surveys and for what comes back that cannot do what they say. */
export const zhCnFeedbackProblem = {
  kept_too_short: {
    finding: "只保留 {{days}} 天，但 {{by}} 需要回溯 {{least}} 天。",
    proposal: "请至少保留 {{least}} 天。",
  },
  low_score_is_highest: {
    finding: "所有分数都算低分：{{score}} 分及以下，而最高就是 {{best}} 分。",
    proposal: "请填低于 {{best}} 的分数。",
  },
  survey_never_asked: {
    finding: "永远不会询问：要等 {{after}} 天，但 {{until}} 天后就太迟了。",
    proposal: "untilDays 的天数须多于 afterDays。",
  },
};
