/** 设置页：语言、数据与隐私。 */
export const zhCnSettingsPrivacy = {
  words: {
    language: "语言",
    languageText:
      "在 HubSpot 阅读 Aftercare 的人员会看到自己 HubSpot 用户的语言。此语言用于没有特定读者的内容，例如任务与备注。",
    save: "保存",
    what: "项目",
    where: "内容",
    kept: "保存期限",
    stored: "Aftercare 保存的数据",
    uninstall: "卸载后留下的数据",
    secrets: "数据保护",
    farewell: "数据的去留",
    farewellText:
      "在保存期限内重新安装即可接续。数据导出在服务器上执行：npm run aftercare -- export。",
    archive: "归档 HubSpot 中的属性",
    archiveText:
      "请在移除应用前、观察模式下进行：包括“aftercare”分组及所有值。HubSpot 可在 90 天内恢复。",
  },
  headline: "数据保存在此安装的服务器；客户、工单与任务仍以 HubSpot 为准。",
  days: "应用后 {{count}} 天",
  years: "{{count}} 年",
  always: "与安装期间相同",
  limit: {
    between: "；",
    touchDays_other: "客户联系记录 {{count}} 天",
    surveyDays_other: "满意度调查答复 {{count}} 天",
    messageDays_other: "写入工单的消息副本 {{count}} 天",
    rest: "{{limits}}；其余：{{always}}",
  },
  kind: {
    deliveries: {
      label: "Webhook 通知与事件",
      text: "HubSpot 通知的原始内容；保留每日合计",
    },
    facts: {
      label: "工单事实",
      text: "主题、阶段、优先级、负责人、回复时间",
    },
    customers: {
      label: "客户",
      text: "服务策略所需的属性、等级、原因与历史",
    },
    cases: {
      label: "案件、客户投诉与纠正措施",
      text: "人员在 HubSpot 与 Slack 的填写与操作",
    },
    visits: {
      label: "回访与评分",
      text: "计划、结果与问卷回答",
    },
    policies: {
      label: "服务策略与草稿",
      text: "每个版本及其撰写者与审批者",
    },
    audit: {
      label: "审计日志",
      text: "谁在何时何处做了什么；已封存",
    },
    tokens: {
      label: "访问令牌",
      text: "HubSpot 与 Slack 的令牌，加密保存",
    },
  },
  farewell: {
    keep: "保存 {{count}} 天后删除",
    purge: "移除应用后立即删除",
  },
  did: {
    archive: "Aftercare 的属性已在 HubSpot 归档。",
    keep: "移除应用后，数据会保存一段时间再删除。",
    purge: "移除应用后，所有数据会立即删除。",
  },
  not: {
    allowed: "{{why}}",
    crm_failed: "HubSpot 未完成归档：{{why}}。请重试。",
    still_live: "请先切换回观察模式：正式运行的账户需要这些属性。",
    not_connected: "HubSpot 已断开连接：管理员可在该处删除“aftercare”分组。",
  },
  left: {
    properties: "“aftercare”分组的属性及最后的值会留在 HubSpot；管理员可删除该分组。",
    tasks: "Aftercare 创建的任务与备注会留在记录上。",
    slack: "消息会留在 Slack。",
    store:
      "此处保存的数据会在移除应用 {{count}} 天后删除，也可在此选择立即删除；HubSpot 的令牌会立即删除。",
  },
  safe: {
    forget:
      "在 HubSpot 要求被遗忘的人，其数据也会在此抹除：包括所有数据表、保存的事件，以及 Aftercare 在 Slack 发布的消息，并以搜索确认。",
    tenants: "账户数据绝不混用：每条数据都属于单一账户，提问者以 HubSpot 的签名确认。",
    tokens: "令牌已加密；机密与客户的内容不会写入日志。",
  },
};
