/**
 * What has to be sent. A row says which thing must be brought up to date, not what to say: the sender
 * reads the present state when it sends, so that many changes become one call.
 */
export type OutboxKind =
  | "ticket_properties"
  | "customer_properties"
  | "visit_task"
  | "case_message"
  | "case_thread"
  | "case_page"
  | "case_group"
  | "department_digest"
  | "manager_digest"
  | "policy_notice"
  | "recurrence_notice"
  | "visit_reminder"
  | "complaint_notice"
  | "action_notice"
  | "ticket_note"
  | "connection_notice"
  | "message_removal";
