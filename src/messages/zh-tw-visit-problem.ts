export const zhTwVisitProblem = {
  care_without_text: {
    finding: "既沒有信函也沒有話術，執行任務的人不知道要寫什麼或說什麼。",
    proposal: "請以各語言撰寫信函，或指定 scriptId。",
  },
  contact_cap_below_plan: {
    finding:
      "聯繫上限一年只容許聯繫客戶 {{allowed}} 次，但即使以最長週期計算，等級 {{tier}} 仍排定 {{needed}} 次。",
    proposal: "請提高聯繫上限、延長回訪週期，或減少關懷項目。",
  },
  lunar_not_birthday: {
    finding: "此項目依農曆排定，但農曆只適用於生日與節慶，也就是問候、活動邀請或獎勵。",
    proposal: "請改用 yearly 或 everyMonths，或變更種類。",
  },
  repeat_without_effect: {
    finding: "已設定每 {{months}} 個月一次，repeat 不會生效。",
    proposal: "請刪除 repeat 或 everyMonths 其中之一。",
  },
  retries_beyond_interval: {
    finding:
      "未聯繫上的客戶會持續嘗試 {{days}} 天，但等級 {{tier}} 在 {{ideal}} 天後就有下一次回訪。",
    proposal: "請減少嘗試次數，或縮短再次嘗試的間隔。",
  },
  visits_beyond_day: {
    finding:
      "每次至少 {{minutes}} 分鐘的 {{perDay}} 次回訪，排不進日曆「{{calendar}}」最長的一天（{{open}} 分鐘）。",
    proposal: "每天最多排 {{most}} 次。",
  },
  visits_week_below_day: {
    finding: "一週最多 {{perWeek}} 次回訪，單日卻可有 {{perDay}} 次。",
    proposal: "一週的次數不得少於單日的次數。",
  },
};
