/** What a look found: `ok`, `warn` for somebody to look at, `fail` for what does not work. */
export type FindingState = "ok" | "warn" | "fail";

export const CHECKS = [
  "settings",
  "keys",
  "store",
  "time",
  "address",
  "hubspot",
  "slack",
  "webhooks",
  "queues",
] as const;
export type Check = (typeof CHECKS)[number];

/** One line of what was found; `code` names its words, and what to do about it. */
export type Finding = {
  readonly check: Check;
  readonly state: FindingState;
  readonly code: FindingCode;
  readonly values: Readonly<Record<string, string | number>>;
};

export type FindingCode =
  | "settings_ok"
  | "settings_problem"
  | "keys_ok"
  | "keys_closed"
  | "store_ok"
  | "store_unreachable"
  | "store_behind"
  | "store_ahead"
  | "store_slow"
  | "store_embedded"
  | "wall_role"
  | "wall_forced"
  | "wall_later"
  | "wall_none"
  | "time_ok"
  | "time_apart"
  | "address_ok"
  | "address_other"
  | "address_unreachable"
  | "address_plain"
  | "hubspot_reached"
  | "hubspot_unreachable"
  | "hubspot_none"
  | "hubspot_answers"
  | "hubspot_away"
  | "hubspot_other_account"
  | "hubspot_scope"
  | "hubspot_scope_optional"
  | "hubspot_more"
  | "slack_off"
  | "slack_none"
  | "slack_ok"
  | "slack_refused"
  | "slack_scope"
  | "webhooks_ok"
  | "webhooks_old"
  | "webhooks_never"
  | "queues_ok"
  | "queues_events_wait"
  | "queues_sends_wait"
  | "queues_sends_stuck";

type Values = Finding["values"];

export function ok(check: Check, code: FindingCode, values: Values = {}): Finding {
  return { check, state: "ok", code, values };
}

export function warn(check: Check, code: FindingCode, values: Values = {}): Finding {
  return { check, state: "warn", code, values };
}

export function fail(check: Check, code: FindingCode, values: Values = {}): Finding {
  return { check, state: "fail", code, values };
}
