import express, { type Router } from "express";

export type HealthOptions = {
  /** Null when everything that was started is ready; else what is missing, e.g. `starting` or `stopping`. */
  readonly notReadyBecause: () => string | null;
  /** Throws when the store does not answer. */
  readonly pingStore: () => Promise<void>;
  readonly metrics: { readonly contentType: string; metrics(): Promise<string> };
};

/** `/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: for Prometheus. */
export function createHealthRoutes(options: HealthOptions): Router {
  const router = express.Router();
  router.get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
  router.get("/readyz", async (_request, response) => {
    const reason = options.notReadyBecause() ?? (await storeTrouble(options.pingStore));
    response.set("cache-control", "no-store");
    if (reason === null) response.json({ status: "ready" });
    else response.status(503).json({ status: "not_ready", reason });
  });
  router.get("/metrics", async (_request, response) => {
    const text = await options.metrics.metrics();
    response.set("content-type", options.metrics.contentType).send(text);
  });
  return router;
}

/** The cause stays inside: this answer may be seen from the internet, and it may name hosts. */
async function storeTrouble(pingStore: () => Promise<void>): Promise<string | null> {
  try {
    await pingStore();
    return null;
  } catch {
    return "store_unavailable";
  }
}
