/** A cause that comes back: what its department reads in Slack, and the draft of what customers are told. */
export const zhCnRecurrence = {
  headline: "同一原因重复发生：{{total}} 张工单",
  since: "自 {{date}} 起，来自 {{customers}} 位客户",
  category: "类别：{{category}}",
  product: "产品：{{product}}",
  terms: "共同提到",
  term: "{{term}}（{{tickets}}）",
  tickets: "最近的几张",
  more: "另有 {{number}} 张",
  todo: "请找出根本原因，以及还有哪些客户可能受影响。",
  letter: {
    subject: "关于您反映的问题：我们做了哪些改进",
    told: "您曾反映一个问题。",
    toldWithOthers: "您曾反映一个问题，其他客户也遇到同样情况。",
    body: "您好：\n\n{{told}}我们已找到原因并完成改进，也确认问题不再发生。\n\n如果您仍发现任何情况，请直接回复这条消息。\n\n谢谢您告诉我们。",
  },
};
