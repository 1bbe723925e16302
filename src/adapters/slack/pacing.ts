/**
 * Keeps calls apart, as Slack asks: about one message a second in a channel, so many calls a minute of a
 * method in a workspace. https://docs.slack.dev/apis/web-api/rate-limits
 *
 * A lane lets one call through, then rests. Whoever would have to wait for long is refused and told when
 * to come again, so that nobody waits while holding a lease; so is everybody while Slack has closed the
 * lane (429).
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

/** How many spacings a call waits at most for its turn before it is sent away. */
export const PATIENCE_SPACINGS = 2;
/** Lanes that were not used for a while are forgotten when there are more. */
const LANES_LIMIT = 10_000;

type Lane = {
  /** When the next call may be made. */
  freeAt: number;
  /** When the last of those who were sent away was told to come. */
  promisedAt: number;
  closedUntil: number;
};

export function createPacing(deps: {
  readonly wait: (ms: number) => Promise<void>;
  /** Milliseconds since some fixed point; never moved by hand as a time source may be. */
  readonly elapsedMs: () => number;
}): Pacing {
  const lanes = new Map<string, Lane>();

  function laneOf(name: string): Lane {
    const lane = lanes.get(name) ?? { freeAt: 0, promisedAt: 0, closedUntil: 0 };
    lanes.delete(name);
    lanes.set(name, lane);
    const [oldest] = lanes.keys();
    if (lanes.size > LANES_LIMIT && oldest !== undefined) lanes.delete(oldest);
    return lane;
  }

  /** One after another also when they come again, so that they do not all come at once. */
  function sentAway(lane: Lane, reason: string, spacingMs: number): Passage {
    const from = Math.max(lane.freeAt, lane.promisedAt, lane.closedUntil);
    lane.promisedAt = from + spacingMs;
    return { ok: false, reason, retryAfterMs: Math.ceil(from - deps.elapsedMs()) };
  }

  return {
    async enter(name, spacingMs) {
      const lane = laneOf(name);
      const now = deps.elapsedMs();
      if (lane.closedUntil > now) return sentAway(lane, "rate_limited", spacingMs);
      const waitMs = Math.max(0, lane.freeAt - now);
      if (waitMs > PATIENCE_SPACINGS * spacingMs) return sentAway(lane, "not_its_turn", spacingMs);
      lane.freeAt = now + waitMs + spacingMs;
      if (waitMs > 0) await deps.wait(waitMs);
      const isClosed = lane.closedUntil > deps.elapsedMs();
      return isClosed ? sentAway(lane, "rate_limited", spacingMs) : { ok: true };
    },
    close(name, forMs) {
      laneOf(name).closedUntil = deps.elapsedMs() + forMs;
    },
  };
}
