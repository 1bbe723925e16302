/** Names of what a person can press, as Slack tells them back. Messages keep them for ever: never reuse one. */

export const TAKE_ACTION = "case_take";
export const ASK_BACK_ACTION = "case_ask_back";
export const HAND_OVER_ACTION = "case_hand_over";
export const DECLINE_ACTION = "case_decline";
export const SNOOZE_ACTION = "case_snooze";
export const RESOLVE_ACTION = "case_resolve";
export const REOPEN_ACTION = "case_reopen";
/** A link; it sends a press too. */
export const OPEN_RECORD_ACTION = "case_open_record";
export const TAKE_GROUP_ACTION = "group_take";
export const SHOW_CASE_ACTION = "group_show_case";
