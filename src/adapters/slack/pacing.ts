/**
 * Keeps calls apart, as Slack asks: about one message a second in a channel, one call a second of a
 * method in a workspace. https://docs.slack.dev/apis/web-api/rate-limits
 *
 * A lane lets one call through, then rests. A lane that Slack has closed (429) refuses at once and
 * says for how long, so that nobody waits while holding a lease.
 */
export type Passage =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: string; readonly retryAfterMs: number };

export type Pacing = {
  /** Resolves when the call may be made; calls of one lane start at least `spacingMs` apart. */
  enter(lane: string, spacingMs: number): Promise<Passage>;
  /** Refuses the lane for `forMs`, waiting calls too. */
  close(lane: string, forMs: number): void;
};

/** How many calls may wait in a lane; at one a second the last one waits for half a usual lease. */
export const LANE_QUEUE_LIMIT = 15;
const SHORTEST_RETRY_MS = 1000;

type Lane = { waiting: number; last: Promise<void> };

export function createPacing(deps: {
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds since some fixed point; never moved by hand as a time source may be. */
  readonly elapsedMs: () => number;
}): Pacing {
  const lanes = new Map<string, Lane>();
  const closedUntil = new Map<string, number>();

  function closedFor(name: string): number {
    const until = closedUntil.get(name);
    if (until === undefined) return 0;
    const leftMs = until - deps.elapsedMs();
    if (leftMs <= 0) closedUntil.delete(name);
    return Math.max(0, leftMs);
  }

  function passage(name: string): Passage {
    const retryAfterMs = closedFor(name);
    return retryAfterMs === 0
      ? { ok: true }
      : { ok: false, reason: "rate_limited", retryAfterMs: Math.ceil(retryAfterMs) };
  }

  async function rest(turn: Promise<void>, spacingMs: number): Promise<void> {
    await turn;
    if (spacingMs > 0) await deps.wait(spacingMs);
  }

  return {
    async enter(name, spacingMs) {
      if (closedFor(name) > 0) return passage(name);
      const lane = lanes.get(name) ?? { waiting: 0, last: Promise.resolve() };
      if (lane.waiting >= LANE_QUEUE_LIMIT) {
        const retryAfterMs = Math.max(SHORTEST_RETRY_MS, lane.waiting * spacingMs);
        return { ok: false, reason: "queue_full", retryAfterMs };
      }
      lanes.set(name, lane);
      lane.waiting += 1;
      const turn = lane.last;
      const rested = rest(turn, spacingMs);
      lane.last = rested;
      await turn;
      lane.waiting -= 1;
      void rested.then(() => {
        if (lane.last === rested) lanes.delete(name);
      });
      return passage(name);
    },
    close(name, forMs) {
      closedUntil.set(name, deps.elapsedMs() + forMs);
    },
  };
}
