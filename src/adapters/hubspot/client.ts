import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { Client } from "@hubspot/api-client";
import { z } from "zod";
import { CallTimeout } from "./call-timeout.ts";
import { readHttpFailure } from "./http-failure.ts";
import { createRecentlyUsed } from "./recently-used.ts";

const MAX_CLIENTS = 1000;
/** For all portals together. */
const MAX_SOCKETS = 128;
const MAX_IDLE_SOCKETS = 32;

/** One client for each portal and token. */
export type Clients = (portalId: string, token: string) => Client;

/**
 * The client retries, limits and times out nothing here: its decorators are a singleton of the
 * process, and it knows no time limit. `call.ts` does all of that.
 */
export function createClients(settings: {
  readonly baseUrl: string;
  readonly timeoutMs: number;
}): Clients {
  const clients = createRecentlyUsed<{ readonly token: string; readonly client: Client }>(
    MAX_CLIENTS,
  );
  const httpAgent = createAgent(settings);
  return (portalId, token) => {
    const known = clients.get(portalId);
    if (known?.token === token) return known.client;
    const client = new Client({
      accessToken: token,
      basePath: settings.baseUrl.replace(/\/+$/, ""),
      httpAgent,
      middleware: [{ pre: (context) => context, post: throwUnlessOk }],
    });
    clients.set(portalId, { token, client });
    return client;
  };
}

const ResponseContext = z.looseObject({
  httpStatusCode: z.number(),
  headers: z.record(z.string(), z.string().optional()),
  body: z.looseObject({
    text: z.custom<() => Promise<string>>((text) => typeof text === "function"),
  }),
});

/**
 * Comes before the client reads the body: it would turn an answer without a content type (a gateway's
 * empty 502) into an error that no longer knows its status.
 */
async function throwUnlessOk(context: unknown): Promise<unknown> {
  const { httpStatusCode, headers, body } = ResponseContext.parse(context);
  if (httpStatusCode >= 200 && httpStatusCode < 300) return context;
  throw readHttpFailure(httpStatusCode, headers, await body.text());
}

/**
 * The client cannot be told to give up a request, so a socket on which nothing moves is closed here;
 * else calls that timed out would pile up as open connections.
 */
function createAgent({ baseUrl, timeoutMs }: { baseUrl: string; timeoutMs: number }): HttpAgent {
  const options = {
    keepAlive: true,
    maxSockets: MAX_SOCKETS,
    maxFreeSockets: MAX_IDLE_SOCKETS,
    timeout: timeoutMs,
  };
  const agent = baseUrl.startsWith("https:") ? new HttpsAgent(options) : new HttpAgent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (connectOptions, callback) => {
    const socket = connect(connectOptions, callback);
    socket?.on("timeout", () => socket.destroy(new CallTimeout(timeoutMs)));
    return socket;
  };
  return agent;
}
