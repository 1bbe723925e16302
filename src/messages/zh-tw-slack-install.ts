export const zhTwSlackInstall = {
  connected: {
    title: "Slack 已連接",
    happened: "工作區 {{team}} 已與 HubSpot 帳戶 {{portal}} 連接。",
    todo: "請將 Aftercare 邀請到各部門的頻道。您可以關閉此頁面。",
  },
  not_configured: {
    title: "此 Aftercare 尚未設定 Slack",
    happened: "它不知道其 Slack 應用程式的用戶端 ID 與用戶端密鑰。",
    todo: "請 Aftercare 的維運人員設定 SLACK_CLIENT_ID 與 SLACK_CLIENT_SECRET，然後重新啟動。",
  },
  not_known: {
    title: "無法辨識此連結",
    happened: "連結不完整，或並非由 Aftercare 產生。未建立任何連接。",
    todo: "請索取新的連結，並完整開啟。",
  },
  expired: {
    title: "此連結已過期",
    happened: "連結僅在短時間內有效。未建立任何連接。",
    todo: "請索取新的連結，並盡快開啟。",
  },
  used: {
    title: "此連結已使用過",
    happened: "每個連結只能連接一個工作區，且僅限一次。未做任何變更。",
    todo: "如果工作區尚未連接，請索取新的連結。",
  },
  other_browser: {
    title: "此流程是在另一個瀏覽器開始的",
    happened: "從 Slack 返回的瀏覽器必須是開啟連結的那一個。未建立任何連接。",
    todo: "請重新開啟連結，並全程使用同一個瀏覽器，且須允許 Cookie。",
  },
  denied: {
    title: "安裝已取消",
    happened: "Slack 表示未獲允許。未建立任何連接。",
    todo: "如仍要連接工作區，請重新開啟連結。須由有權在 Slack 安裝應用程式的人員允許。",
  },
  team_taken: {
    title: "此工作區已連接",
    happened:
      "工作區 {{team}} 已與另一個 HubSpot 帳戶連接。一個工作區只屬於一個帳戶。未做任何變更。",
    todo: "請重新開啟連結並選擇其他工作區；或先在 Slack 的應用程式設定中將 Aftercare 從此工作區移除，這會中斷另一個帳戶的連接。",
  },
  portal_taken: {
    title: "此帳戶已有其他工作區",
    happened: "HubSpot 帳戶 {{portal}} 連接的不是 {{team}}，而是另一個工作區。未做任何變更。",
    todo: "如要更換工作區，請先在 Slack 的應用程式設定中將 Aftercare 從目前的工作區移除，再重新開啟連結。",
  },
  portal_unknown: {
    title: "此 HubSpot 帳戶未連接",
    happened: "HubSpot 帳戶 {{portal}} 已不再安裝 Aftercare。",
    todo: "請先在 HubSpot 安裝，再索取新的連結。",
  },
  whole_organisation: {
    title: "請選擇單一工作區",
    happened: "Aftercare 被安裝到整個組織。目前僅支援單一工作區。未建立任何連接。",
    todo: "請重新開啟連結，並在 Slack 頁面右上角選擇一個工作區。管理員可將 Aftercare 從組織中移除。",
  },
  failed: {
    title: "安裝未成功",
    happened: "Slack 或 Aftercare 無法完成安裝。未建立任何連接。",
    todo: "請重新開啟連結。如果再次失敗，請告知 Aftercare 的維運人員；記錄檔中有更多資訊。",
  },
  next: "到 HubSpot 繼續設定",
  reason: "Slack 的原因：{{reason}}",
};
