import { webApi } from "@slack/bolt";
import type { LocalSlack } from "../../../sandbox/local-slack/create-local-slack.ts";
import { slackLogger } from "../../../src/adapters/slack/slack-logger.ts";
import { team } from "../../adapters/slack/slack-under-test.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

/** Slack's own client, so that what goes over the wire is the real thing. */
export function clientOf(slack: LocalSlack, botToken = team.botToken): webApi.WebClient {
  return new webApi.WebClient(botToken, {
    slackApiUrl: slack.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: slackLogger(createRecordingLogger()),
  });
}

/** The error code of a call that Slack refuses, or `null` when it does not. */
export async function errorOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
    return null;
  } catch (error) {
    if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
    if (error instanceof webApi.WebAPIRateLimitedError) return `429 ${error.retryAfter}`;
    throw error;
  }
}
