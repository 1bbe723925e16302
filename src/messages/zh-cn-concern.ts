/** What is open between a customer and us, on its card and in its file. */
export const zhCnConcern = {
  section: "投诉与纠正措施",
  complaint: "投诉：{{subject}}",
  action: "纠正措施：{{title}}",
  unnamed: "工单 {{id}}",
  since: "自 {{date}} 起",
  severity: "严重程度：{{severity}}",
  owed: "尚未答复客户",
  due: "下一步期限 {{date}}",
  waiting: "尚未将解决结果告知该客户",
  informed: "已告知该客户",
  excluded: "不告知该客户：{{text}}",
  said: "客户表示：{{text}}",
  answered: "{{date}} {{channel}}答复：{{text}}",
  outcome: "结果：{{outcome}}",
  reopened_other: "重新打开 {{count}} 次",
  origin: "开立原因：{{origin}}",
};
