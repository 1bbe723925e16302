/** What is said of rules for surveys and for what comes back that cannot do what they say. */
export const zhTwFeedbackProblem = {
  kept_too_short: {
    finding: "只保存 {{days}} 天，但 {{by}} 需要回溯 {{least}} 天。",
    proposal: "請至少保存 {{least}} 天。",
  },
  low_score_is_highest: {
    finding: "所有分數都算低分：{{score}} 分以下，而最高就是 {{best}} 分。",
    proposal: "請填低於 {{best}} 的分數。",
  },
  survey_never_asked: {
    finding: "永遠不會詢問：要等 {{after}} 天，但 {{until}} 天後就太遲了。",
    proposal: "untilDays 的天數須多於 afterDays。",
  },
};
