import { zhTwFeedbackProblem } from "./zh-tw-feedback-problem.ts";
import { zhTwVisitProblem } from "./zh-tw-visit-problem.ts";

export const zhTwPolicyProblem = {
  ...zhTwFeedbackProblem,
  ...zhTwVisitProblem,
  absence_leaves_hole: {
    finding: "{{when}} 將無人值班。",
    proposal: "請指定當天在班的代理人。",
  },
  business_hours_for_major_fault: {
    finding: "日曆「{{calendar}}」有停止計時的時段，但這個服務時限適用於嚴重程度 {{severity}}。",
    proposal: "請改用全天候日曆，或設定 unit: wall。",
  },
  calendar_closed_by_breaks: {
    finding: "休息時段占滿整週，沒有任何服務時段。",
    proposal: "請縮短休息時段，或延長服務時段。",
  },
  calendar_without_hours: {
    finding: "日曆在一週內沒有任何服務時段。",
    proposal: "請至少在一個工作日設定時段，或設定 always: true。",
  },
  co_department_is_first: {
    finding: "{{department}} 同時也是這條路由的第一個部門。",
    proposal: "請指定另一個部門，或刪除第二個部門。",
  },
  complaints_without_category: {
    finding: "沒有任何類別會讓服務單成為客訴，但 {{by}} 需要客訴。",
    proposal: "請在 complaintCategories 列出至少一個類別。",
  },
  condition_without_field: {
    finding: "條件 {{condition}} 要求「{{value}}」，但服務單沒有任何屬性提供這項資訊。",
    proposal: "請在 fields.{{condition}} 指定屬性。",
  },
  department_on_customer_clock: {
    finding: "計時器「{{clock}}」是對客戶的承諾，卻指定了部門。",
    proposal: "請刪除部門，或改用 department_response。",
  },
  department_without_fallback: {
    finding: "部門 {{department}} 沒有備用頻道：原頻道無法寫入時，沒有人會得知案件。",
    proposal: "請設定 fallbackChannelId。",
  },
  department_without_hours: {
    finding: "部門 {{department}} 沒有服務時段，但 {{ladder}} 要在其服務時段內等待。",
    proposal: "請指定日曆，必要時使用全天候日曆。",
  },
  document_too_deep: {
    finding: "文件的群組層層相套，沒有盡頭。",
    proposal: "最多 {{most}} 層。",
  },
  document_too_large: {
    finding: "文件有 {{length}} 個字元。",
    proposal: "請控制在 {{most}} 個字元以內。",
  },
  doubled_band: {
    finding: "有第二個級距也從 {{value}} 開始。",
    proposal: "請讓每個級距從不同的值開始。",
  },
  doubled_date: {
    finding: "{{date}} 重複列出。",
    proposal: "每個日期只列一次。",
  },
  doubled_department: {
    finding: "{{department}} 重複列出。",
    proposal: "每個部門只列一次。",
  },
  doubled_holiday: {
    finding: "假日 {{holiday}} 重複列出。",
    proposal: "每個假日只列一次。",
  },
  doubled_id: {
    finding: "識別碼「{{id}}」重複使用。",
    proposal: "請使用不同的識別碼。",
  },
  doubled_stage: {
    finding: "階段「{{stage}}」重複列出。",
    proposal: "每個階段只列一次。",
  },
  doubled_warning: {
    finding: "「{{clock}}」有兩個相同的逾時預警。",
    proposal: "每個逾時預警只列一次。",
  },
  doubled_word: {
    finding: "「{{word}}」重複列出。",
    proposal: "每個字詞只列一次。",
  },
  fallback_is_own_channel: {
    finding: "備用頻道 {{channel}} 就是部門自己的頻道。",
    proposal: "請指定另一個頻道。",
  },
  hands_over_to_itself: {
    finding: "{{department}} 的升級層級又轉交給 {{department}} 自己。",
    proposal: "請轉交給另一個部門。",
  },
  hidden_by_holiday: {
    finding: "{{date}} 設為營業，但 {{by}} 將其關閉。",
    proposal: "請刪除該假日或該營業日。",
  },
  ladder_ends_nowhere: {
    finding: "升級層級的最後，{{department}} 沒有人收到通知。",
    proposal: "請讓最後一個層級能通知到該部門的人員。",
  },
  ladder_longer_than_target: {
    finding: "到最後一個層級前共等待 {{minutes}} 分鐘，比這些服務單的任何服務時限都長。",
    proposal: "請將等待時間合計縮短到 {{most}} 分鐘以內。",
  },
  last_route_has_condition: {
    finding: "最後一條路由有條件，因此部分服務單沒有負責部門。",
    proposal: "請讓最後一條路由不設條件，以接收其餘服務單。",
  },
  last_tier_above_zero: {
    finding: "最低等級從 {{score}} 分開始，因此部分客戶沒有等級。",
    proposal: "請從 0 分開始，讓它包含所有客戶。",
  },
  major_fault_slower: {
    finding: "重大故障承諾 {{minutes}} 分鐘，一般服務單卻是 {{most}} 分鐘。",
    proposal: "請承諾不超過 {{most}} 分鐘，或改用開放時間更長的日曆。",
  },
  make_up_day_closed: {
    finding: "補班日 {{date}} 比照沒有服務時段的日子（{{like}}）。",
    proposal: "請比照有服務時段的工作日。",
  },
  make_up_day_replaced: {
    finding: "{{date}} 是補班日，同時又在 {{by}} 另設時段。",
    proposal: "請只保留其中一個。",
  },
  milestone_missing: {
    finding: "「{{clock}}」需要里程碑 {{milestone}}，但沒有任何來源。",
    proposal: "請指定 stageIds 或屬性。",
  },
  no_target_for_all: {
    finding: "部分服務單沒有「{{clock}}」的服務時限。",
    proposal: "請在最後加上一個不設條件的服務時限。",
  },
  not_yaml: {
    finding: "無法讀取文件：{{reason}}",
    proposal: "請以 YAML 格式撰寫。",
  },
  overdue_level_order: {
    finding: "第 {{days}} 天通知，而前一層為第 {{before}} 天。",
    proposal: "讓每一層都晚於前一層。",
  },
  overlapping_rules: {
    finding:
      "有些服務單在此承諾 {{minutes}} 分鐘，而後面的服務時限（{{other}}）承諾 {{shorter}} 分鐘。",
    proposal: "請把較短的承諾放在前面，或為同時符合兩者的服務單增加一個服務時限。",
  },
  regions_without_field: {
    finding: "列出了地區「{{region}}」，但服務單沒有任何屬性提供地區。",
    proposal: "請在 fields.region 指定屬性。",
  },
  rota_hole: {
    finding: "{{when}} 無人值班，但日曆「{{calendar}}」當時開放。",
    proposal: "請在每個服務時段安排值班人員。",
  },
  rota_without_calendar: {
    finding: "值班表沒有日曆。",
    proposal: "請指定值班所依據的時區與時段的日曆。",
  },
  rule_without_effect: {
    finding: "{{key}} 對這個計時器沒有作用。",
    proposal: "請刪除。",
  },
  scores_without_property: {
    finding: "要求低分，但沒有任何屬性提供評分。",
    proposal: "請在 caseTriggers.lowRatings 至少列出一個屬性。",
  },
  shared_address: {
    finding: "{{name}} 與 {{other}} 使用同一個電子郵件地址 {{email}}。",
    proposal: "請為每個人設定各自的地址。",
  },
  stale_before_wait: {
    finding: "接手的有效時間為 {{minutes}} 分鐘，短於第一次等待的 {{wait}} 分鐘。",
    proposal: "請將 staleAfterMinutes 設為至少 {{wait}}。",
  },
  stale_list: {
    finding: "{{list}} 在 {{date}} 之後沒有日期。",
    proposal: "請補上 {{today}} 起的日期。",
  },
  target_beyond_calendar: {
    finding: "在日曆「{{calendar}}」下，{{minutes}} 分鐘需要約十年。",
    proposal: "請承諾不超過 {{most}} 分鐘。",
  },
  tier_order: {
    finding: "此等級從 {{score}} 分開始，不低於上一等級的 {{above}} 分。",
    proposal: "請從低於 {{above}} 分開始；最高等級排在最前。",
  },
  tier_without_visits: {
    finding: "等級 {{tier}} 沒有客戶回訪計畫。",
    proposal: "請新增：每個等級都需要完整的服務政策。",
  },
  trigger_never_comes: {
    finding: "升級層級等待 {{trigger}}，但不會因此建立案件。",
    proposal: "請啟用 {{key}}，或刪除此觸發條件。",
  },
  unknown_key: {
    finding: "「{{key}}」不是服務政策的欄位。",
    proposal: "請刪除，或更正拼字。",
  },
  unknown_name: {
    finding: "指定的「{{name}}」不存在。",
    proposal: "請使用下列之一：{{known}}。",
  },
  unknown_pipeline: {
    finding: "「{{pipeline}}」不是 HubSpot 中的服務單流程。",
    proposal: "請使用下列之一：{{known}}。",
  },
  unknown_property: {
    finding: "HubSpot 中沒有屬性「{{property}}」。",
    proposal: "請使用屬性的內部名稱，或在 HubSpot 新增。",
  },
  unknown_stage: {
    finding: "沒有任何流程包含階段「{{stage}}」。",
    proposal: "請使用下列之一：{{known}}。",
  },
  unreachable_rule: {
    finding: "永遠不會套用：{{by}} 已涵蓋全部。",
    proposal: "請把較窄的規則放在前面，或將其刪除。",
  },
  visit_interval_order: {
    finding: "最長間隔為 {{maximum}} 天，理想間隔卻是 {{ideal}} 天。",
    proposal: "請將最長間隔設為至少 {{ideal}} 天。",
  },
  wait_longer_than_department_promise: {
    finding: "第一層級等待 {{minutes}} 分鐘，比部門承諾的回應時間還長。",
    proposal: "請將等待時間設為不超過 {{most}} 分鐘。",
  },
  warning_after_due: {
    finding: "「{{clock}}」在到期前 {{minutes}} 分鐘預警，但最短的服務時限只有 {{shortest}} 分鐘。",
    proposal: "請設為少於 {{shortest}} 分鐘。",
  },
  wrong_value: {
    finding: "內容為 {{found}}。",
    proposal: "應為 {{expected}}。",
  },
  deal_product_missing: {
    finding: "要計算尚未購買的產品，但沒有說明交易賣的是什麼。",
    proposal: "在 tiering.dealProduct 填入交易的屬性。",
  },
  dimension_without_input: {
    finding:
      "面向 {{dimension}} 的權重為 {{weight}}，但沒有任何 {{kind}} 的項目提供分數：評分到不了 100。",
    proposal: "加入這樣的項目，或不給這個面向權重。",
  },
  hysteresis_too_wide: {
    finding: "緩衝 {{points}} 分大於兩個等級之間的 {{gap}} 分。",
    proposal: "最多 {{gap}} 分，或拉開等級的門檻。",
  },
  kind_not_graded: {
    finding: "此項目屬於 {{kind}}，但只為 {{customers}} 評分。",
    proposal: "移除它，或兩者都評分。",
  },
  measure_of_history: {
    finding: "歷史資料本身就是數字，沒有量法。",
    proposal: "移除 measure。",
  },
  nobody_scored: {
    finding: "要為 {{customers}} 評分，但沒有任何項目給分。",
    proposal: "改為對有項目的客戶評分，或加入項目。",
  },
  products_missing: {
    finding: "要計算尚未購買的產品，但沒有列出產品。",
    proposal: "在 tiering.products 列出所售的產品。",
  },
  tier_without_benefits: {
    finding: "等級權益中缺少等級 {{tier}}。",
    proposal: "列出每個等級，必要時留空。",
  },
  tier_without_ladder: {
    finding: "沒有任何層級處理等級 {{tier}} 的案件。",
    proposal: "為它加一個，或加一個不限等級的。",
  },
  weights_not_whole: {
    finding: "權重合計為 {{sum}}。",
    proposal: "讓合計為 100。",
  },
  window_missing: {
    finding: "成長率要比較兩段期間，但沒有說明天數。",
    proposal: "填入 withinDays。",
  },
  window_without_effect: {
    finding: "{{days}} 天的期間在這裡沒有意義。",
    proposal: "移除 withinDays。",
  },
};
