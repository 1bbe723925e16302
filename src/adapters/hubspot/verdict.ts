import { PluginError, type PluginErrorCode } from "../../ports/plugin-error.ts";
import { CallTimeout } from "./call-timeout.ts";
import { HttpFailure } from "./http-failure.ts";

/**
 * What a failed call means: repeat it (after `waitMs`, or after a back-off when that is null), refresh
 * the token first, or give up. `error` is what the caller gets if it is not tried again;
 * `isPortalLimit` says that other calls of the portal would fare the same.
 */
export type Verdict = {
  readonly next: "repeat" | "refresh" | "give_up";
  readonly waitMs: number | null;
  readonly isPortalLimit: boolean;
  readonly error: PluginError;
};

export type FailedCall = {
  readonly portalId: string;
  /** Method and path template. */
  readonly path: string;
  /** Whether doing it twice does no more than doing it once. */
  readonly isRepeatable: boolean;
};

const ROLLING_LIMIT_WAIT_MS = 10_000;
const SECOND_LIMIT_WAIT_MS = 1_000;
const DAILY_LIMIT_WAIT_MS = 60 * 60_000;
/** HubSpot holds the lock of a record for 2 s. */
const LOCK_WAIT_MS = 2_000;
/** The account moves between data centres; HubSpot says for how long, up to a day. */
const MOVE_WAIT_MS = 10 * 60_000;

/** With these no byte of the request left. */
const NOT_REACHED = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

export function judge(error: unknown, call: FailedCall): Verdict {
  if (error instanceof HttpFailure) return judgeStatus(error, call);
  if (error instanceof CallTimeout) return judgeLost(call, error.message, error);
  const code = networkCode(error);
  // What the client's parser throws quotes the body, so it is not kept as the cause.
  if (code === null) return judgeLost(call, "gave an answer that cannot be read", undefined);
  if (!NOT_REACHED.includes(code)) return judgeLost(call, `broke the connection, ${code}`, error);
  return repeat(unavailable(call, `was not reached, ${code}`, error));
}

function judgeStatus(failure: HttpFailure, call: FailedCall): Verdict {
  switch (failure.status) {
    case 401:
      return { ...refused("portal_disconnected", failure, call), next: "refresh" };
    case 403:
      return refused("crm_missing_scope", failure, call);
    case 404:
      return refused("crm_not_found", failure, call);
    case 423:
      return judgeLock(failure, call);
    case 429:
      return judgeRateLimit(failure, call);
    case 477:
      return judgeMove(failure, call);
    case 408:
      return judgeLost(call, `answered ${failure.describe()}`, failure);
    default:
      if (failure.status < 500) return refused("crm_rejected", failure, call);
      return judgeLost(call, `answered ${failure.describe()}`, failure);
  }
}

function refused(code: PluginErrorCode, failure: HttpFailure, call: FailedCall): Verdict {
  return giveUp(
    new PluginError(code, sentence(call, `answered ${failure.describe()}`), { cause: failure }),
  );
}

function judgeLock(failure: HttpFailure, call: FailedCall): Verdict {
  const waitMs = Math.max(failure.retryAfterMs ?? 0, LOCK_WAIT_MS);
  return { ...repeat(later("crm_locked", failure, call)(waitMs)), waitMs };
}

/** The daily limit is not waited for here: nothing goes through for hours. */
function judgeRateLimit(failure: HttpFailure, call: FailedCall): Verdict {
  const waitMs = failure.retryAfterMs ?? limitWaitMs(failure.policyName);
  const error = later("crm_rate_limited", failure, call)(waitMs);
  const verdict = failure.policyName === "DAILY" ? giveUp(error) : repeat(error);
  return { ...verdict, waitMs, isPortalLimit: true };
}

function limitWaitMs(policyName: string | null): number {
  if (policyName === "DAILY") return DAILY_LIMIT_WAIT_MS;
  return policyName === "SECONDLY" ? SECOND_LIMIT_WAIT_MS : ROLLING_LIMIT_WAIT_MS;
}

function judgeMove(failure: HttpFailure, call: FailedCall): Verdict {
  const waitMs = failure.retryAfterMs ?? MOVE_WAIT_MS;
  return giveUp(later("crm_unavailable", failure, call)(waitMs));
}

/** HubSpot may or may not have done it. */
function judgeLost(call: FailedCall, what: string, cause: unknown): Verdict {
  if (call.isRepeatable) return repeat(unavailable(call, what, cause));
  return giveUp(new PluginError("crm_outcome_unknown", sentence(call, what), { cause }));
}

function unavailable(call: FailedCall, what: string, cause: unknown): PluginError {
  return new PluginError("crm_unavailable", sentence(call, what), { retryable: true, cause });
}

function later(code: PluginErrorCode, cause: HttpFailure, call: FailedCall) {
  return (retryAfterMs: number) =>
    new PluginError(code, sentence(call, `answered ${cause.describe()}`), {
      retryable: true,
      retryAfterMs,
      cause,
    });
}

function repeat(error: PluginError): Verdict {
  return { next: "repeat", waitMs: null, isPortalLimit: false, error };
}

function giveUp(error: PluginError): Verdict {
  return { next: "give_up", waitMs: null, isPortalLimit: false, error };
}

function sentence(call: FailedCall, what: string): string {
  return `${call.path} of portal ${call.portalId} ${what}`;
}

/** Node's own requests have the code on the error, `fetch` on its cause. */
function networkCode(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "string") return error.code;
  return networkCode(error.cause);
}
