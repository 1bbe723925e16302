import { zhCnFeedbackProblem } from "./zh-cn-feedback-problem.ts";
import { zhCnVisitProblem } from "./zh-cn-visit-problem.ts";

export const zhCnPolicyProblem = {
  ...zhCnFeedbackProblem,
  ...zhCnVisitProblem,
  absence_leaves_hole: {
    finding: "{{when}} 将无人值班。",
    proposal: "请指定当天在班的代班人。",
  },
  business_hours_for_major_fault: {
    finding: "日历“{{calendar}}”有停止计时的时段，但这个服务时限适用于严重程度 {{severity}}。",
    proposal: "请改用全天日历，或设置 unit: wall。",
  },
  calendar_closed_by_breaks: {
    finding: "休息时段占满整周，没有任何工作时间。",
    proposal: "请缩短休息时段，或延长工作时间。",
  },
  calendar_without_hours: {
    finding: "日历在一周内没有任何工作时间。",
    proposal: "请至少在一个工作日设置时段，或设置 always: true。",
  },
  co_department_is_first: {
    finding: "{{department}} 同时也是这条路由的第一个部门。",
    proposal: "请指定另一个部门，或删除第二个部门。",
  },
  complaints_without_category: {
    finding: "没有任何类别会让工单成为客户投诉，但 {{by}} 需要客户投诉。",
    proposal: "请在 complaintCategories 列出至少一个类别。",
  },
  condition_without_field: {
    finding: "条件 {{condition}} 要求“{{value}}”，但工单没有任何属性提供这项信息。",
    proposal: "请在 fields.{{condition}} 指定属性。",
  },
  department_on_customer_clock: {
    finding: "计时器“{{clock}}”是对客户的承诺，却指定了部门。",
    proposal: "请删除部门，或改用 department_response。",
  },
  department_without_fallback: {
    finding: "部门 {{department}} 没有备用频道：原频道无法写入时，没有人会得知案件。",
    proposal: "请设置 fallbackChannelId。",
  },
  department_without_hours: {
    finding: "部门 {{department}} 没有工作时间，但 {{ladder}} 要在其工作时间内等待。",
    proposal: "请指定日历，必要时使用全天日历。",
  },
  document_too_deep: {
    finding: "文件的分组层层嵌套，没有尽头。",
    proposal: "最多 {{most}} 层。",
  },
  document_too_large: {
    finding: "文档有 {{length}} 个字符。",
    proposal: "请控制在 {{most}} 个字符以内。",
  },
  doubled_band: {
    finding: "有第二个档位也从 {{value}} 开始。",
    proposal: "请让每个档位从不同的值开始。",
  },
  doubled_date: {
    finding: "{{date}} 重复列出。",
    proposal: "每个日期只列一次。",
  },
  doubled_department: {
    finding: "{{department}} 重复列出。",
    proposal: "每个部门只列一次。",
  },
  doubled_holiday: {
    finding: "假日 {{holiday}} 重复列出。",
    proposal: "每个假日只列一次。",
  },
  doubled_id: {
    finding: "标识“{{id}}”重复使用。",
    proposal: "请使用不同的标识。",
  },
  doubled_stage: {
    finding: "阶段“{{stage}}”重复列出。",
    proposal: "每个阶段只列一次。",
  },
  doubled_warning: {
    finding: "“{{clock}}”有两个相同的超时预警。",
    proposal: "每个超时预警只列一次。",
  },
  doubled_word: {
    finding: "“{{word}}”重复列出。",
    proposal: "每个词只列一次。",
  },
  fallback_is_own_channel: {
    finding: "备用频道 {{channel}} 就是部门自己的频道。",
    proposal: "请指定另一个频道。",
  },
  hands_over_to_itself: {
    finding: "{{department}} 的升级层级又转交给 {{department}} 自己。",
    proposal: "请转交给另一个部门。",
  },
  hidden_by_holiday: {
    finding: "{{date}} 设为营业，但 {{by}} 将其关闭。",
    proposal: "请删除该假日或该营业日。",
  },
  ladder_ends_nowhere: {
    finding: "升级层级的最后，{{department}} 没有人收到通知。",
    proposal: "请让最后一个层级能通知到该部门的人员。",
  },
  ladder_longer_than_target: {
    finding: "到最后一个层级前共等待 {{minutes}} 分钟，比这些工单的任何服务时限都长。",
    proposal: "请将等待时间合计缩短到 {{most}} 分钟以内。",
  },
  last_route_has_condition: {
    finding: "最后一条路由有条件，因此部分工单没有负责部门。",
    proposal: "请让最后一条路由不设条件，以接收其余工单。",
  },
  last_tier_above_zero: {
    finding: "最低等级从 {{score}} 分开始，因此部分客户没有等级。",
    proposal: "请从 0 分开始，让它包含所有客户。",
  },
  major_fault_slower: {
    finding: "重大故障承诺 {{minutes}} 分钟，一般工单却是 {{most}} 分钟。",
    proposal: "请承诺不超过 {{most}} 分钟，或改用开放时间更长的日历。",
  },
  make_up_day_closed: {
    finding: "调休上班日 {{date}} 比照没有工作时间的日子（{{like}}）。",
    proposal: "请比照有工作时间的工作日。",
  },
  make_up_day_replaced: {
    finding: "{{date}} 是调休上班日，同时又在 {{by}} 另设时段。",
    proposal: "请只保留其中一个。",
  },
  milestone_missing: {
    finding: "“{{clock}}”需要里程碑 {{milestone}}，但没有任何来源。",
    proposal: "请指定 stageIds 或属性。",
  },
  no_target_for_all: {
    finding: "部分工单没有“{{clock}}”的服务时限。",
    proposal: "请在最后加上一个不设条件的服务时限。",
  },
  not_yaml: {
    finding: "无法读取文档：{{reason}}",
    proposal: "请以 YAML 格式编写。",
  },
  overdue_level_order: {
    finding: "第 {{days}} 天通知，而上一级为第 {{before}} 天。",
    proposal: "让每一级都晚于上一级。",
  },
  overlapping_rules: {
    finding:
      "有些工单在此承诺 {{minutes}} 分钟，而后面的服务时限（{{other}}）承诺 {{shorter}} 分钟。",
    proposal: "请把较短的承诺放在前面，或为同时符合两者的工单增加一个服务时限。",
  },
  regions_without_field: {
    finding: "列出了地区“{{region}}”，但工单没有任何属性提供地区。",
    proposal: "请在 fields.region 指定属性。",
  },
  rota_hole: {
    finding: "{{when}} 无人值班，但日历“{{calendar}}”当时开放。",
    proposal: "请在每个工作时间安排值班人员。",
  },
  rota_without_calendar: {
    finding: "值班表没有日历。",
    proposal: "请指定值班所依据的时区与时段的日历。",
  },
  rule_without_effect: {
    finding: "{{key}} 对这个计时器没有作用。",
    proposal: "请删除。",
  },
  scores_without_property: {
    finding: "要求低分，但没有任何属性提供评分。",
    proposal: "请在 caseTriggers.lowRatings 至少列出一个属性。",
  },
  shared_address: {
    finding: "{{name}} 与 {{other}} 使用同一个邮箱地址 {{email}}。",
    proposal: "请为每个人设置各自的地址。",
  },
  stale_before_wait: {
    finding: "认领的有效时间为 {{minutes}} 分钟，短于第一次等待的 {{wait}} 分钟。",
    proposal: "请将 staleAfterMinutes 设为至少 {{wait}}。",
  },
  stale_list: {
    finding: "{{list}} 在 {{date}} 之后没有日期。",
    proposal: "请补上 {{today}} 起的日期。",
  },
  target_beyond_calendar: {
    finding: "在日历“{{calendar}}”下，{{minutes}} 分钟需要约十年。",
    proposal: "请承诺不超过 {{most}} 分钟。",
  },
  tier_order: {
    finding: "此等级从 {{score}} 分开始，不低于上一等级的 {{above}} 分。",
    proposal: "请从低于 {{above}} 分开始；最高等级排在最前。",
  },
  tier_without_visits: {
    finding: "等级 {{tier}} 没有客户回访计划。",
    proposal: "请新增：每个等级都需要完整的服务策略。",
  },
  trigger_never_comes: {
    finding: "升级层级等待 {{trigger}}，但不会因此建立案件。",
    proposal: "请启用 {{key}}，或删除此触发条件。",
  },
  unknown_key: {
    finding: "“{{key}}”不是服务策略的字段。",
    proposal: "请删除，或更正拼写。",
  },
  unknown_name: {
    finding: "指定的“{{name}}”不存在。",
    proposal: "请使用下列之一：{{known}}。",
  },
  unknown_pipeline: {
    finding: "“{{pipeline}}”不是 HubSpot 中的工单流程。",
    proposal: "请使用下列之一：{{known}}。",
  },
  unknown_property: {
    finding: "HubSpot 中没有属性“{{property}}”。",
    proposal: "请使用属性的内部名称，或在 HubSpot 新增。",
  },
  unknown_stage: {
    finding: "没有任何流程包含阶段“{{stage}}”。",
    proposal: "请使用下列之一：{{known}}。",
  },
  unreachable_rule: {
    finding: "永远不会套用：{{by}} 已涵盖全部。",
    proposal: "请把较窄的规则放在前面，或将其删除。",
  },
  visit_interval_order: {
    finding: "最长间隔为 {{maximum}} 天，理想间隔却是 {{ideal}} 天。",
    proposal: "请将最长间隔设为至少 {{ideal}} 天。",
  },
  wait_longer_than_department_promise: {
    finding: "第一层级等待 {{minutes}} 分钟，比部门承诺的响应时间还长。",
    proposal: "请将等待时间设为不超过 {{most}} 分钟。",
  },
  warning_after_due: {
    finding: "“{{clock}}”在到期前 {{minutes}} 分钟预警，但最短的服务时限只有 {{shortest}} 分钟。",
    proposal: "请设为少于 {{shortest}} 分钟。",
  },
  wrong_value: {
    finding: "内容为 {{found}}。",
    proposal: "应为 {{expected}}。",
  },
  deal_product_missing: {
    finding: "要计算尚未购买的产品，但没有说明交易卖的是什么。",
    proposal: "在 tiering.dealProduct 填入交易的属性。",
  },
  dimension_without_input: {
    finding:
      "维度 {{dimension}} 的权重为 {{weight}}，但没有任何 {{kind}} 的项目提供分数：评分到不了 100。",
    proposal: "添加这样的项目，或不给这个维度权重。",
  },
  hysteresis_too_wide: {
    finding: "缓冲 {{points}} 分大于两个等级之间的 {{gap}} 分。",
    proposal: "最多 {{gap}} 分，或拉开等级的门槛。",
  },
  kind_not_graded: {
    finding: "该项目属于 {{kind}}，但只为 {{customers}} 评分。",
    proposal: "移除它，或两者都评分。",
  },
  measure_of_history: {
    finding: "历史数据本身就是数字，没有量法。",
    proposal: "移除 measure。",
  },
  nobody_scored: {
    finding: "要为 {{customers}} 评分，但没有任何项目给分。",
    proposal: "改为对有项目的客户评分，或添加项目。",
  },
  products_missing: {
    finding: "要计算尚未购买的产品，但没有列出产品。",
    proposal: "在 tiering.products 列出所售的产品。",
  },
  tier_without_benefits: {
    finding: "等级权益中缺少等级 {{tier}}。",
    proposal: "列出每个等级，必要时留空。",
  },
  tier_without_ladder: {
    finding: "没有任何层级处理等级 {{tier}} 的工单。",
    proposal: "为它加一个，或加一个不限等级的。",
  },
  weights_not_whole: {
    finding: "权重合计为 {{sum}}。",
    proposal: "让合计为 100。",
  },
  window_missing: {
    finding: "增长率要比较两段期间，但没有说明天数。",
    proposal: "填入 withinDays。",
  },
  window_without_effect: {
    finding: "{{days}} 天的期间在这里没有意义。",
    proposal: "移除 withinDays。",
  },
};
