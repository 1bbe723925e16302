export const zhTwSlackVisit = {
  day: {
    title: {
      owner: "您的回訪・{{date}}",
      lead: "部門逾期回訪・{{date}}",
      manager: "逾期回訪・{{date}}",
    },
    due: "今日應訪：{{number}}",
    overdue: "已逾期：{{number}}",
    late_other: "⛔ 已超過最晚日期 {{count}} 天",
    ask: "請在客戶卡片上填寫各次回訪結果，任務會一併完成；無法完成者，請在卡片上改期，或填寫理由並略過。",
  },
  deleted: {
    headline: "任務已刪除：{{customer}}",
    ask: "回訪仍在計畫中。請在客戶卡片上選擇：填寫理由並略過，或重新建立任務。",
  },
  unreachable: {
    headline: "未聯繫上：{{customer}}",
    ask: "已嘗試 {{count}} 次，仍未聯繫上。此次回訪已略過，請決定後續處理。",
  },
  what: "{{kind}}・{{channel}}・{{time}}",
  colour: {
    yellow: "⚠ 已過理想日",
    red: "⛔ 已逾期",
  },
};
