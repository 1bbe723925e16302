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

/** The page and the bundles that `buildSandbox` made. */
export function servePage(router: Router, bundleDirectory: string): void {
  const page = `${bundleDirectory}/page`;
  router.use("/sandbox/page", filesOf(page, PAGE_POLICY));
  router.use("/sandbox/worker", filesOf(`${bundleDirectory}/worker`, WORKER_POLICY));
  router.use("/sandbox/cards", filesOf(`${bundleDirectory}/cards`, WORKER_POLICY));
  router.get("/", refuseStrangers, (_request, response) => {
    sendWhole(response, { file: join(page, "index.html"), policy: PAGE_POLICY });
  });
}

/** Those that are there at the start; what is in them may change. */
function filesOf(folder: string, policy: string): RequestHandler {
  const files = new Map(readdirSync(folder).map((name) => [`/${name}`, join(folder, name)]));
  return ({ path }, response, next) => {
    const file = files.get(path);
    if (file === undefined) return next();
    sendWhole(response, { file, policy });
  };
}

/**
 * In one go: a file that is read and sent piece by piece waits for its turn after each piece, and while the
 * plugin catches up with the demo a turn is long.
 */
function sendWhole(
  response: Response,
  { file, policy }: { readonly file: string; readonly policy: string },
): void {
  response.set(headersOf(policy)).type(extname(file)).send(readFileSync(file));
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
