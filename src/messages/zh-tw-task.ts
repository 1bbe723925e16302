/** The tasks by which people in the CRM learn of visits. */
export const zhTwTask = {
  subject: { ticket_closed: "客戶回訪：{{customer}}", cadence: "定期回訪：{{customer}}" },
  body: {
    ticket_closed:
      "請確認服務單 {{ticket}} 的處理結果是否穩定。客戶等級：{{tier}}。應訪日：{{date}}。",
    cadence: "依客戶等級 {{tier}} 的回訪週期排定。應訪日：{{date}}。",
  },
  nobody: "客戶",
};
