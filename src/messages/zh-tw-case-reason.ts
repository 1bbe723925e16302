/** Why a case was opened, and why it has ended. */
export const zhTwCaseReason = {
  clock_warning: "{{clock}}逾時預警",
  clock_breach: "{{clock}}逾時",
  answered: "已回覆客戶",
  answered_in_time: "已及時回覆客戶",
  arrived: "服務人員已到場",
  arrived_in_time: "服務人員已及時到場",
  solved: "問題已解決",
  solved_in_time: "問題已及時解決",
  complaint_answered: "客訴已答覆",
  complaint_answered_in_time: "客訴已及時答覆",
  complaint_closed: "客訴已結案",
  ticket_closed: "服務單已結案",
  ticket_closed_in_time: "服務單已及時結案",
  ticket_deleted: "服務單已刪除",
  ticket_merged: "服務單已併入另一張服務單",
  late_news: "HubSpot 較晚傳來的資料顯示並無逾時",
};
