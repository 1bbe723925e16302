import type { enTour } from "./en-tour.ts";

export const zhCnTour: typeof enTour = {
  label: "导览",
  next: "下一步",
  back: "上一步",
  skip: "跳过导览",
  finish: "完成",
  progress: (step, of) => `第 ${step} 步，共 ${of} 步`,
  who: {
    all: "欢迎",
    rep: "您是服务人员",
    lead: "您是部门负责人",
    manager: "您是服务经理",
    admin: "您是 HubSpot 管理员",
  },
  doIt: "请亲自操作，或点击“下一步”。",
  steps: {
    welcome: {
      title: "五分钟认识 Aftercare",
      text: "这里的 HubSpot 和 Slack 是模拟的；应用和卡片则是真的。您将依次扮演四个人：服务人员、部门负责人、服务经理和管理员。",
    },
    open: {
      title: "产线停了",
      text: "一位重要客户报告了问题，还没有人响应。请打开这张工单。",
    },
    card: {
      title: "还有多少时间，为什么",
      text: "卡片说明客户的等级和原因，并按工作时间倒数每一项承诺。“为什么是这个时限？”会列出哪些时间计入、哪些没有。",
    },
    wait: {
      title: "没有人响应",
      text: "把时间往前推两小时，首次响应就会超时。",
    },
    take: {
      title: "一条消息，信息完整",
      text: "部门频道收到了案件：什么问题、哪位客户、从何时开始。点击“Take it”认领：大家都能看到由您处理，也不会再往上通知。",
    },
    reply: {
      title: "回到服务人员",
      text: "卡片已显示由谁认领。回复客户，计时器就会停止。",
    },
    close: {
      title: "问题解决",
      text: "关闭工单。案件会自动结束，Slack 消息也会随之更新。",
    },
    visit: {
      title: "客户不会被遗忘",
      text: "系统在客户和服务人员都方便的工作日安排了客户回访，它就是普通的 HubSpot 任务。",
    },
    home: {
      title: "我们守住承诺了吗？",
      text: "请打开应用首页。",
    },
    figures: {
      title: "需要您处理的事和指标",
      text: "即将超时的计时器、待认领的案件、应访和逾期的措施排在最前；下方是承诺达标的情况，附目标和样本数。",
    },
    settings: {
      title: "从安装到上手",
      text: "请打开应用设置。",
    },
    policy: {
      title: "任何更改都看得见",
      text: "策略有版本：会改变什么用文字呈现，并用过去的工单试算，再由另一个人审批。在观察模式中，Aftercare 只计算。",
    },
    troubles: {
      title: "出问题的时候呢？",
      text: "您可以在这里让 HubSpot 变慢、切断 Slack，甚至停掉 Aftercare。上方的事件账必须始终相符。",
    },
    end: {
      title: "导览结束",
      text: "一切保持原状，请随意探索。随时可以从上方栏再次参加导览。",
    },
  },
};
