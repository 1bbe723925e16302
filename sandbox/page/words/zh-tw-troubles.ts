import type { enTroubles } from "./en-troubles.ts";

export const zhTwTroubles: typeof enTroubles = {
  title: "假如……",
  hint: "每一項都會持續到您關閉為止。已經確認收到的，一筆都不能遺失。",
  allWell: "全部恢復正常",
  allIsWell: "一切正常。",
  crm: {
    title: "HubSpot",
    slow: { name: "變慢", effect: "API 每次回應都要 3 秒。", sign: "HubSpot 變慢" },
    down: { name: "故障", effect: "每次 API 呼叫都在生效之前被切斷。", sign: "HubSpot 故障" },
    rate_limited: {
      name: "要求放慢",
      effect: "每次呼叫都以 429 拒絕，並要求等待 10 秒。",
      sign: "HubSpot 要求等待（429）",
    },
  },
  webhooks: {
    title: "HubSpot 的 webhook",
    duplicates: { name: "重複送達", effect: "半數事件會送達兩次。", sign: "webhook 重複送達" },
    disorder: {
      name: "順序錯亂",
      effect: "事件會先暫留片刻，再以隨機順序送出。",
      sign: "webhook 順序錯亂",
    },
  },
  plugin: {
    title: "Aftercare 與資料庫",
    away: { name: "離線", effect: "兩者會在工作途中停止，直到您關閉此開關。" },
    restart: "立即重新啟動",
    effect: "同上，但數秒後會自行恢復。",
    stopped: "Aftercare 與資料庫已停止",
    starting: "Aftercare 與資料庫正在啟動",
    up: "兩者都在運作。",
  },
  log: {
    title: "即時紀錄",
    label: "往來紀錄",
    filter: "只顯示包含……的行",
    kinds: { all: "全部", card: "卡片", webhook: "Webhook", crm: "HubSpot", slack: "Slack" },
    kind: "要看哪些行",
    onlyFailures: "只看失敗",
    nothing: "尚未發生這類往來。",
    forgotten: (count) => `較舊的 ${count} 行已捨棄。`,
    columns: { at: "時間", kind: "類型", what: "內容", outcome: "結果", took: "耗時" },
    ledger: "事件帳",
    explain: {
      received: "HubSpot 送達，且 Aftercare 先存好才回覆收到",
      applied: "改變了對服務單或客戶的所知",
      ignored: "無須處理：重複、自身回音、不在服務範圍的紀錄",
      waiting: "已存好，尚未讀取",
      dead: "永遠無法讀取，保留供人工查看",
    },
  },
};
