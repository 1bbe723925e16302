import { verifySlackRequest } from "@slack/bolt";
import express, { type ErrorRequestHandler, type RequestHandler } from "express";
import type { Logger } from "../../ports/logger.ts";
import type { TimeSource } from "../../ports/time-source.ts";

/**
 * Lets only requests through that Slack has signed within the last five minutes. Bolt's own check is
 * not used: it reads the machine's clock, takes any version prefix and stamps from the future.
 * https://docs.slack.dev/authentication/verifying-requests-from-slack
 */
const BODY_LIMIT_BYTES = 1_000_000;
const FUTURE_LIMIT_SECONDS = 60;
const WHOLE_SECONDS = /^\d{1,12}$/;

export function requestGuard(deps: {
  readonly signingSecret: string;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
}): readonly (RequestHandler | ErrorRequestHandler)[] {
  const readRawBody = express.raw({ type: () => true, limit: BODY_LIMIT_BYTES, inflate: false });

  // biome-ignore lint/complexity/useMaxParams: express knows an error handler by its four parameters.
  const refuseUnread: ErrorRequestHandler = (error, _request, response, _next) => {
    deps.logger.warn({ reason: error.type }, "a request to the Slack address could not be read");
    response.sendStatus(error.status ?? 400);
  };

  const verify: RequestHandler = (request, response, next) => {
    const reason = refusalOf(deps, request);
    if (reason !== null) {
      deps.logger.warn({ reason }, "a request to the Slack address was refused");
      response.sendStatus(401);
      return;
    }
    // Bolt parses these bytes instead of the stream, which has been read.
    Object.assign(request, { rawBody: request.body });
    next();
  };

  return [readRawBody, refuseUnread, verify];
}

function refusalOf(
  deps: { readonly signingSecret: string; readonly timeSource: TimeSource },
  request: Parameters<RequestHandler>[0],
): string | null {
  const timestamp = request.get("x-slack-request-timestamp") ?? "";
  const signature = request.get("x-slack-signature") ?? "";
  if (!WHOLE_SECONDS.test(timestamp) || signature === "") return "not_signed";
  const nowMilliseconds = deps.timeSource.now();
  if (Number(timestamp) > nowMilliseconds / 1000 + FUTURE_LIMIT_SECONDS) return "from_the_future";
  try {
    verifySlackRequest({
      signingSecret: deps.signingSecret,
      body: Buffer.isBuffer(request.body) ? request.body.toString("utf8") : "",
      headers: {
        "x-slack-signature": signature,
        "x-slack-request-timestamp": Number(timestamp),
      },
      nowMilliseconds,
    });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : "not_verified";
  }
}
