export const zhCnInstall = {
  language: { en: "English", "zh-TW": "繁體中文", "zh-CN": "简体中文" },
  listing: {
    title: "安装 {{app}}",
    lead: "直接运用您 HubSpot 现有记录的售后服务：客户等级、工单上的服务计时、在 Slack 中的升级处理，以及有计划的客户回访。",
    observe:
      "安装后先以观察模式运行：所有内容都会计算并显示，但在您的管理员启用之前，不会写入 HubSpot，也不会在 Slack 发布消息。",
    stepsTitle: "安装步骤",
    steps: {
      consent: "HubSpot 会显示 {{app}} 要求的权限，由您允许。您需要有安装应用的权限。",
      slack: "连接 Slack 工作区，也可以以后再做。",
      wizard:
        "HubSpot 中的设置页面会引导您完成首次设置：行业、阶段、部门，以及过去 30 天内它本来会做的事。",
      live: "确认内容符合期望后再启用。",
    },
    button: "前往 HubSpot",
    scopesTitle: "要求的权限与原因",
    required: "HubSpot 必需权限",
    optional: "HubSpot 可选权限",
    optionalText: "没有这些权限，{{app}} 也能运行；您可以在 HubSpot 的页面上选择。",
    slack: "Slack 权限（连接时）",
    writtenTitle: "哪些内容会写到哪里",
    written: {
      properties:
        "HubSpot：在“aftercare”组中建立自己的属性：工单 {{ticket}} 个、联系人 {{contact}} 个、公司 {{company}} 个。绝不更改您的属性。",
      tasks: "HubSpot：每次客户回访建立一项任务，以及同事在 Slack 中要求记下的备注。",
      slack: "Slack：在您指定的频道中发布消息。",
      store: "此安装的服务器：工单与客户的事实、案件、回访、服务策略与审计日志。访问令牌均已加密。",
    },
    leftTitle: "卸载后会留下什么",
    stops: "立即停止：不再读取、写入或发布任何内容，访问令牌会被删除。",
  },
  disconnected: {
    headline: "HubSpot 已断开连接",
    happened:
      "HubSpot 不再接受 Aftercare 的访问：应用已从账户移除，或访问权已被收回。自 {{date}} 起不再读取或写入，也不会再在此发布消息。",
    todo: "所有数据都会保留。请由可在 HubSpot 安装应用的人重新安装 Aftercare，一切便会从中断处继续。",
  },
  again: "重新开始",
  reason: "HubSpot 的原因：{{reason}}",
  missing: "缺少：{{scopes}}",
  connected: {
    title: "{{app}} 已连接",
    happened: "HubSpot 账户 {{portal}} 已连接。{{app}} 目前只观察，尚未写入任何内容。",
    titleAgain: "{{app}} 已重新连接",
    happenedAgain:
      "HubSpot 账户 {{portal}} 此前已连接过。数据、设置与角色都保持原样，等待中的工作会继续进行。",
    modeObserve: "目前为观察模式：不会写入 HubSpot，也不会在 Slack 发布消息。",
    modeLive: "与此前相同，目前为启用状态。",
    admin: "您是安装者，因此是第一位管理员。",
    next: "后续步骤",
    slackStep: "连接 Slack，让各部门得知需要他们处理的案件。",
    slackButton: "连接 Slack",
    slackNote: "此链接半小时内有效。之后请向 Aftercare 的运维人员索取新的链接。",
    slackDone: "Slack 已经连接。",
    slackOff: "此 Aftercare 的运维人员尚未设置 Slack；其他功能均可使用。",
    wizardStep: "在 HubSpot 中完成首次设置：设置 › 集成 › 已连接的应用 › {{app}} › 设置。",
    wizardButton: "打开首次设置",
    settingsStep: "在 HubSpot 中查看一切是否正常：设置 › 集成 › 已连接的应用 › {{app}} › 设置。",
    settingsButton: "打开设置",
    liveStep: "查看它本来会做的事，然后在那里启用。",
    back: "返回 HubSpot",
    notGranted: "未授予的权限",
    notGrantedText: "没有这些权限，{{app}} 也能运行。以后若要授予，请再安装一次。",
  },
  page: {
    not_configured: {
      title: "此 Aftercare 无法由账户安装",
      happened: "它只为设置中指定的一个账户服务，或不知道其 HubSpot 应用。",
      todo: "请 Aftercare 的运维人员设置 HUBSPOT_CLIENT_ID、移除 HUBSPOT_ACCESS_TOKEN，然后重新启动。",
    },
    not_known: {
      title: "无法识别此次安装",
      happened: "地址不完整，或安装并非从我们的页面开始。未建立任何连接。",
      todo: "请从我们的页面重新开始，它会带您前往 HubSpot 并返回。",
    },
    expired: {
      title: "此次安装已超时",
      happened: "它只在十分钟内有效。未建立任何连接。",
      todo: "请重新开始，并尽快允许。",
    },
    used: {
      title: "此次安装已经结束",
      happened: "每次只能连接一个账户，且仅限一次。刚才未更改任何内容。",
      todo: "若账户已连接，请到 HubSpot 中 Aftercare 的设置继续；若尚未连接，请重新开始。",
    },
    other_browser: {
      title: "此次安装是在另一个浏览器开始的",
      happened: "从 HubSpot 返回的浏览器必须是开始安装的那一个。未建立任何连接。",
      todo: "请重新开始，并全程使用同一个浏览器。浏览器必须接受 Cookie。",
    },
    denied: {
      title: "安装已取消",
      happened: "HubSpot 表示未获允许。未建立任何连接。",
      todo: "若仍要安装 Aftercare，请重新开始。必须由该账户中有权安装应用的人允许。",
    },
    code_refused: {
      title: "HubSpot 不接受授权码",
      happened: "HubSpot 传来的授权码已过期或已使用过。未建立任何连接。",
      todo: "请重新开始。若再次发生，请告知 Aftercare 的运维人员。",
    },
    wrong_redirect: {
      title: "HubSpot 不认得此页面的地址",
      happened: "HubSpot 只会让浏览器返回应用所列的地址。未建立任何连接。",
      todo: "请 Aftercare 的运维人员将 {{redirect}} 加入 HubSpot 应用的重定向地址。",
    },
    wrong_client: {
      title: "HubSpot 不认得此应用",
      happened: "客户端 ID 或客户端密钥与 HubSpot 应用不符。未建立任何连接。",
      todo: "请 Aftercare 的运维人员更正 HUBSPOT_CLIENT_ID 与 HUBSPOT_CLIENT_SECRET，然后重新启动。",
    },
    missing_scopes: {
      title: "账户未授予所有必需权限",
      happened: "HubSpot 账户 {{portal}} 缺少 Aftercare 运行所需的权限。未建立任何连接。",
      todo: "请重新开始，并允许所有必需权限。没有工单的 HubSpot 版本无法使用 Aftercare。",
    },
    unavailable: {
      title: "HubSpot 没有响应",
      happened: "无法连上 HubSpot，或它过于繁忙。未建立任何连接。",
      todo: "请等待一分钟再重新开始。HubSpot 可能已显示 Aftercare 为已安装，这并无妨碍。",
    },
    failed: {
      title: "安装未成功",
      happened: "HubSpot 或 Aftercare 无法完成安装。未建立任何连接。",
      todo: "请重新开始。若再次失败，请告知 Aftercare 的运维人员；日志中有更多信息。",
    },
    too_many: {
      title: "打开次数过多",
      happened: "此页面在一分钟内打开太多次。",
      todo: "请等待一分钟再重新开始。",
    },
  },
  scope: {
    hubspot: {
      oauth: "让管理员连接账户，并得知是哪一个账户。",
      tickets: "读取工单、其历史与管道以执行服务计时，并将计时与升级处理的状态写到工单上。",
      crm_objects_contacts_read:
        "读取工单的联系人以得知客户等级，在客户档案中显示通话、会议、电子邮件与备注，并查找此前建立的回访任务与备注。",
      crm_objects_contacts_write:
        "将等级、原因与下次回访写到联系人上，建立回访任务，并将部门在 Slack 中的说明保留在工单上。",
      crm_objects_companies_read: "读取工单的公司以得知客户等级。",
      crm_objects_companies_write: "将等级、原因与下次回访写到公司上。",
      crm_objects_owners_read: "显示负责人的姓名，并将回访分配给客户的负责人。",
      crm_schemas_contacts_write: "在联系人上建立 Aftercare 自己的组与属性。",
      crm_schemas_companies_write: "在公司上建立 Aftercare 自己的组与属性。",
      crm_objects_deals_read:
        "计算客户的购买、营收与进行中的交易以决定等级；没有此权限时，策略中与交易有关的项目就没有数据。",
      crm_objects_feedback_submissions_read:
        "读取客户的问卷回答（CSAT、NPS、CES），显示于客户档案并跟进低分；没有此权限时，Aftercare 会使用工单与联系人上的最后分数。",
    },
    slack: {
      chat_write: "为每个案件在其部门的频道发布一条消息，并随案件变化更新。",
      commands: "提供 /aftercare 命令，以及消息菜单中将内容记到工单的项目。",
      users_read: "标明记在工单上的内容是谁说的；Slack 也要求有此权限才能使用 users:read.email。",
      users_read_email:
        "依电子邮件地址找到服务策略所指名人员的 Slack 账号，让升级处理能提及并通知他们。",
      channels_history:
        "中断之后查明消息是否已发布，避免重复发送。没有此权限时，这类消息会显示为状态不明。",
      groups_history: "用途相同，适用于私有频道。",
    },
  },
};
