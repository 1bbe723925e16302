import type { StoredKind } from "../../ports/portal-storage.ts";

/**
 * Every table of the store and every column in which words can stand, with what is to become of them. It
 * is what erasing a person, deleting an account and exporting go by; a test compares it with the tables
 * that there are, so a new table or text column has to be decided here.
 */

export type TableRule = {
  readonly holds: StoredKind;
  /** The columns that name a customer: rows of an erased person are deleted, or lose the person. */
  readonly customer?: {
    readonly kind: string;
    readonly id: string;
    readonly rows: "deleted" | "unnamed";
  };
  /** Texts and documents in which a customer may be named: a name there is replaced. */
  readonly words?: readonly string[];
  /** Rows that name an erased person go as a whole: they are made anew, or are of no more use. */
  readonly isDropped?: true;
  /** Ids, states, and what is said about nobody's customer. */
  readonly plain?: readonly string[];
  /** Outlives its account: it holds nothing but that the account's data were deleted. */
  readonly isKept?: true;
  /** Never leaves the store: secrets and what opens them. */
  readonly secret?: readonly string[];
};

const customer = { kind: "kind", id: "customer_id", rows: "deleted" } as const;
const customerOfVisit = { kind: "customer_kind", id: "customer_id", rows: "deleted" } as const;

