/**
 * The changes of a record that intake has a use for, by object, in the names that subscriptions have; and
 * of activities the properties by which one hears of them. What is read of the other objects follows from
 * the policy.
 */
export const USED_CHANGES: Readonly<Record<string, readonly string[]>> = {
  ticket: ["creation", "deletion", "merge", "restore", "associationChange"],
  contact: ["creation", "deletion", "merge", "restore", "privacyDeletion"],
  company: ["creation", "deletion", "merge", "restore"],
  deal: ["creation", "deletion", "merge", "restore", "associationChange"],
  task: ["creation", "deletion", "restore"],
  call: ["creation"],
  meeting: ["creation"],
  email: ["creation"],
  communication: ["creation"],
};

export const ACTIVITY_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  task: ["hs_timestamp", "hs_task_status", "hubspot_owner_id"],
  call: ["hs_call_disposition", "hs_call_status"],
  meeting: ["hs_meeting_outcome"],
  email: ["hs_email_status"],
  communication: [],
};
