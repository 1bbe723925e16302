export const zhTwInstall = {
  language: { en: "English", "zh-TW": "繁體中文", "zh-CN": "简体中文" },
  listing: {
    title: "安裝 {{app}}",
    lead: "直接運用您 HubSpot 現有紀錄的售後服務：客戶等級、服務單上的服務計時、在 Slack 中的升級處理，以及有計畫的客戶回訪。",
    observe:
      "安裝後先以觀察模式運作：所有內容都會計算並顯示，但在您的管理員啟用之前，不會寫入 HubSpot，也不會在 Slack 發布訊息。",
    stepsTitle: "安裝步驟",
    steps: {
      consent: "HubSpot 會顯示 {{app}} 要求的權限，由您允許。您需要有安裝應用程式的權限。",
      slack: "連接 Slack 工作區，也可以之後再做。",
      wizard:
        "HubSpot 中的設定頁面會引導您完成首次設定：行業、階段、部門，以及過去 30 天內它原本會做的事。",
      live: "確認內容符合期望後再啟用。",
    },
    button: "前往 HubSpot",
    scopesTitle: "要求的權限與原因",
    required: "HubSpot 必要權限",
    optional: "HubSpot 選用權限",
    optionalText: "沒有這些權限，{{app}} 也能運作；您可以在 HubSpot 的頁面上選擇。",
    slack: "Slack 權限（連接時）",
    writtenTitle: "哪些內容會寫到哪裡",
    written: {
      properties:
        "HubSpot：在「aftercare」群組中建立自己的屬性：服務單 {{ticket}} 個、聯絡人 {{contact}} 個、公司 {{company}} 個。絕不更改您的屬性。",
      tasks: "HubSpot：每次客戶回訪建立一項任務，以及同事在 Slack 中要求記下的備註。",
      slack: "Slack：在您指定的頻道中發布訊息。",
      store:
        "此安裝的伺服器：服務單與客戶的事實、案件、回訪、服務政策與稽核紀錄。存取權杖均已加密。",
    },
    leftTitle: "解除安裝後會留下什麼",
    stops: "立即停止：不再讀取、寫入或發布任何內容，存取權杖會被刪除。",
  },
  disconnected: {
    headline: "HubSpot 已中斷連接",
    happened:
      "HubSpot 不再接受 Aftercare 的存取：應用程式已從帳戶移除，或存取權已被收回。自 {{date}} 起不再讀取或寫入，也不會再在此發布訊息。",
    todo: "所有資料都會保留。請由可在 HubSpot 安裝應用程式的人重新安裝 Aftercare，一切便會從中斷處繼續。",
  },
  again: "重新開始",
  reason: "HubSpot 的原因：{{reason}}",
  missing: "缺少：{{scopes}}",
  connected: {
    title: "{{app}} 已連接",
    happened: "HubSpot 帳戶 {{portal}} 已連接。{{app}} 目前只觀察，尚未寫入任何內容。",
    titleAgain: "{{app}} 已重新連接",
    happenedAgain:
      "HubSpot 帳戶 {{portal}} 先前已連接過。資料、設定與角色都維持原狀，等候中的工作會繼續進行。",
    modeObserve: "目前為觀察模式：不會寫入 HubSpot，也不會在 Slack 發布訊息。",
    modeLive: "與先前相同，目前為啟用狀態。",
    admin: "您是安裝者，因此是第一位管理員。",
    next: "後續步驟",
    slackStep: "連接 Slack，讓各部門得知需要他們處理的案件。",
    slackButton: "連接 Slack",
    slackNote: "此連結半小時內有效。之後請向 Aftercare 的維運人員索取新的連結。",
    slackDone: "Slack 已經連接。",
    slackOff: "此 Aftercare 的維運人員尚未設定 Slack；其他功能均可使用。",
    wizardStep: "在 HubSpot 中完成首次設定：設定 › 整合 › 已連接的應用程式 › {{app}} › 設定。",
    wizardButton: "開啟首次設定",
    settingsStep:
      "在 HubSpot 中查看一切是否正常：設定 › 整合 › 已連接的應用程式 › {{app}} › 設定。",
    settingsButton: "開啟設定",
    liveStep: "查看它原本會做的事，然後在該處啟用。",
    back: "返回 HubSpot",
    notGranted: "未授予的權限",
    notGrantedText: "沒有這些權限，{{app}} 也能運作。之後若要授予，請再安裝一次。",
  },
  page: {
    not_configured: {
      title: "此 Aftercare 無法由帳戶安裝",
      happened: "它只為設定中指定的一個帳戶服務，或不知道其 HubSpot 應用程式。",
      todo: "請 Aftercare 的維運人員設定 HUBSPOT_CLIENT_ID、移除 HUBSPOT_ACCESS_TOKEN，然後重新啟動。",
    },
    not_known: {
      title: "無法辨識此次安裝",
      happened: "網址不完整，或安裝並非從我們的頁面開始。未建立任何連接。",
      todo: "請從我們的頁面重新開始，它會帶您前往 HubSpot 並返回。",
    },
    expired: {
      title: "此次安裝已逾時",
      happened: "它只在十分鐘內有效。未建立任何連接。",
      todo: "請重新開始，並儘快允許。",
    },
    used: {
      title: "此次安裝已經結束",
      happened: "每次只能連接一個帳戶，且僅限一次。剛才未變更任何內容。",
      todo: "若帳戶已連接，請到 HubSpot 中 Aftercare 的設定繼續；若尚未連接，請重新開始。",
    },
    other_browser: {
      title: "此次安裝是在另一個瀏覽器開始的",
      happened: "從 HubSpot 返回的瀏覽器必須是開始安裝的那一個。未建立任何連接。",
      todo: "請重新開始，並全程使用同一個瀏覽器。瀏覽器必須接受 Cookie。",
    },
    denied: {
      title: "安裝已取消",
      happened: "HubSpot 表示未獲允許。未建立任何連接。",
      todo: "若仍要安裝 Aftercare，請重新開始。必須由該帳戶中有權安裝應用程式的人允許。",
    },
    code_refused: {
      title: "HubSpot 不接受授權碼",
      happened: "HubSpot 傳來的授權碼已過期或已使用過。未建立任何連接。",
      todo: "請重新開始。若再次發生，請告知 Aftercare 的維運人員。",
    },
    wrong_redirect: {
      title: "HubSpot 不認得此頁面的網址",
      happened: "HubSpot 只會讓瀏覽器返回應用程式所列的網址。未建立任何連接。",
      todo: "請 Aftercare 的維運人員將 {{redirect}} 加入 HubSpot 應用程式的重新導向網址。",
    },
    wrong_client: {
      title: "HubSpot 不認得此應用程式",
      happened: "用戶端 ID 或用戶端密鑰與 HubSpot 應用程式不符。未建立任何連接。",
      todo: "請 Aftercare 的維運人員更正 HUBSPOT_CLIENT_ID 與 HUBSPOT_CLIENT_SECRET，然後重新啟動。",
    },
    missing_scopes: {
      title: "帳戶未授予所有必要權限",
      happened: "HubSpot 帳戶 {{portal}} 缺少 Aftercare 運作所需的權限。未建立任何連接。",
      todo: "請重新開始，並允許所有必要權限。沒有服務單的 HubSpot 版本無法使用 Aftercare。",
    },
    unavailable: {
      title: "HubSpot 沒有回應",
      happened: "無法連上 HubSpot，或它過於忙碌。未建立任何連接。",
      todo: "請稍候一分鐘再重新開始。HubSpot 可能已顯示 Aftercare 為已安裝，這並無妨礙。",
    },
    failed: {
      title: "安裝未成功",
      happened: "HubSpot 或 Aftercare 無法完成安裝。未建立任何連接。",
      todo: "請重新開始。若再次失敗，請告知 Aftercare 的維運人員；紀錄中有更多資訊。",
    },
    too_many: {
      title: "開啟次數過多",
      happened: "此頁面在一分鐘內開啟太多次。",
      todo: "請稍候一分鐘再重新開始。",
    },
  },
  scope: {
    hubspot: {
      oauth: "讓管理員連接帳戶，並得知是哪一個帳戶。",
      tickets: "讀取服務單、其歷程與管道以執行服務計時，並將計時與升級處理的狀態寫到服務單上。",
      crm_objects_contacts_read:
        "讀取服務單的聯絡人以得知客戶等級，在客戶檔案中顯示通話、會議、電子郵件與備註，並尋找先前建立的回訪任務與備註。",
      crm_objects_contacts_write:
        "將等級、原因與下次回訪寫到聯絡人上，建立回訪任務，並將部門在 Slack 中的說明保留在服務單上。",
      crm_objects_companies_read: "讀取服務單的公司以得知客戶等級。",
      crm_objects_companies_write: "將等級、原因與下次回訪寫到公司上。",
      crm_objects_owners_read: "顯示負責人的姓名，並將回訪分配給客戶的負責人。",
      crm_schemas_contacts_write: "在聯絡人上建立 Aftercare 自己的群組與屬性。",
      crm_schemas_companies_write: "在公司上建立 Aftercare 自己的群組與屬性。",
      crm_objects_deals_read:
        "計算客戶的購買、營收與進行中的交易以決定等級；沒有此權限時，政策中與交易有關的項目就沒有資料。",
      crm_objects_feedback_submissions_read:
        "讀取客戶的問卷回答（CSAT、NPS、CES），顯示於客戶檔案並跟進低分；沒有此權限時，Aftercare 會使用服務單與聯絡人上的最後分數。",
    },
    slack: {
      chat_write: "為每個案件在其部門的頻道發布一則訊息，並隨案件變化更新。",
      commands: "提供 /aftercare 指令，以及訊息選單中將內容記到服務單的項目。",
      users_read: "標明記在服務單上的內容是誰說的；Slack 也要求有此權限才能使用 users:read.email。",
      users_read_email:
        "依電子郵件地址找到服務政策所指名人員的 Slack 帳號，讓升級處理能提及並通知他們。",
      channels_history:
        "中斷之後查明訊息是否已發布，避免重複發送。沒有此權限時，這類訊息會顯示為狀態不明。",
      groups_history: "用途相同，適用於私人頻道。",
    },
  },
};
