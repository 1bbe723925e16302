/**
 * Slack's rate limits as token buckets. `unlisted` is what a commercial app outside the Marketplace
 * gets: one look into a channel's history a minute, 15 messages each.
 * https://docs.slack.dev/apis/web-api/rate-limits
 */
export type RateLimitKind = "none" | "marketplace" | "unlisted";

const MINUTE_MS = 60_000;
const SECOND_MS = 1000;
/** Calls a minute by method: tier 2 is 20, tier 3 is 50, tier 4 is 100. */
const PER_MINUTE: Readonly<Record<string, number>> = {
  "auth.revoke": 50,
  "chat.delete": 50,
  "chat.update": 50,
  "chat.postEphemeral": 100,
  "conversations.history": 50,
  "conversations.replies": 50,
  "conversations.info": 50,
  "conversations.open": 50,
  "users.info": 100,
  "users.list": 20,
  "users.lookupByEmail": 50,
  "views.open": 100,
  "views.publish": 100,
  "views.push": 100,
  "views.update": 100,
};
const UNLISTED_PER_MINUTE: Readonly<Record<string, number>> = {
  "conversations.history": 1,
  "conversations.replies": 1,
};
/** Posts in a row that a channel takes before it asks for one a second. */
const CHANNEL_BURST = 3;

type Bucket = { tokens: number; at: number };

export type RateLimits = {
  /** Counts a call; answers how many seconds to wait, or null when it may go on. */
  take(call: {
    readonly teamId: string;
    readonly method: string;
    readonly channelId: string;
  }): number | null;
};

export function createRateLimits(kind: RateLimitKind, elapsedMs: () => number): RateLimits {
  const buckets = new Map<string, Bucket>();

  function takeFrom(key: string, capacity: number, refillMs: number): number | null {
    const now = elapsedMs();
    const bucket = buckets.get(key) ?? { tokens: capacity, at: now };
    const tokens = Math.min(capacity, bucket.tokens + (now - bucket.at) / refillMs);
    const isFree = tokens >= 1;
    buckets.set(key, { tokens: isFree ? tokens - 1 : tokens, at: now });
    return isFree ? null : Math.max(1, Math.ceil(((1 - tokens) * refillMs) / SECOND_MS));
  }

  return {
    take({ teamId, method, channelId }) {
      if (kind === "none") return null;
      if (method === "chat.postMessage") {
        return takeFrom(`${teamId} ${channelId}`, CHANNEL_BURST, SECOND_MS);
      }
      const unlisted = kind === "unlisted" ? UNLISTED_PER_MINUTE[method] : undefined;
      const perMinute = unlisted ?? PER_MINUTE[method];
      if (perMinute === undefined) return null;
      return takeFrom(`${teamId} ${method}`, perMinute, MINUTE_MS / perMinute);
    },
  };
}
