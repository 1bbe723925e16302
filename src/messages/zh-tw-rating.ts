/** The page behind a rating link, and what reps read of scores. */
export const zhTwRating = {
  language: { en: "English", "zh-TW": "繁體中文", "zh-CN": "简体中文" },
  title: "您的意見",
  question: {
    csat: "您對我們這次的處理滿意嗎？",
    nps: "您有多願意向他人推薦我們？",
    ces: "解決這次的問題對您來說容易嗎？",
  },
  lowest: { csat: "非常不滿意", nps: "完全不願意", ces: "非常困難" },
  highest: { csat: "非常滿意", nps: "非常願意", ces: "非常容易" },
  end: "{{score}}：{{words}}",
  comment: "還有什麼想告訴我們的嗎？（選填）",
  send: "送出",
  wrongScore: "請選擇其中一個數字。",
  privacy: "您的回答會送給寄這個連結給您的公司，只計算一次。",
  saved: { title: "謝謝您", text: "我們已收到您的回答。" },
  answered: { title: "謝謝您", text: "您已經回答過了，以第一次的回答為準。" },
  expired: { title: "已過期", text: "這個連結已無法使用。" },
  not_valid: { title: "連結無效", text: "請使用收到的完整連結。" },
  too_many: { title: "請稍候", text: "操作太頻繁，請一分鐘後再試。" },
  link: {
    title: "客戶評分",
    text: "請將此連結轉給客戶，可填寫至 {{time}}。",
  },
  notRead:
    "HubSpot 未允許 Aftercare 讀取問卷回覆，因此每種評分只知道最近一次。需要讀取意見回饋的權限，以及含問卷功能的版本。",
  kind: { csat: "滿意度", nps: "推薦意願", ces: "容易程度" },
  chart: "{{what}}（{{from}} 至 {{to}}）",
  lastScores: "最近的評分",
  dated: "{{date}}：{{score}}",
  low: "低分",
  said: "「{{comment}}」",
  score: {
    csat: "滿意度 {{score}}／{{to}}",
    nps: "推薦意願 {{score}}／{{to}}",
    ces: "容易程度 {{score}}／{{to}}",
  },
};
