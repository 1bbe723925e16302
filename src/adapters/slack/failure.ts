import { webApi } from "@slack/bolt";
import { z } from "zod";

/**
 * What a failed call means for the question "did it happen?". Slack has no idempotency key, so a call
 * whose answer was lost must not be repeated before somebody has looked.
 */
export type Failure = {
  readonly happened: "no" | "unknown";
  readonly reason: string;
  /** After which the same call may succeed; null when it will not. */
  readonly retryAfterMs: number | null;
};

/** Used when Slack says "slow down" but not for how long; its limits count by the minute. */
export const DEFAULT_RETRY_AFTER_MS = 60_000;
const UNREACHABLE_RETRY_MS = 5_000;

/** Errors after which Slack itself does not know; "some aspect of the operation may have succeeded". */
const UNKNOWN_OUTCOME: readonly string[] = [
  "internal_error",
  "fatal_error",
  "request_timeout",
  "service_unavailable",
];
const SLOW_DOWN: readonly string[] = ["ratelimited", "rate_limited", "message_limit_exceeded"];
/** The connection was never made, so no byte of the request left. */
const NEVER_CONNECTED: readonly string[] = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
];
/** What Slack's error codes look like; an HTML page from a proxy in their place does not. */
const ERROR_CODE = /^[a-z][a-z0-9_]{0,63}$/;

const PlatformData = z.looseObject({
  error: z.string().optional(),
  response_metadata: z.looseObject({ retryAfter: z.number().optional() }).optional(),
});
const WithCode = z.looseObject({ code: z.string() });

/** Reads an error of the client; what is none of its errors is a bug and thrown on. */
export function failureOf(error: unknown): Failure {
  if (error instanceof webApi.WebAPIRateLimitedError) {
    return notHappened("rate_limited", Math.max(1, error.retryAfter) * 1000);
  }
  if (error instanceof webApi.WebAPIPlatformError) return platformFailure(error.data);
  if (error instanceof webApi.WebAPIHTTPError) return httpFailure(error.statusCode);
  if (error instanceof webApi.WebAPIRequestError) return requestFailure(error.original);
  if (error instanceof z.ZodError) return unknown("unreadable_answer");
  throw error;
}

function platformFailure(answer: unknown): Failure {
  const { error = "", response_metadata: metadata } = PlatformData.parse(answer);
  if (!ERROR_CODE.test(error)) return unknown("unreadable_answer");
  if (UNKNOWN_OUTCOME.includes(error)) return unknown(error);
  if (!SLOW_DOWN.includes(error)) return notHappened(error, null);
  const seconds = metadata?.retryAfter;
  return notHappened(error, seconds === undefined ? DEFAULT_RETRY_AFTER_MS : seconds * 1000);
}

/** Other statuses than 5xx come from something on the way, such as a proxy, that let nothing through. */
function httpFailure(status: number): Failure {
  if (status >= 500 || status === 408) return unknown(`http_${status}`);
  return notHappened(`http_${status}`, DEFAULT_RETRY_AFTER_MS);
}

function requestFailure(original: Error): Failure {
  if (original.name === "TimeoutError") return unknown("timeout");
  const { data } = WithCode.safeParse(original.cause);
  if (data !== undefined && NEVER_CONNECTED.includes(data.code)) {
    return notHappened("unreachable", UNREACHABLE_RETRY_MS);
  }
  return unknown("connection_lost");
}

function notHappened(reason: string, retryAfterMs: number | null): Failure {
  return { happened: "no", reason, retryAfterMs };
}

function unknown(reason: string): Failure {
  return { happened: "unknown", reason, retryAfterMs: null };
}
