export const zhCnSlackInstall = {
  connected: {
    title: "Slack 已连接",
    happened: "工作区 {{team}} 已与 HubSpot 账户 {{portal}} 连接。",
    todo: "请将 Aftercare 邀请到各部门的频道。您可以关闭此页面。",
  },
  not_configured: {
    title: "此 Aftercare 尚未配置 Slack",
    happened: "它不知道其 Slack 应用的客户端 ID 和客户端密钥。",
    todo: "请 Aftercare 的运维人员设置 SLACK_CLIENT_ID 和 SLACK_CLIENT_SECRET，然后重新启动。",
  },
  not_known: {
    title: "无法识别此链接",
    happened: "链接不完整，或不是由 Aftercare 生成的。未建立任何连接。",
    todo: "请索取新的链接，并完整打开。",
  },
  expired: {
    title: "此链接已过期",
    happened: "链接仅在短时间内有效。未建立任何连接。",
    todo: "请索取新的链接，并尽快打开。",
  },
  used: {
    title: "此链接已使用过",
    happened: "每个链接只能连接一个工作区，且仅限一次。未做任何更改。",
    todo: "如果工作区尚未连接，请索取新的链接。",
  },
  other_browser: {
    title: "此流程是在另一个浏览器中开始的",
    happened: "从 Slack 返回的浏览器必须是打开链接的那一个。未建立任何连接。",
    todo: "请重新打开链接，并全程使用同一个浏览器，且须允许 Cookie。",
  },
  denied: {
    title: "安装已取消",
    happened: "Slack 表示未获允许。未建立任何连接。",
    todo: "如仍要连接工作区，请重新打开链接。须由有权在 Slack 安装应用的人员允许。",
  },
  team_taken: {
    title: "此工作区已连接",
    happened:
      "工作区 {{team}} 已与另一个 HubSpot 账户连接。一个工作区只属于一个账户。未做任何更改。",
    todo: "请重新打开链接并选择其他工作区；或先在 Slack 的应用设置中将 Aftercare 从此工作区移除，这会断开另一个账户的连接。",
  },
  portal_taken: {
    title: "此账户已有其他工作区",
    happened: "HubSpot 账户 {{portal}} 连接的不是 {{team}}，而是另一个工作区。未做任何更改。",
    todo: "如要更换工作区，请先在 Slack 的应用设置中将 Aftercare 从当前工作区移除，再重新打开链接。",
  },
  portal_unknown: {
    title: "此 HubSpot 账户未连接",
    happened: "HubSpot 账户 {{portal}} 已不再安装 Aftercare。",
    todo: "请先在 HubSpot 中安装，再索取新的链接。",
  },
  whole_organisation: {
    title: "请选择单个工作区",
    happened: "Aftercare 被安装到整个组织。目前仅支持单个工作区。未建立任何连接。",
    todo: "请重新打开链接，并在 Slack 页面右上角选择一个工作区。管理员可将 Aftercare 从组织中移除。",
  },
  failed: {
    title: "安装未成功",
    happened: "Slack 或 Aftercare 无法完成安装。未建立任何连接。",
    todo: "请重新打开链接。如果再次失败，请告知 Aftercare 的运维人员；日志中有更多信息。",
  },
  next: "到 HubSpot 继续设置",
  reason: "Slack 的原因：{{reason}}",
};
