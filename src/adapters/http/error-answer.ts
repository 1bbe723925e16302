import type { ErrorRequestHandler, RequestHandler } from "express";
import type { Logger } from "../../ports/logger.ts";
import { PluginError, type PluginErrorCode } from "../../ports/plugin-error.ts";

export const REQUEST_ID_HEADER = "x-request-id";

/** The only place where a failure becomes a status. */
const STATUS_BY_CODE: Readonly<Record<PluginErrorCode, number>> = {
  crm_unavailable: 502,
  crm_rate_limited: 503,
  crm_locked: 503,
  crm_rejected: 502,
  crm_not_found: 404,
  crm_missing_scope: 502,
  crm_outcome_unknown: 502,
  portal_disconnected: 409,
  store_in_use: 503,
  store_newer_than_program: 503,
  store_unavailable: 503,
  policy_invalid: 422,
  erasure_unfinished: 500,
  purge_unfinished: 500,
  settings_invalid: 500,
};

export function answerNotFound(): RequestHandler {
  return (_request, response) => {
    response.status(404).json({ error: "not_found" });
  };
}

/** Says in the answer no more than the code; the log has the rest under the same request id. */
export function answerErrors(logger: Logger): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: express knows an error handler by its four parameters.
  return (error, request, response, next) => {
    const requestId = response.getHeader(REQUEST_ID_HEADER);
    const { status, code, retryAfterMs } = answerFor(error);
    const fields = { requestId, method: request.method, path: request.path, status, error };
    if (status >= 500) logger.error(fields, "a request failed");
    else logger.info(fields, "a request could not be answered");
    if (response.headersSent) return next(error);
    if (retryAfterMs !== undefined) {
      response.set("retry-after", String(Math.ceil(retryAfterMs / 1_000)));
    }
    response.status(status).json({ error: code, requestId });
  };
}

type ErrorAnswer = {
  readonly status: number;
  readonly code: string;
  readonly retryAfterMs?: number | undefined;
};

function answerFor(error: unknown): ErrorAnswer {
  if (error instanceof PluginError) {
    const { code, retryAfterMs } = error;
    return { status: STATUS_BY_CODE[code], code, retryAfterMs };
  }
  return isBadRequest(error)
    ? { status: error.status, code: "bad_request" }
    : { status: 500, code: "internal" };
}

/** express and its parsers mark what the sender did wrong, e.g. an address that cannot be decoded. */
function isBadRequest(error: unknown): error is Error & { readonly status: number } {
  if (!(error instanceof Error) || !("status" in error)) return false;
  return typeof error.status === "number" && error.status >= 400 && error.status < 500;
}
