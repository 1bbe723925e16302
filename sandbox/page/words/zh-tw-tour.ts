import type { enTour } from "./en-tour.ts";

export const zhTwTour: typeof enTour = {
  label: "導覽",
  next: "下一步",
  back: "上一步",
  skip: "略過導覽",
  finish: "完成",
  progress: (step, of) => `第 ${step} 步，共 ${of} 步`,
  who: {
    all: "歡迎",
    rep: "您是服務人員",
    lead: "您是部門主管",
    manager: "您是服務經理",
    admin: "您是 HubSpot 管理員",
  },
  doIt: "請親自操作，或按「下一步」。",
  steps: {
    welcome: {
      title: "五分鐘認識 Aftercare",
      text: "這裡的 HubSpot 與 Slack 是模擬的；應用程式與卡片則是真的。您將依序扮演四個人：服務人員、部門主管、服務經理與管理員。",
    },
    open: {
      title: "產線停擺了",
      text: "一位重要客戶回報了問題，還沒有人回應。請開啟這張服務單。",
    },
    card: {
      title: "還有多少時間，為什麼",
      text: "卡片說明客戶的等級與原因，並依服務時段倒數每一項承諾。「為什麼是這個時限？」會列出哪些時間有計入、哪些沒有。",
    },
    wait: {
      title: "沒有人回應",
      text: "把時間往前推兩小時，首次回應就會逾時。",
    },
    take: {
      title: "一則訊息，資訊完整",
      text: "部門頻道收到了案件：什麼問題、哪位客戶、從何時開始。按「Take it」接手：大家都看得到由您處理，也不會再往上通知。",
    },
    reply: {
      title: "回到服務人員",
      text: "卡片已顯示由誰接手。回覆客戶，計時器就會停止。",
    },
    close: {
      title: "問題解決",
      text: "將服務單結案。案件會自動結束，Slack 訊息也會跟著更新。",
    },
    visit: {
      title: "客戶不會被遺忘",
      text: "系統在客戶與服務人員都方便的工作日排定了客戶回訪，它就是一般的 HubSpot 任務。",
    },
    home: {
      title: "我們守住承諾了嗎？",
      text: "請開啟應用程式首頁。",
    },
    figures: {
      title: "需要您處理的事與指標",
      text: "即將逾時的計時器、待接手的案件、應訪與逾期的措施排在最前；下方是承諾達成的情形，附目標與樣本數。",
    },
    settings: {
      title: "從安裝到上手",
      text: "請開啟應用程式設定。",
    },
    policy: {
      title: "任何變更都看得見",
      text: "政策有版本：會改變什麼以文字呈現，並以過去的服務單試算，再由另一個人核准。在觀察模式中，Aftercare 只計算。",
    },
    troubles: {
      title: "出問題的時候呢？",
      text: "您可以在這裡讓 HubSpot 變慢、切斷 Slack，甚至停掉 Aftercare。上方的事件帳必須永遠相符。",
    },
    end: {
      title: "導覽結束",
      text: "一切保持原狀，請隨意探索。隨時可以從上方列再次參加導覽。",
    },
  },
};
