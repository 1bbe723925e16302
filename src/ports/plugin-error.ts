/** Stable codes of operational failures; the HTTP edge maps them to status codes, the runner to retries. */
export type PluginErrorCode =
  | "crm_unavailable"
  | "crm_rate_limited"
  | "crm_locked"
  | "crm_rejected"
  | "crm_not_found"
  | "crm_missing_scope"
  | "crm_outcome_unknown"
  | "portal_disconnected"
  | "store_in_use"
  | "store_newer_than_program"
  | "store_unavailable"
  | "policy_invalid"
  | "erasure_unfinished"
  | "purge_unfinished"
  | "settings_invalid";

/** An operational failure: something outside did not work. Bugs fail an `invariant` instead. */
export class PluginError extends Error {
  readonly code: PluginErrorCode;
  /** Whether the same call may succeed later and may be repeated safely. */
  readonly retryable: boolean;
  /** How long the other side asked us to wait. */
  readonly retryAfterMs: number | undefined;

  constructor(
    code: PluginErrorCode,
    message: string,
    options: { retryable?: boolean; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, { cause: options.cause });
    this.name = "PluginError";
    this.code = code;
    this.retryable = options.retryable ?? false;
    this.retryAfterMs = options.retryAfterMs;
  }
}
