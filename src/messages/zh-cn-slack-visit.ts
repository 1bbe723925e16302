export const zhCnSlackVisit = {
  day: {
    title: {
      owner: "您的回访・{{date}}",
      lead: "部门逾期回访・{{date}}",
      manager: "逾期回访・{{date}}",
    },
    due: "今日应访：{{number}}",
    overdue: "已逾期：{{number}}",
    late_other: "⛔ 已超过最晚日期 {{count}} 天",
    ask: "请在客户卡片上填写各次回访结果，任务会一并完成；无法完成的，请在卡片上改期，或填写理由并跳过。",
  },
  deleted: {
    headline: "任务已删除：{{customer}}",
    ask: "回访仍在计划中。请在客户卡片上选择：填写理由并跳过，或重新建立任务。",
  },
  unreachable: {
    headline: "未联系上：{{customer}}",
    ask: "已尝试 {{count}} 次，仍未联系上。本次回访已跳过，请决定后续处理。",
  },
  what: "{{kind}}・{{channel}}・{{time}}",
  colour: {
    yellow: "⚠ 已过理想日",
    red: "⛔ 已逾期",
  },
};
