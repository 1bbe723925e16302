import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Logger } from "../../src/ports/logger.ts";
import { consentLanguageOf } from "../consent-frame.ts";
import type { Decision, Installs } from "./installs.ts";
import { failed } from "./method.ts";
import type { ResponseUrls } from "./response-urls.ts";
import type { Reply, WebApi } from "./web-api.ts";

/** The addresses that Slack has for an app and for the browser of who installs it. */

const HOST = "127.0.0.1";
const BODY_LIMIT_BYTES = 1_000_000;
export const API_PATH = "/api/";
export const AUTHORIZE_PATH = "/oauth/v2/authorize";

type Handlers = {
  readonly webApi: WebApi;
  readonly responseUrls: ResponseUrls;
  readonly installs: Installs;
};

export async function listen(
  handlers: Handlers,
  options: { readonly port?: number | undefined; readonly logger: Logger },
) {
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
  const { pathname, searchParams } = new URL(request.url ?? "", `http://${HOST}`);
  const body = await bodyOf(request);
  if (pathname === AUTHORIZE_PATH) {
    const { installs } = handlers;
    const language = consentLanguageOf(languagesOf(request));
    if (request.method === "GET") return sendOn(installs.authorize(searchParams, language));
    if (request.method === "POST") {
      return sendOn(installs.decide(new URLSearchParams(body), language));
    }
  }
  if (request.method === "POST" && pathname.startsWith(API_PATH)) {
    const method = pathname.slice(API_PATH.length);
    const authorization = request.headers.authorization ?? "";
    const args = Object.fromEntries(new URLSearchParams(body));
    return handlers.webApi.handle({ method, authorization, args });
  }
  if (request.method === "POST" && pathname.startsWith("/response/")) {
    const answer = handlers.responseUrls.take(pathname, JSON.parse(body));
    return reply(answer.ok ? 200 : 404, answer);
  }
  return reply(404, failed("not_found"));
}

/** The first ones are dearest to a browser, whatever weight it gives them. */
function languagesOf(request: IncomingMessage): readonly string[] {
  const accepted = (request.headers["accept-language"] ?? "").split(",");
  return accepted.map((one) => one.split(";")[0]?.trim() ?? "");
}

function sendOn(decision: Decision): Reply {
  if ("error" in decision) return reply(400, failed(decision.error));
  if ("page" in decision) {
    const headers = { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" };
    return { kind: "answer", status: decision.status, headers, body: decision.page };
  }
  return { kind: "answer", status: 302, headers: { location: decision.location }, body: "" };
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
