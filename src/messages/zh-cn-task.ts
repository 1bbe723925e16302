/** The tasks by which people in the CRM learn of visits. */
export const zhCnTask = {
  subject: { ticket_closed: "客户回访：{{customer}}", cadence: "定期回访：{{customer}}" },
  body: {
    ticket_closed:
      "请确认工单 {{ticket}} 的处理结果是否稳定。客户等级：{{tier}}。应访日：{{date}}。",
    cadence: "按客户等级 {{tier}} 的回访周期安排。应访日：{{date}}。",
  },
  nobody: "客户",
};
