import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Logger } from "../../src/ports/logger.ts";
import type { TimeSource } from "../../src/ports/time-source.ts";
import { createFaults, type Faults } from "./faults.ts";
import { failed } from "./method.ts";
import { type Press, pressPayload, type SignedRequest, signedForm, signedJson } from "./press.ts";
import { createRateLimits, type RateLimitKind } from "./rate-limits.ts";
import { type RemovalEvent, removalPayload } from "./removal.ts";
import { createResponseUrls, type ResponseUrls } from "./response-urls.ts";
import { createWebApi, type ReceivedCall, type Reply, type WebApi } from "./web-api.ts";
import {
  type Change,
  createWorkspaces,
  type LocalChannel,
  type LocalEphemeral,
  type LocalMessage,
  type LocalTeam,
  type LocalUser,
  type Workspaces,
} from "./workspace.ts";

/**
 * A Slack on this machine: the Web API methods that Aftercare uses over real HTTP, signed button
 * presses and events, answers to their response address. It listens on the loopback address only.
 */
export type LocalSlackOptions = {
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly signingSecret: string;
  /** Where button presses go; asked at every press, because the plugin may start later. */
  readonly interactivityUrl: () => string;
  readonly teams: readonly LocalTeam[];
  readonly users: readonly LocalUser[];
  readonly channels: readonly LocalChannel[];
  readonly rateLimits?: RateLimitKind;
  /** Real time by default: limits are counted by it, however the time source is moved. */
  readonly elapsedMs?: () => number;
  /** Most messages in one answer of the history. */
  readonly historyLimit?: number;
  /** Slack may drop metadata whose type no manifest declares. */
  readonly dropsMetadata?: boolean;
  readonly port?: number;
};

export type LocalSlack = {
  /** For `slackApiUrl` of the clients. */
  readonly apiUrl: string;
  readonly faults: Faults;
  channels(): readonly LocalChannel[];
  users(): readonly LocalUser[];
  /** Oldest first. */
  messages(channelId: string): readonly LocalMessage[];
  /** What one person was told alone, oldest first. */
  ephemerals(channelId: string, userId: string): readonly LocalEphemeral[];
  changeChannel(channelId: string, change: Partial<LocalChannel>): void;
  /** The latest calls of the Web API, oldest first. */
  calls(): readonly ReceivedCall[];
  /** Presses a button; the status of the plugin's answer (Slack shows an error unless it is 200), null without one. */
  press(press: Press): Promise<number | null>;
  /** Tells that the app was removed from a workspace; the status of the plugin's answer. */
  tellRemoval(teamId: string, event: RemovalEvent): Promise<number | null>;
  /** The request that a press would send. */
  requestOf(press: Press): SignedRequest;
  on(event: "change", listener: (change: Change) => void): () => void;
  stop(): Promise<void>;
};

const HOST = "127.0.0.1";
const BODY_LIMIT_BYTES = 1_000_000;
const PRESS_TIMEOUT_MS = 5_000;
const HISTORY_LIMIT = 999;
const UNLISTED_HISTORY_LIMIT = 15;

export async function createLocalSlack(options: LocalSlackOptions): Promise<LocalSlack> {
  const workspaces = createWorkspaces(options);
  const faults = createFaults();
  const rateLimits = options.rateLimits ?? "marketplace";
  const elapsedMs = options.elapsedMs ?? (() => performance.now());
  const usualLimit = rateLimits === "unlisted" ? UNLISTED_HISTORY_LIMIT : HISTORY_LIMIT;
  const webApi = createWebApi({
    workspaces,
    faults,
    limits: createRateLimits(rateLimits, elapsedMs),
    historyLimit: options.historyLimit ?? usualLimit,
    dropsMetadata: options.dropsMetadata ?? false,
  });
  const responseUrls = createResponseUrls(workspaces, () => options.timeSource.now());
  const server = await listen({ webApi, responseUrls }, options);

  function requestOf(press: Press): SignedRequest {
    const responseUrl = `${server.origin}${responseUrls.make(press.channelId, press.userId)}`;
    const payload = pressPayload(workspaces, press, responseUrl);
    const { signingSecret, timeSource } = options;
    return signedForm(payload, { signingSecret, at: timeSource.now() });
  }

  return {
    ...views(workspaces),
    apiUrl: `${server.origin}/api/`,
    faults: { next: faults.next, clear: faults.clear },
    calls: webApi.calls,
    requestOf,
    press: async (press) => send(requestOf(press), options),
    tellRemoval: async (teamId, event) => {
      const team = options.teams.find((one) => one.teamId === teamId);
      if (team === undefined) throw new Error(`There is no workspace ${teamId}`);
      const at = options.timeSource.now();
      const signing = { signingSecret: options.signingSecret, at };
      return send(signedJson(removalPayload(event, team, at), signing), options);
    },
    stop: server.stop,
  };
}

function views(workspaces: Workspaces) {
  const { channels, messages, ephemerals, changeChannel, on } = workspaces;
  return { channels, messages, ephemerals, changeChannel, on, users: () => workspaces.users };
}

async function send(request: SignedRequest, options: LocalSlackOptions): Promise<number | null> {
  try {
    const response = await fetch(options.interactivityUrl(), {
      method: "POST",
      body: request.body,
      headers: request.headers,
      signal: AbortSignal.timeout(PRESS_TIMEOUT_MS),
    });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    options.logger.warn({ error: String(error) }, "a request got no answer");
    return null;
  }
}

type Handlers = { readonly webApi: WebApi; readonly responseUrls: ResponseUrls };

async function listen(handlers: Handlers, options: LocalSlackOptions) {
  const server = createServer((request, response) => {
    replyTo(handlers, request).then(
      (reply) => write(response, reply),
      (error: unknown) => {
        options.logger.error({ error: String(error) }, "the local Slack failed");
        response.destroy();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(options.port ?? 0, HOST, resolve);
  });
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { origin: `http://${HOST}:${port}`, stop };
}

async function replyTo(handlers: Handlers, request: IncomingMessage): Promise<Reply> {
  const path = request.url ?? "";
  const body = await bodyOf(request);
  if (request.method === "POST" && path.startsWith("/api/")) {
    const method = path.slice("/api/".length);
    const authorization = request.headers.authorization ?? "";
    const args = Object.fromEntries(new URLSearchParams(body));
    return handlers.webApi.handle({ method, authorization, args });
  }
  if (request.method === "POST" && path.startsWith("/response/")) {
    const answer = handlers.responseUrls.take(path, JSON.parse(body));
    return reply(answer.ok ? 200 : 404, answer);
  }
  return reply(404, failed("not_found"));
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += chunk.length;
    if (bytes > BODY_LIMIT_BYTES) throw new Error(`Body over ${BODY_LIMIT_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function reply(status: number, body: unknown): Reply {
  const headers = { "content-type": "application/json" };
  return { kind: "answer", status, headers, body: JSON.stringify(body) };
}

/** A caller that is left without an answer goes away by itself, or when the server stops. */
function write(response: ServerResponse, reply: Reply): void {
  if (reply.kind === "close") response.destroy();
  if (reply.kind === "answer") response.writeHead(reply.status, reply.headers).end(reply.body);
}
