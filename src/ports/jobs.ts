/** Work that is periodic or long, never on the way of an event. The one list: each has a queue of its own. */
export const JOB_NAMES = [
  "plan_visits",
  "turn_actions",
  "refresh_portals",
  "maintain_store",
  "measure_storage",
  "request_digest",
  "apply_policy",
  "look_at_policy",
  "read_deals",
  "regrade_customers",
  "regrade_due",
  "read_surveys",
  "find_recurrences",
  "sync_visits",
  "read_touches",
  "remind_visits",
  "catch_up",
  "erase_person",
  "apply_retention",
  "purge_portal",
  "import_portal",
  "sweep_gaps",
  "prove_ledger",
  "follow_journal",
] as const;
export type JobName = (typeof JOB_NAMES)[number];

/**
 * Runs each job once however many processes there are, with retry, back-off and dead letters. A slot
 * (e.g. `2026-03-27`) names the turn: the same job and slot is done once.
 */
export type Jobs = {
  /** Starts working; a handler that throws is tried again, so it must be safe to run twice. */
  start(handlers: Readonly<Record<JobName, (slot: string) => Promise<void>>>): Promise<void>;
  send(name: JobName, slot: string): Promise<void>;
  /** Lets running jobs end, up to `graceMs`. */
  stop(graceMs: number): Promise<void>;
};