export const DATA_CATALOGUE = {
  action_customer: { holds: "cases", customer, plain: ["action_id"] },
  action_event: { holds: "cases", words: ["action_id", "event_key", "event"] },
  // Of the app, of no account.
  app_journal: { holds: "settings", plain: ["journal_offset"] },
  audit: {
    holds: "audit",
    // Their own way, as they are sealed: see audit-persons.ts.
    plain: [
      ...["subject", "actor", "action", "detail", "origin", "before", "after"],
      ...["previous_hash", "hash", "person_digest", "content_digest", "reseal_hash"],
    ],
    secret: ["person_salt", "content_salt"],
  },
  audit_chain: { holds: "audit", plain: ["hash"] },
  benefit_grant: {
    holds: "customers",
    customer,
    plain: ["grant_id", "benefit_id", "by_id", "by_name"],
  },
  benefit_use: {
    holds: "customers",
    customer,
    words: ["note"],
    plain: ["use_key", "grant_id", "by_id", "by_name"],
  },
  case_group: {
    holds: "cases",
    plain: ["group_id", "department", "kind", "channel_id", "message_ts"],
  },
  chat_person: { holds: "settings", plain: ["team_id", "email", "user_id", "source"] },
  chat_preference: { holds: "settings", plain: ["team_id", "user_id", "language"] },
  clock: {
    holds: "facts",
    plain: [
      ...["ticket_id", "kind", "state", "calendar_id", "pause_reason", "unit", "paused_by"],
      ...["department", "owner_id"],
    ],
  },
  complaint: { holds: "cases", plain: ["ticket_id", "state", "owner_id"] },
  connect_code: { holds: "settings", plain: ["email", "name"], secret: ["code_hash"] },
  corrective_action: { holds: "cases", words: ["action_id", "state"], plain: ["ticket_id"] },
  customer: {
    holds: "customers",
    customer,
    words: ["properties", "grade", "seen"],
    // Follows from the properties.
    plain: ["company_id"],
  },
  customer_activity: { holds: "customers", customer, words: ["reading"] },
  deal: {
    holds: "customers",
    words: ["name", "properties"],
    plain: ["deal_id", "state", "product"],
  },
  deal_access: { holds: "settings", plain: ["access"] },
  deal_customer: { holds: "customers", customer, plain: ["deal_id", "state", "product"] },
  deal_stage: { holds: "settings", plain: ["stage_id", "state"] },
  // Rewritten event by event: see erase-deliveries.ts.
  delivery: { holds: "deliveries", plain: ["delivery_id", "body", "origin"] },
  erased_ticket: { holds: "audit", plain: ["ticket_id", "erasure_id"] },
  erasure: {
    holds: "audit",
    plain: ["erasure_id", "person_hash", "contact_id", "terms", "removed"],
  },
  escalation: {
    holds: "cases",
    words: ["triggers", "steps"],
    plain: [
      ...["case_id", "ticket_id", "department", "state", "channel_id", "message_ts", "taken_by"],
      ...["ladder", "handed_from", "handed_to", "group_id"],
    ],
  },
  escalation_act: {
    holds: "cases",
    words: ["detail"],
    plain: ["act_key", "case_id", "ticket_id", "act", "by_id", "by_name"],
  },
  gap_sweep: { holds: "figures", plain: ["object", "after_id"] },
  install_visit: {
    holds: "settings",
    plain: ["language"],
    secret: ["secret_hash", "browser_hash"],
  },
  ledger: {
    holds: "deliveries",
    words: ["change"],
    // Its record is looked for by object and id.
    plain: [
      ...["event_key", "object", "object_id", "change_source", "source_id", "delivery_id"],
      ...["state", "reason"],
    ],
  },
  ledger_day: { holds: "figures" },
  outbox: {
    holds: "cases",
    words: ["subject_id"],
    isDropped: true,
    plain: ["kind", "state", "sent_fingerprint", "reason"],
  },
  owner: { holds: "settings", plain: ["owner_id", "user_id", "email", "name"] },
  pipeline: { holds: "settings", plain: ["pipeline_id", "label", "stages"] },
  policy_draft: {
    holds: "policies",
    plain: ["draft_id", "state", "document", "policy", "head"],
  },
  portal: {
    holds: "settings",
    plain: ["state", "mode", "switched_on", "time_zone", "language", "ui_domain", "farewell"],
    secret: ["erasure_salt"],
  },
  portal_grant: { holds: "settings", plain: ["scopes", "currency", "granted_by"] },
  portal_import: { holds: "figures", plain: ["state", "history", "way", "trouble"] },
  portal_import_kind: { holds: "figures", plain: ["kind", "after"] },
  portal_policy: { holds: "policies", plain: ["policy"] },
  portal_role: {
    holds: "settings",
    plain: ["user_id", "email", "name", "role", "given_by"],
  },
  portal_storage: { holds: "figures", plain: ["kind"] },
  portal_token: { holds: "tokens", secret: ["sealed_access_token", "sealed_refresh_token"] },
  posted_about: {
    holds: "cases",
    customer: { kind: "object", id: "object_id", rows: "deleted" },
    plain: ["channel_id", "message_ts"],
  },
  posted_message: {
    holds: "cases",
    plain: ["channel_id", "message_ts", "team_id", "erasure_id", "left_reason"],
  },
  purged_portal: { holds: "audit", isKept: true, plain: ["cause", "removed"] },
  recurrence: {
    holds: "cases",
    words: ["terms"],
    plain: ["recurrence_key", "category", "product"],
  },
  recurrence_ticket: { holds: "cases", plain: ["ticket_id", "recurrence_key"] },
  regrade_queue: { holds: "customers", customer, plain: ["slot"] },
  regrade_run: {
    holds: "figures",
    customer: { kind: "after_kind", id: "after_id", rows: "deleted" },
    plain: ["slot"],
  },
  settings_job: {
    holds: "policies",
    words: ["result"],
    isDropped: true,
    plain: ["user_id", "job_id", "kind", "title", "document", "state"],
  },
  slack_install_state: {
    holds: "settings",
    plain: ["asked_by"],
    secret: ["secret_hash", "link_hash"],
  },
  slack_installation: {
    holds: "tokens",
    plain: [
      ...["team_id", "bot_user_id", "app_id", "made_by", "team_name", "enterprise_id", "scopes"],
      "installed_by",
    ],
    secret: ["sealed_bot_token"],
  },
  slack_link: { holds: "settings", plain: ["team_id"] },
  survey_access: { holds: "settings", plain: ["access"] },
  survey_answer: {
    holds: "visits",
    customer: { kind: "customer_kind", id: "customer_id", rows: "unnamed" },
    words: ["answer_key", "comment"],
    plain: ["kind", "ticket_id", "source"],
  },
  survey_request: {
    holds: "visits",
    customer: customerOfVisit,
    plain: ["ticket_id", "request_id", "kind", "language"],
  },
  ticket: { holds: "facts", words: ["state", "complaint"], plain: ["ticket_id", "clocks"] },
  ticket_customer: { holds: "facts", customer, plain: ["ticket_id"] },
  ticket_event: { holds: "facts", words: ["event_key", "detail"], plain: ["ticket_id"] },
  ticket_note: {
    holds: "cases",
    words: ["body"],
    plain: ["note_id", "ticket_id", "case_id", "author", "crm_note_id"],
  },
  tier_change: {
    holds: "customers",
    customer,
    words: ["reason", "inherited_id"],
    plain: ["from_tier", "to_tier", "cause", "by_id", "by_name", "inherited_kind"],
  },
  tier_cut: { holds: "figures", plain: ["input_id"] },
  touch: {
    holds: "visits",
    customer: customerOfVisit,
    plain: ["touch_id", "kind", "owner_id", "source"],
  },
  visit: {
    holds: "visits",
    customer: customerOfVisit,
    words: ["visit_id", "suppressed", "shifts"],
    isDropped: true,
    plain: [
      ...["ticket_id", "tier", "owner_id", "state", "reason", "task_id", "kind", "care_id"],
      "channel",
    ],
  },
  visit_call: {
    holds: "visits",
    words: ["visit_id"],
    isDropped: true,
    plain: ["target", "reader"],
  },
  visit_outcome: {
    holds: "visits",
    customer: customerOfVisit,
    words: ["visit_id", "form"],
    plain: ["owner_id", "by_id", "by_name", "act_key"],
  },
  visit_shortage: { holds: "visits", words: ["shortage"], isDropped: true },
  visit_task: {
    holds: "visits",
    words: ["visit_id", "seen", "writing"],
    isDropped: true,
    plain: ["task_id", "state"],
  },
  // Of the app, of no account.
  web_process: { holds: "settings", plain: ["process_id"] },
} as const satisfies Readonly<Record<string, TableRule>>;

/** The tables of a portal in the order in which they are deleted: the portal itself goes last. */
export function cataloguedTables(): readonly (TableRule & { readonly table: string })[] {
  const rules: Readonly<Record<string, TableRule>> = DATA_CATALOGUE;
  return Object.entries(rules)
    .map(([table, rule]) => ({ ...rule, table }))
    .toSorted((a, b) => rank(a.table) - rank(b.table));
}

/** Without its end a log may be deleted; without its row a portal is unknown. */
function rank(table: string): number {
  if (table === "audit_chain") return 0;
  return table === "portal" ? 2 : 1;
}
