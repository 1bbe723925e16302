import express, { type NextFunction, type Request, type Response, type Router } from "express";

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
  const headers =
    (policy: string) => (response: { setHeader(name: string, value: string): void }) => {
      response.setHeader("content-security-policy", policy);
      response.setHeader("x-content-type-options", "nosniff");
      response.setHeader("referrer-policy", "no-referrer");
      // Bundles have fixed names, so the browser has to ask whether they changed.
      response.setHeader("cache-control", "no-cache");
    };
  const page = express.static(`${bundleDirectory}/page`, { setHeaders: headers(PAGE_POLICY) });
  const worker = express.static(`${bundleDirectory}/worker`, {
    setHeaders: headers(WORKER_POLICY),
  });
  const cards = express.static(`${bundleDirectory}/cards`, { setHeaders: headers(WORKER_POLICY) });
  router.use("/sandbox/page", page);
  router.use("/sandbox/worker", worker);
  router.use("/sandbox/cards", cards);
  router.get("/", refuseStrangers, (_request, response) => {
    headers(PAGE_POLICY)(response);
    response.sendFile("index.html", { root: `${bundleDirectory}/page` });
  });
}

/** Refuses other machines, and names that lead here from the outside (DNS rebinding). */
export function refuseStrangers(request: Request, response: Response, next: NextFunction): void {
  const address = request.socket.remoteAddress ?? "";
  const host = (request.headers.host ?? "").replace(/:\d+$/, "");
  if (LOCAL_ADDRESSES.includes(address) && LOCAL_HOSTS.includes(host)) next();
  else response.status(403).json({ error: "the sandbox serves this machine only" });
}
