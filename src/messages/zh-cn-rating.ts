/** The page behind a rating link, and what reps read of scores. */
export const zhCnRating = {
  language: { en: "English", "zh-TW": "繁體中文", "zh-CN": "简体中文" },
  title: "您的意见",
  question: {
    csat: "您对我们这次的处理满意吗？",
    nps: "您有多愿意向他人推荐我们？",
    ces: "解决这次的问题对您来说容易吗？",
  },
  lowest: { csat: "非常不满意", nps: "完全不愿意", ces: "非常困难" },
  highest: { csat: "非常满意", nps: "非常愿意", ces: "非常容易" },
  end: "{{score}}：{{words}}",
  comment: "还有什么想告诉我们的吗？（选填）",
  send: "提交",
  wrongScore: "请选择其中一个数字。",
  privacy: "您的回答会送给发这个链接给您的公司，只计算一次。",
  saved: { title: "谢谢您", text: "我们已收到您的回答。" },
  answered: { title: "谢谢您", text: "您已经回答过了，以第一次的回答为准。" },
  expired: { title: "已过期", text: "这个链接已无法使用。" },
  not_valid: { title: "链接无效", text: "请使用收到的完整链接。" },
  too_many: { title: "请稍候", text: "操作太频繁，请一分钟后再试。" },
  link: {
    title: "客户评分",
    text: "请将此链接转给客户，可填写至 {{time}}。",
  },
  notRead:
    "HubSpot 未允许 Aftercare 读取问卷答复，因此每种评分只知道最近一次。需要读取反馈的权限，以及含问卷功能的版本。",
  kind: { csat: "满意度", nps: "推荐意愿", ces: "容易程度" },
  chart: "{{what}}（{{from}} 至 {{to}}）",
  lastScores: "最近的评分",
  dated: "{{date}}：{{score}}",
  low: "低分",
  said: "“{{comment}}”",
  score: {
    csat: "满意度 {{score}}／{{to}}",
    nps: "推荐意愿 {{score}}／{{to}}",
    ces: "容易程度 {{score}}／{{to}}",
  },
};
