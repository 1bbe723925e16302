import PQueue from "p-queue";
import { PluginError } from "../../ports/plugin-error.ts";
import { createRecentlyUsed } from "./recently-used.ts";

/** HubSpot counts searches apart from everything else. */
export type RequestKind = "general" | "search";

/**
 * Decides when a call to HubSpot may start. One process has its own; processes that share a portal
 * will one day share one through the database behind this type.
 */
export type Limiter = {
  /** Runs `work` as soon as the limits of the portal allow; throws `crm_rate_limited` when too many wait or it would take too long. */
  schedule<T>(portalId: string, kind: RequestKind, work: () => Promise<T>): Promise<T>;
  /** HubSpot said that a limit is reached: nothing of this kind starts for this portal during `ms`. */
  hold(portalId: string, kind: RequestKind, ms: number): void;
};

export type RequestLimits = {
  readonly requestsPerSecond: number;
  readonly searchesPerSecond: number;
  /** Calls of one portal under way at the same time. */
  readonly concurrency: number;
};

/** HubSpot allows 110 requests in 10 s and 5 searches a second; certification asks for 100 in 10 s. */
export const HUBSPOT_LIMITS: RequestLimits = {
  requestsPerSecond: 9,
  searchesPerSecond: 4,
  concurrency: 8,
};

/** More waiting calls than this, or a longer wait, and callers had better come back later. */
export const MAX_WAITING_CALLS = 1000;
export const MAX_QUEUE_MS = 20_000;
const MAX_QUEUES = 2000;
const WINDOW_MS = 1000;

type Line = { readonly queue: PQueue; readonly perSecond: number; holds: number };

export function createLimiter(options: {
  readonly limits: RequestLimits;
  wait(ms: number): Promise<void>;
}): Limiter {
  const lines = createRecentlyUsed<Line>(MAX_QUEUES, isIdle);

  function lineOf(portalId: string, kind: RequestKind): Line {
    const key = `${portalId}/${kind}`;
    const known = lines.get(key);
    if (known) return known;
    const made = createLine(options.limits, kind);
    lines.set(key, made);
    return made;
  }

  return {
    schedule(portalId, kind, work) {
      const { queue, perSecond } = lineOf(portalId, kind);
      if (queue.size < MAX_WAITING_CALLS) return enqueue(queue, portalId, work);
      const retryAfterMs = Math.ceil(queue.size / perSecond) * WINDOW_MS;
      return Promise.reject(tooMany(portalId, retryAfterMs));
    },
    hold(portalId, kind, ms) {
      const line = lineOf(portalId, kind);
      line.holds += 1;
      line.queue.pause();
      void options.wait(ms).finally(() => {
        line.holds -= 1;
        if (line.holds === 0) line.queue.start();
      });
    },
  };
}

function enqueue<T>(queue: PQueue, portalId: string, work: () => Promise<T>): Promise<T> {
  const patience = new AbortController();
  const timer = setTimeout(() => patience.abort(tooMany(portalId, MAX_QUEUE_MS)), MAX_QUEUE_MS);
  const workInTime = () => {
    clearTimeout(timer);
    return work();
  };
  return queue.add(workInTime, { signal: patience.signal });
}

function tooMany(portalId: string, retryAfterMs: number): PluginError {
  return new PluginError("crm_rate_limited", `too many calls of portal ${portalId} wait already`, {
    retryable: true,
    retryAfterMs,
  });
}

function createLine(limits: RequestLimits, kind: RequestKind): Line {
  const perSecond = kind === "search" ? limits.searchesPerSecond : limits.requestsPerSecond;
  const queue = new PQueue({
    concurrency: limits.concurrency,
    interval: WINDOW_MS,
    intervalCap: perSecond,
    // Fixed windows would let twice the limit through around their border.
    strict: true,
  });
  return { queue, perSecond, holds: 0 };
}

function isIdle({ queue, holds }: Line): boolean {
  return queue.size === 0 && queue.pending === 0 && holds === 0;
}
