/** 設定頁：語言、資料與隱私。 */
export const zhTwSettingsPrivacy = {
  words: {
    language: "語言",
    languageText:
      "在 HubSpot 閱讀 Aftercare 的人員會看到自己 HubSpot 使用者的語言。此語言用於沒有特定讀者的內容，例如任務與備註。",
    save: "儲存",
    what: "項目",
    where: "內容",
    kept: "保存期間",
    stored: "Aftercare 保存的資料",
    uninstall: "解除安裝後留下的資料",
    secrets: "資料保護",
    farewell: "資料的去留",
    farewellText:
      "在保存期間內重新安裝即可接續。資料匯出在伺服器上執行：npm run aftercare -- export。",
    archive: "封存 HubSpot 中的屬性",
    archiveText:
      "請在移除應用程式前、觀察模式下進行：包括「aftercare」群組及所有值。HubSpot 可在 90 天內還原。",
  },
  headline: "資料保存在此安裝的伺服器；客戶、服務單與任務仍以 HubSpot 為準。",
  days: "套用後 {{count}} 天",
  years: "{{count}} 年",
  always: "與安裝期間相同",
  limit: {
    between: "；",
    touchDays_other: "客戶聯繫紀錄 {{count}} 天",
    surveyDays_other: "滿意度調查回覆 {{count}} 天",
    messageDays_other: "寫入服務單的訊息副本 {{count}} 天",
    rest: "{{limits}}；其餘：{{always}}",
  },
  kind: {
    deliveries: {
      label: "Webhook 通知與事件",
      text: "HubSpot 通知的原始內容；保留每日合計",
    },
    facts: {
      label: "服務單事實",
      text: "主旨、階段、優先順序、負責人、回覆時間",
    },
    customers: {
      label: "客戶",
      text: "服務政策所需的屬性、等級、原因與歷程",
    },
    cases: {
      label: "案件、客訴與矯正措施",
      text: "人員在 HubSpot 與 Slack 的填寫與操作",
    },
    visits: {
      label: "回訪與評分",
      text: "計畫、結果與問卷回覆",
    },
    policies: {
      label: "服務政策與草稿",
      text: "每個版本及其撰寫者與核准者",
    },
    audit: {
      label: "稽核紀錄",
      text: "誰在何時何處做了什麼；已封存",
    },
    tokens: {
      label: "存取權杖",
      text: "HubSpot 與 Slack 的權杖，加密保存",
    },
  },
  farewell: {
    keep: "保存 {{count}} 天後刪除",
    purge: "移除應用程式後立即刪除",
  },
  did: {
    archive: "Aftercare 的屬性已在 HubSpot 封存。",
    keep: "移除應用程式後，資料會保存一段時間再刪除。",
    purge: "移除應用程式後，所有資料會立即刪除。",
  },
  not: {
    allowed: "{{why}}",
    crm_failed: "HubSpot 未完成封存：{{why}}。請再試一次。",
    still_live: "請先切換回觀察模式：正式運作的帳戶需要這些屬性。",
    not_connected: "HubSpot 已中斷連線：管理員可在該處刪除「aftercare」群組。",
  },
  left: {
    properties: "「aftercare」群組的屬性及最後的值會留在 HubSpot；管理員可刪除該群組。",
    tasks: "Aftercare 建立的任務與備註會留在紀錄上。",
    slack: "訊息會留在 Slack。",
    store:
      "此處保存的資料會在移除應用程式 {{count}} 天後刪除，也可在此選擇立即刪除；HubSpot 的權杖會立即刪除。",
  },
  safe: {
    forget:
      "在 HubSpot 要求被遺忘的人，其資料也會在此抹除：包括所有資料表、保存的事件，以及 Aftercare 在 Slack 發布的訊息，並以搜尋確認。",
    tenants: "帳戶資料絕不混用：每筆資料都屬於單一帳戶，提問者以 HubSpot 的簽章確認。",
    tokens: "權杖已加密；機密與客戶的內容不會寫入日誌。",
  },
};
