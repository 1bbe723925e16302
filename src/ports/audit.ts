/** What was done, by whom, kept for good. */

/** Where something was done: `settings` is the page in the CRM, `aftercare` nobody but the plugin. */
export type Origin = "card" | "slack" | "cli" | "crm" | "settings" | "aftercare";

export type AuditValues = Readonly<Record<string, string | number | boolean | null>>;

export type AuditEntry = {
  readonly at: number;
  /** Person or `aftercare`. */
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly detail: AuditValues;
  readonly from?: Origin | undefined;
  /** What was so before and after, where that is known. */
  readonly before?: AuditValues | undefined;
  readonly after?: AuditValues | undefined;
};

export type Audit = {
  append(portalId: string, entries: readonly AuditEntry[]): Promise<void>;
  of(portalId: string, subject: string, limit: number): Promise<readonly AuditEntry[]>;
  /** Until the transaction ends nobody else who locks it writes of this subject. */
  lock(portalId: string, subject: string): Promise<void>;
};
