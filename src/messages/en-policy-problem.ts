import { enFeedbackProblem } from "./en-feedback-problem.ts";
import { enVisitProblem } from "./en-visit-problem.ts";

export const enPolicyProblem = {
  ...enFeedbackProblem,
  ...enVisitProblem,
  absence_leaves_hole: {
    finding: "Leaves nobody on call on {{when}}.",
    proposal: "Name a stand-in who is there.",
  },
  business_hours_for_major_fault: {
    finding:
      "The calendar “{{calendar}}” stands still at times, but the target is for the severity {{severity}}.",
    proposal: "Take a calendar that is always open, or unit: wall.",
  },
  calendar_closed_by_breaks: {
    finding: "The breaks leave no open time in the week.",
    proposal: "Shorten the breaks, or open longer.",
  },
  calendar_without_hours: {
    finding: "The calendar has no business hours in the week.",
    proposal: "Give it a window on at least one weekday, or always: true.",
  },
  co_department_is_first: {
    finding: "{{department}} is the first department of the route as well.",
    proposal: "Name another department, or leave the second one out.",
  },
  complaints_without_category: {
    finding: "No category makes a ticket a complaint, but {{by}} asks for complaints.",
    proposal: "List at least one category in complaintCategories.",
  },
  condition_without_field: {
    finding: "Asks for {{condition}} “{{value}}”, but no property of the ticket tells it.",
    proposal: "Name the property in fields.{{condition}}.",
  },
  department_on_customer_clock: {
    finding:
      "A department is asked for by the clock {{clock}}, which is a promise to the customer.",
    proposal: "Leave the department out, or take department_response.",
  },
  department_without_fallback: {
    finding:
      "The department {{department}} has no second channel: while its own cannot be written to, nobody hears of a case.",
    proposal: "Name a fallbackChannelId.",
  },
  department_without_hours: {
    finding: "The department {{department}} has no hours, but {{ladder}} waits in them.",
    proposal: "Give it a calendar, if need be around the clock.",
  },
  document_too_deep: {
    finding: "The document has groups within groups without end.",
    proposal: "Keep it to {{most}} levels at most.",
  },
  document_too_large: {
    finding: "The document has {{length}} characters.",
    proposal: "Keep it to {{most}} at most.",
  },
  doubled_band: {
    finding: "A second band starts at {{value}}.",
    proposal: "Let each band start at a value of its own.",
  },
  doubled_date: {
    finding: "{{date}} is listed a second time.",
    proposal: "List each date once.",
  },
  doubled_department: {
    finding: "{{department}} is listed a second time.",
    proposal: "List each department once.",
  },
  doubled_holiday: {
    finding: "The holiday {{holiday}} is listed a second time.",
    proposal: "List each holiday once.",
  },
  doubled_id: {
    finding: "The id “{{id}}” is used a second time.",
    proposal: "Give it an id of its own.",
  },
  doubled_stage: {
    finding: "The stage “{{stage}}” is listed a second time.",
    proposal: "List each stage once.",
  },
  doubled_warning: {
    finding: "{{clock}} has the same warning twice.",
    proposal: "List each warning once.",
  },
  doubled_word: {
    finding: "“{{word}}” is listed a second time.",
    proposal: "List each word once.",
  },
  fallback_is_own_channel: {
    finding: "The fallback {{channel}} is the department's own channel.",
    proposal: "Name another channel.",
  },
  hands_over_to_itself: {
    finding: "The ladder of {{department}} hands over to {{department}} itself.",
    proposal: "Hand over to another department.",
  },
  hidden_by_holiday: {
    finding: "{{date}} was opened, but {{by}} closes it.",
    proposal: "Take the holiday or the opening away.",
  },
  ladder_ends_nowhere: {
    finding: "At the end of the ladder nobody is told in {{department}}.",
    proposal: "Let the last level reach somebody there.",
  },
  ladder_longer_than_target: {
    finding:
      "The levels wait {{minutes}} minutes before the last, longer than any promise on these tickets.",
    proposal: "Shorten the waits to {{most}} minutes together.",
  },
  last_route_has_condition: {
    finding: "The last route has a condition, so some tickets have no department.",
    proposal: "Leave the last route without one, so that it takes what is left.",
  },
  last_tier_above_zero: {
    finding: "The last tier starts at {{score}}, so some customers have none.",
    proposal: "Let it start at 0: it takes everybody.",
  },
  major_fault_slower: {
    finding: "A major fault is promised {{minutes}} minutes, an ordinary ticket {{most}}.",
    proposal: "Promise at most {{most}} minutes, or take a calendar that is open longer.",
  },
  make_up_day_closed: {
    finding: "{{date}} is worked like a day without hours ({{like}}).",
    proposal: "Take a weekday that has hours.",
  },
  make_up_day_replaced: {
    finding: "{{date}} is a make-up day and has hours of its own in {{by}}.",
    proposal: "Keep one of them.",
  },
  milestone_missing: {
    finding: "{{clock}} needs the milestone {{milestone}}, which nothing tells.",
    proposal: "Name its stageIds or a property.",
  },
  no_target_for_all: {
    finding: "Some tickets have no target for {{clock}}.",
    proposal: "Add one without a condition as the last.",
  },
  not_yaml: {
    finding: "The document cannot be read: {{reason}}",
    proposal: "Write it as YAML.",
  },
  overdue_level_order: {
    finding: "Is told after {{days}} days; the level before it after {{before}}.",
    proposal: "Let each level come later than the one before it.",
  },
  overlapping_rules: {
    finding:
      "Promises {{minutes}} minutes also to tickets to which a later target ({{other}}) promises {{shorter}}.",
    proposal: "Put the shorter promise first, or add a target for both.",
  },
  regions_without_field: {
    finding: "Lists the region “{{region}}”, but no property of the ticket tells its region.",
    proposal: "Name the property in fields.region.",
  },
  rota_hole: {
    finding: "Nobody is on call on {{when}}, when “{{calendar}}” is open.",
    proposal: "Put somebody into every open hour.",
  },
  rota_without_calendar: {
    finding: "The rota has no calendar.",
    proposal: "Name the calendar in whose zone and hours people are on call.",
  },
  rule_without_effect: {
    finding: "{{key}} has no effect on this clock.",
    proposal: "Leave it out.",
  },
  scores_without_property: {
    finding: "Asks for low scores, but no property tells one.",
    proposal: "List at least one property in caseTriggers.lowRatings.",
  },
  shared_address: {
    finding: "{{name}} and {{other}} share the address {{email}}.",
    proposal: "Give each person an address of their own.",
  },
  stale_before_wait: {
    finding: "Taking a case counts for {{minutes}} minutes, less than the first wait of {{wait}}.",
    proposal: "Set staleAfterMinutes to at least {{wait}}.",
  },
  stale_list: {
    finding: "{{list}} has no date after {{date}}.",
    proposal: "Add those from {{today}} on.",
  },
  target_beyond_calendar: {
    finding: "{{minutes}} minutes take the calendar “{{calendar}}” some ten years.",
    proposal: "Promise at most {{most}} minutes.",
  },
  tier_order: {
    finding: "The tier starts at {{score}}, no lower than the tier above at {{above}}.",
    proposal: "Let it start below {{above}}; the highest tier comes first.",
  },
  tier_without_visits: {
    finding: "The tier {{tier}} has no plan of return visits.",
    proposal: "Add one: every tier needs a full policy.",
  },
  trigger_never_comes: {
    finding: "The ladder waits for {{trigger}}, but no case is made of it.",
    proposal: "Switch on {{key}}, or leave the trigger out.",
  },
  unknown_key: {
    finding: "“{{key}}” is not a key of a policy.",
    proposal: "Leave it out, or mend its spelling.",
  },
  unknown_name: {
    finding: "Names “{{name}}”, which is not there.",
    proposal: "Name one of {{known}}.",
  },
  unknown_pipeline: {
    finding: "Names “{{pipeline}}”, which is no pipeline of tickets in HubSpot.",
    proposal: "Name one of {{known}}.",
  },
  unknown_property: {
    finding: "Names the property “{{property}}”, which HubSpot does not have.",
    proposal: "Take the internal name of a property, or add it in HubSpot.",
  },
  unknown_stage: {
    finding: "Names the stage “{{stage}}”, which no pipeline has.",
    proposal: "Name one of {{known}}.",
  },
  unreachable_rule: {
    finding: "Never applies: {{by}} takes all of it.",
    proposal: "Put the narrower rule first, or delete it.",
  },
  visit_interval_order: {
    finding: "The maximum interval is {{maximum}} days, the ideal one {{ideal}}.",
    proposal: "Set the maximum to at least {{ideal}}.",
  },
  wait_longer_than_department_promise: {
    finding:
      "The first level waits {{minutes}} minutes, longer than the department may take to respond.",
    proposal: "Wait at most {{most}} minutes.",
  },
  warning_after_due: {
    finding:
      "{{clock}} warns {{minutes}} minutes before it is due, but the shortest target is {{shortest}} minutes.",
    proposal: "Warn less than {{shortest}} minutes before.",
  },
  wrong_value: {
    finding: "Found {{found}}.",
    proposal: "Expected {{expected}}.",
  },
  deal_product_missing: {
    finding: "Product gaps are counted, but nothing says what a deal sold.",
    proposal: "Name the property of deals in tiering.dealProduct.",
  },
  dimension_without_input: {
    finding:
      "The dimension {{dimension}} weighs {{weight}}, but no input of a {{kind}} brings it: the score cannot reach 100.",
    proposal: "Add such an input, or give the dimension no weight.",
  },
  hysteresis_too_wide: {
    finding:
      "The hysteresis of {{points}} points is wider than the {{gap}} points between two tiers.",
    proposal: "Take {{gap}} points at most, or set the tiers further apart.",
  },
  kind_not_graded: {
    finding: "The input is of a {{kind}}, but only {{customers}} are graded.",
    proposal: "Leave it out, or grade both.",
  },
  measure_of_history: {
    finding: "A history is a number already: it has no measure.",
    proposal: "Leave the measure out.",
  },
  nobody_scored: {
    finding: "{{customers}} are graded, but no input scores them.",
    proposal: "Grade those whom the inputs score, or add inputs.",
  },
  products_missing: {
    finding: "Product gaps are counted, but no products are listed.",
    proposal: "List what is sold in tiering.products.",
  },
  tier_without_benefits: {
    finding: "The tier {{tier}} is missing among the benefits.",
    proposal: "List every tier, if need be without any benefit.",
  },
  tier_without_ladder: {
    finding: "No ladder takes a case of the tier {{tier}}.",
    proposal: "Add a ladder for it, or one without a tier.",
  },
  weights_not_whole: {
    finding: "The weights make {{sum}}.",
    proposal: "Let them make 100 together.",
  },
  window_missing: {
    finding: "Growth compares two windows, but nothing says how many days they have.",
    proposal: "Give withinDays.",
  },
  window_without_effect: {
    finding: "A window of {{days}} days means nothing here.",
    proposal: "Leave withinDays out.",
  },
};
