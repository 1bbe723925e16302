/** What is open between a customer and us, on its card and in its file. */
export const zhTwConcern = {
  section: "客訴與矯正措施",
  complaint: "客訴：{{subject}}",
  action: "矯正措施：{{title}}",
  unnamed: "服務單 {{id}}",
  since: "自 {{date}} 起",
  severity: "嚴重程度：{{severity}}",
  owed: "尚未答覆客戶",
  due: "下一步期限 {{date}}",
  waiting: "尚未將解決結果告知此客戶",
  informed: "已告知此客戶",
  excluded: "不告知此客戶：{{text}}",
  said: "客戶表示：{{text}}",
  answered: "{{date}} {{channel}}答覆：{{text}}",
  outcome: "結果：{{outcome}}",
  reopened_other: "重新開啟 {{count}} 次",
  origin: "開立原因：{{origin}}",
};
