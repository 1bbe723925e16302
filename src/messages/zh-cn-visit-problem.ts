export const zhCnVisitProblem = {
  care_without_text: {
    finding: "既没有信函也没有话术，执行任务的人不知道要写什么或说什么。",
    proposal: "请用各语言撰写信函，或指定 scriptId。",
  },
  contact_cap_below_plan: {
    finding:
      "触达上限一年只允许联系客户 {{allowed}} 次，但即使按最长周期计算，等级 {{tier}} 仍计划了 {{needed}} 次。",
    proposal: "请提高触达上限、延长回访周期，或减少关怀项目。",
  },
  lunar_not_birthday: {
    finding: "此项目按农历安排，但农历只适用于生日和节日，也就是问候、活动邀请或奖励。",
    proposal: "请改用 yearly 或 everyMonths，或变更种类。",
  },
  repeat_without_effect: {
    finding: "已设置每 {{months}} 个月一次，repeat 不会生效。",
    proposal: "请删除 repeat 或 everyMonths 其中之一。",
  },
  retries_beyond_interval: {
    finding:
      "未联系上的客户会持续尝试 {{days}} 天，但等级 {{tier}} 在 {{ideal}} 天后就有下一次回访。",
    proposal: "请减少尝试次数，或缩短再次尝试的间隔。",
  },
  visits_beyond_day: {
    finding:
      "每次至少 {{minutes}} 分钟的 {{perDay}} 次回访，排不进日历“{{calendar}}”最长的一天（{{open}} 分钟）。",
    proposal: "每天最多安排 {{most}} 次。",
  },
  visits_week_below_day: {
    finding: "一周最多 {{perWeek}} 次回访，单日却可有 {{perDay}} 次。",
    proposal: "一周的次数不得少于单日的次数。",
  },
};
