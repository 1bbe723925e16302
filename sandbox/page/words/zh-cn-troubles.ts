import type { enTroubles } from "./en-troubles.ts";

export const zhCnTroubles: typeof enTroubles = {
  title: "假如……",
  hint: "每一项都会持续到您关闭为止。已经确认收到的，一条都不能丢失。",
  allWell: "全部恢复正常",
  allIsWell: "一切正常。",
  crm: {
    title: "HubSpot",
    slow: { name: "变慢", effect: "API 每次响应都要 3 秒。", sign: "HubSpot 变慢" },
    down: { name: "故障", effect: "每次 API 调用都在生效之前被切断。", sign: "HubSpot 故障" },
    rate_limited: {
      name: "要求放慢",
      effect: "每次调用都以 429 拒绝，并要求等待 10 秒。",
      sign: "HubSpot 要求等待（429）",
    },
  },
  webhooks: {
    title: "HubSpot 的 webhook",
    duplicates: { name: "重复送达", effect: "一半事件会送达两次。", sign: "webhook 重复送达" },
    disorder: {
      name: "顺序错乱",
      effect: "事件会先暂留片刻，再以随机顺序发出。",
      sign: "webhook 顺序错乱",
    },
  },
  plugin: {
    title: "Aftercare 与数据库",
    away: { name: "离线", effect: "两者会在工作途中停止，直到您关闭此开关。" },
    restart: "立即重启",
    effect: "同上，但数秒后会自行恢复。",
    stopped: "Aftercare 与数据库已停止",
    starting: "Aftercare 与数据库正在启动",
    up: "两者都在运行。",
  },
  log: {
    title: "实时日志",
    label: "往来记录",
    filter: "只显示包含……的行",
    kinds: { all: "全部", card: "卡片", webhook: "Webhook", crm: "HubSpot", slack: "Slack" },
    kind: "查看哪些行",
    onlyFailures: "只看失败",
    nothing: "尚未发生这类往来。",
    forgotten: (count) => `较旧的 ${count} 行已丢弃。`,
    columns: { at: "时间", kind: "类型", what: "内容", outcome: "结果", took: "耗时" },
    ledger: "事件账",
    explain: {
      received: "HubSpot 送达，且 Aftercare 先存好才回复收到",
      applied: "改变了对工单或客户的所知",
      ignored: "无须处理：重复、自身回音、不在服务范围的记录",
      waiting: "已存好，尚未读取",
      dead: "永远无法读取，保留供人工查看",
    },
  },
};
