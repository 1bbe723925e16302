import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Router,
} from "express";
import type { Delivery, EventLedger } from "../src/ports/event-ledger.ts";
import type { Logger } from "../src/ports/logger.ts";
import { PluginError } from "../src/ports/plugin-error.ts";
import type { Portals } from "../src/ports/store.ts";
import type { TimeSource } from "../src/ports/time-source.ts";
import { groupByPortal, type PortalPart, parseBody } from "./delivery-body.ts";
import { UNKNOWN_PORTAL_ID } from "./events.ts";
import type { VerifySignature } from "./signature.ts";

export const WEBHOOK_PATH = "/webhooks/hubspot";

export type ReceiverLimits = {
  readonly bodyBytes: number;
  /** HubSpot documents 100. */
  readonly events: number;
  readonly inFlight: number;
  /** HubSpot waits 5 seconds; an honest 503 before that is better than a lost answer. */
  readonly answerWithinMs: number;
};
const RECEIVER_LIMITS: ReceiverLimits = {
  bodyBytes: 1024 * 1024,
  events: 1_000,
  inFlight: 1_000,
  answerWithinMs: 4_500,
};

/** What the receiver tells whoever counts. */
export type DeliveryObserver = {
  /** Called when a delivery arrives; what it returns is called with the status of the answer. */
  arrived(): (status: number) => void;
  /** `dropped` events are of portals that are not connected: acknowledged and not stored. */
  taken(events: { readonly stored: number; readonly dropped: number }): void;
};

export type ReceiverOptions = {
  readonly verify: VerifySignature;
  readonly ledger: Pick<EventLedger, "store">;
  readonly portals: Pick<Portals, "known">;
  readonly timeSource: TimeSource;
  readonly logger: Logger;
  readonly newDeliveryId: () => string;
  readonly observer?: DeliveryObserver;
  readonly limits?: Partial<ReceiverLimits>;
};

/** Status of a request whose sender went away before the answer. */
const STATUS_ABORTED = 499;

/**
 * HubSpot's way in: verify the raw bytes, store the delivery as it came, answer 204 only when it is
 * committed. All other work starts from the ledger. Mount it before anything that reads bodies.
 */
export function createReceiver(options: ReceiverOptions): Router {
  const limits = { ...RECEIVER_LIMITS, ...options.limits };
  const router = express.Router();
  router.post(
    WEBHOOK_PATH,
    limitInFlight(limits.inFlight, options.observer),
    // Inflating would hide from the signature what really came, and make small bodies big.
    express.raw({ type: () => true, limit: limits.bodyBytes, inflate: false }),
    async (request, response) => {
      const answer = await receive(request, options, limits);
      if (!answer.ok) options.logger.warn(answer, "a webhook delivery was refused");
      response.status(answer.ok ? 204 : answer.status).end();
    },
  );
  router.use(WEBHOOK_PATH, answerUnreadable(options.logger));
  return router;
}

type Answer =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: number; readonly reason: string };

async function receive(
  request: Request,
  options: ReceiverOptions,
  limits: ReceiverLimits,
): Promise<Answer> {
  const rawBody = bodyOf(request);
  const { method, originalUrl, headers } = request;
  const check = options.verify({ method, originalUrl, rawBody, headers });
  if (!check.ok) return { ok: false, status: 401, reason: check.reason };
  const body = parseBody(rawBody);
  if (!body.ok) return { ok: false, status: 400, reason: body.reason };
  if (body.events.length > limits.events) {
    return { ok: false, status: 413, reason: "too_many_events" };
  }
  try {
    await within(limits.answerWithinMs, storeParts(groupByPortal(body), options));
    return { ok: true };
  } catch (error) {
    // HubSpot tries again for a day, so nothing is lost; whatever the cause was, it is not HubSpot's.
    options.logger.error({ error }, "a webhook delivery could not be stored");
    return { ok: false, status: 503, reason: "not_stored" };
  }
}

async function storeParts(parts: readonly PortalPart[], options: ReceiverOptions): Promise<void> {
  const known = await options.portals.known(parts.map((part) => part.portalId));
  const isKept = (part: PortalPart): boolean =>
    known.has(part.portalId) || part.portalId === UNKNOWN_PORTAL_ID;
  const kept = parts.filter(isKept);
  if (kept.length > 0) {
    const receivedAt = options.timeSource.now();
    const deliveries = kept.map(
      (part): Delivery => ({ ...part, deliveryId: options.newDeliveryId(), receivedAt }),
    );
    await options.ledger.store(deliveries);
    for (const { portalId, deliveryId, eventCount: events } of deliveries) {
      options.logger.debug({ portalId, deliveryId, events }, "a webhook delivery is stored");
    }
  }
  const dropped = parts.filter((part) => !isKept(part));
  options.observer?.taken({ stored: eventsOf(kept), dropped: eventsOf(dropped) });
}

function eventsOf(parts: readonly PortalPart[]): number {
  return parts.reduce((sum, part) => sum + part.eventCount, 0);
}

/** Work that takes too long goes on: if it commits after all, the repeated delivery falls on its keys. */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    reject(new PluginError("store_unavailable", `nothing was stored within ${limitMs} ms`));
  }, limitMs);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}

function bodyOf(request: Request): Buffer {
  const body: unknown = request.body;
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
}

function limitInFlight(limit: number, observer: DeliveryObserver | undefined): RequestHandler {
  let inFlight = 0;
  return (_request, response, next) => {
    const answered = observer?.arrived();
    inFlight += 1;
    response.once("close", () => {
      inFlight -= 1;
      answered?.(response.writableFinished ? response.statusCode : STATUS_ABORTED);
    });
    if (inFlight <= limit) next();
    else response.status(503).end();
  };
}

/** Bodies that could not be read: over the limit, compressed, or broken off. Other failures pass on. */
function answerUnreadable(logger: Logger): ErrorRequestHandler {
  // biome-ignore lint/complexity/useMaxParams: express knows an error handler by its four parameters.
  return (error, _request, response, next) => {
    const status = statusOfBodyError(error);
    if (status === null || response.headersSent) return next(error);
    logger.warn({ status, reason: "unreadable_body" }, "a webhook delivery was refused");
    response.status(status).end();
  };
}

function statusOfBodyError(error: unknown): number | null {
  if (!(error instanceof Error) || !("type" in error) || !("status" in error)) return null;
  return typeof error.status === "number" ? error.status : null;
}
