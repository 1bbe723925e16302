import { readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";
import type { NextFunction, Request, RequestHandler, Response, Router } from "express";

const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: https:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join("; ");

/** A worker does not take its page's policy, so a card's `fetch` is cut off here, as it is in HubSpot. */
const WORKER_POLICY = "default-src 'none'; script-src 'self'; connect-src 'none'";

const LOCAL_HOSTS = ["localhost", "127.0.0.1", "[::1]"];
const LOCAL_ADDRESSES = ["127.0.0.1", "::1", "::ffff:127.0.0.1"];

/** The page and the bundles that `buildSandbox` made, from memory. */
export function servePage(router: Router, bundleDirectory: string): void {
  router.use("/sandbox/page", kept(`${bundleDirectory}/page`, PAGE_POLICY));
  router.use("/sandbox/worker", kept(`${bundleDirectory}/worker`, WORKER_POLICY));
  router.use("/sandbox/cards", kept(`${bundleDirectory}/cards`, WORKER_POLICY));
  const index = readFileSync(`${bundleDirectory}/page/index.html`);
  router.get("/", refuseStrangers, (_request, response) => {
    response.set(headersOf(PAGE_POLICY)).type("html").send(index);
  });
}

/**
 * The files of a folder. Sent in one go: a file that is read piece by piece waits for its turn after each
 * piece, and while the plugin catches up with the demo a turn is long.
 */
function kept(folder: string, policy: string): RequestHandler {
  const files = new Map(
    readdirSync(folder).map((name) => [`/${name}`, readFileSync(join(folder, name))]),
  );
  return ({ path }, response, next) => {
    const content = files.get(path);
    if (content === undefined) return next();
    response.set(headersOf(policy)).type(extname(path)).send(content);
  };
}

function headersOf(policy: string): Record<string, string> {
  return {
    "content-security-policy": policy,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    // Bundles have fixed names, so the browser has to ask whether they changed.
    "cache-control": "no-cache",
  };
}

/** Refuses other machines, and names that lead here from the outside (DNS rebinding). */
export function refuseStrangers(request: Request, response: Response, next: NextFunction): void {
  const address = request.socket.remoteAddress ?? "";
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (LOCAL_ADDRESSES.includes(address) && LOCAL_HOSTS.includes(host)) next();
  else response.status(403).json({ error: "the sandbox serves this machine only" });
}
