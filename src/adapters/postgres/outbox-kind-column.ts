import { z } from "zod";

/** The column that says of what kind a send is. */
export const OutboxKindColumn = z.enum([
  "ticket_properties",
  "customer_properties",
  "visit_task",
  "case_message",
  "case_thread",
  "case_page",
  "case_group",
  "department_digest",
  "manager_digest",
  "policy_notice",
  "recurrence_notice",
  "visit_reminder",
  "complaint_notice",
  "action_notice",
  "ticket_note",
  "connection_notice",
  "message_removal",
]);
