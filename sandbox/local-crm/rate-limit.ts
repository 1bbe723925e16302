import { randomUUID } from "node:crypto";
import type { Answer } from "./api-answer.ts";

/** HubSpot's limits for an app with OAuth, by installing account; searches count apart. */
export type RateLimits = { readonly perTenSeconds: number; readonly searchPerSecond: number };

export const HUBSPOT_RATE_LIMITS: RateLimits = { perTenSeconds: 110, searchPerSecond: 5 };

const TEN_SECONDS_MS = 10_000;
const SECOND_MS = 1_000;

export type RateLimiter = {
  /** Counts a call; a value comes back when it is one too many. */
  take(portalId: string, isSearch: boolean): Answer | undefined;
  /** The headers of an answer; search answers carry none. */
  headers(portalId: string, isSearch: boolean): Readonly<Record<string, string>>;
};

/** Real time, not sandbox time: a paused or moved clock must neither block nor free anybody. */
export function createRateLimiter(limits: RateLimits | null, elapsedMs: () => number): RateLimiter {
  const calls = new Map<string, number[]>();
  const recent = (key: string, windowMs: number): number[] => {
    const since = elapsedMs() - windowMs;
    const kept = (calls.get(key) ?? []).filter((at) => at > since);
    calls.set(key, kept);
    return kept;
  };
  return {
    take: (portalId, isSearch) => {
      if (limits === null) return undefined;
      const window = isSearch
        ? { key: `search:${portalId}`, ms: SECOND_MS, most: limits.searchPerSecond }
        : { key: portalId, ms: TEN_SECONDS_MS, most: limits.perTenSeconds };
      const made = recent(window.key, window.ms);
      if (made.length >= window.most) return tooMany(isSearch, limits);
      made.push(elapsedMs());
      return undefined;
    },
    headers: (portalId, isSearch) => {
      if (limits === null || isSearch) return {};
      const left = limits.perTenSeconds - recent(portalId, TEN_SECONDS_MS).length;
      return limitHeaders(limits, Math.max(0, left));
    },
  };
}

function tooMany(isSearch: boolean, limits: RateLimits): Answer {
  const window = isSearch ? "secondly" : "ten_secondly_rolling";
  return {
    status: 429,
    headers: isSearch ? {} : limitHeaders(limits, 0),
    body: {
      status: "error",
      message: `You have reached your ${window} limit.`,
      errorType: "RATE_LIMIT",
      correlationId: randomUUID(),
      policyName: isSearch ? "SECONDLY" : "TEN_SECONDLY_ROLLING",
      requestId: randomUUID(),
    },
  };
}

function limitHeaders(limits: RateLimits, remaining: number): Readonly<Record<string, string>> {
  return {
    "X-HubSpot-RateLimit-Max": String(limits.perTenSeconds),
    "X-HubSpot-RateLimit-Remaining": String(remaining),
    "X-HubSpot-RateLimit-Interval-Milliseconds": String(TEN_SECONDS_MS),
  };
}
