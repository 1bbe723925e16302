import { webApi } from "@slack/bolt";
import type { Logger } from "../../ports/logger.ts";
import { DEFAULT_RETRY_AFTER_MS } from "./failure.ts";
import { slackLogger } from "./slack-logger.ts";

/** Where and how Slack is called. */
export type SlackClientSettings = {
  /** The sandbox puts its local Slack here. */
  readonly slackApiUrl?: string;
  readonly timeoutMs?: number;
};

export type SlackClients = {
  /** The client of a workspace; made anew when its token has changed. */
  of(teamId: string, botToken: string): webApi.WebClient;
};

const CLIENTS_LIMIT = 200;
const DEFAULT_TIMEOUT_MS = 10_000;

/** One client a workspace, the least recently used one dropped when there are too many. */
export function createSlackClients(logger: Logger, settings: SlackClientSettings): SlackClients {
  const clients = new Map<
    string,
    { readonly botToken: string; readonly client: webApi.WebClient }
  >();
  return {
    of(teamId, botToken) {
      const held = clients.get(teamId);
      const entry =
        held?.botToken === botToken
          ? held
          : { botToken, client: new webApi.WebClient(botToken, clientOptions(logger, settings)) };
      clients.delete(teamId);
      clients.set(teamId, entry);
      const [oldest] = clients.keys();
      if (clients.size > CLIENTS_LIMIT && oldest !== undefined) clients.delete(oldest);
      return entry.client;
    },
  };
}

/**
 * A fresh object for every client, without `headers`: the client writes its token into the headers
 * that it is given, so a shared object would lend one workspace's token to the next. No retries: the
 * client repeats calls whose answer was lost, which posts twice.
 */
export function clientOptions(
  logger: Logger,
  settings: SlackClientSettings,
): webApi.WebClientOptions {
  return {
    ...(settings.slackApiUrl === undefined ? {} : { slackApiUrl: settings.slackApiUrl }),
    timeout: settings.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    allowAbsoluteUrls: false,
    logger: slackLogger(logger),
    fetch: fetchWithRetryAfter,
  };
}

/** The client throws an error without a code for a 429 that does not say for how long; so say it. */
async function fetchWithRetryAfter(
  ...[url, init]: Parameters<webApi.FetchFunction>
): Promise<Response> {
  const response = await fetch(url, init);
  const retryAfter = Number.parseInt(response.headers.get("retry-after") ?? "", 10);
  if (response.status !== 429 || !Number.isNaN(retryAfter)) return response;
  const headers = new Headers(response.headers);
  headers.set("retry-after", String(DEFAULT_RETRY_AFTER_MS / 1000));
  return new Response(await response.text(), { status: 429, headers });
}
