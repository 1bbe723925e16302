/** Why a case was opened, and why it has ended. */
export const zhCnCaseReason = {
  clock_warning: "{{clock}}超时预警",
  clock_breach: "{{clock}}超时",
  answered: "已回复客户",
  answered_in_time: "已及时回复客户",
  arrived: "服务人员已上门",
  arrived_in_time: "服务人员已及时上门",
  solved: "问题已解决",
  solved_in_time: "问题已及时解决",
  complaint_answered: "投诉已答复",
  complaint_answered_in_time: "投诉已及时答复",
  complaint_closed: "投诉已关闭",
  ticket_closed: "工单已关闭",
  ticket_closed_in_time: "工单已及时关闭",
  ticket_deleted: "工单已删除",
  ticket_merged: "工单已并入另一工单",
  late_news: "HubSpot 较晚传来的数据显示并无超时",
};
