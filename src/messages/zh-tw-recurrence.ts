/** A cause that comes back: what its department reads in Slack, and the draft of what customers are told. */
export const zhTwRecurrence = {
  headline: "同一原因重複發生：{{total}} 張服務單",
  since: "自 {{date}} 起，來自 {{customers}} 位客戶",
  category: "類別：{{category}}",
  product: "產品：{{product}}",
  terms: "共同提到",
  term: "{{term}}（{{tickets}}）",
  tickets: "最近的幾張",
  more: "另有 {{number}} 張",
  todo: "請找出根本原因，以及還有哪些客戶可能受影響。",
  letter: {
    subject: "關於您反映的問題：我們做了哪些改善",
    told: "您曾反映一個問題。",
    toldWithOthers: "您曾反映一個問題，其他客戶也遇到同樣情況。",
    body: "您好：\n\n{{told}}我們已找出原因並完成改善，也確認問題不再發生。\n\n如果您仍發現任何狀況，請直接回覆這封訊息。\n\n謝謝您告訴我們。",
  },
};
