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

/** A message's menu. */
export const TO_TICKET_SHORTCUT = "case_to_ticket";

export const HOME_LANGUAGE_ACTION = "home_language";
export const HOME_PAUSE_HOURS_ACTION = "home_pause_hours";
export const HOME_PAUSE_TOMORROW_ACTION = "home_pause_tomorrow";
export const HOME_RESUME_ACTION = "home_resume";
export const HOME_DISCONNECT_ACTION = "home_disconnect";
