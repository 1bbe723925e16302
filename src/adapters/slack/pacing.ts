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

export type Lane = { readonly name: string; readonly spacingMs: number };

export type Pacing = {
  /** Resolves when the call may be made; calls of one lane start at least its spacing apart. */
  enter(lane: Lane): Promise<Passage>;
  /**
   * The same for a call that has to pass both: it takes no turn in the first lane while the second one
   * is so full that it would be sent away there.
   */
  enterBoth(first: Lane, second: Lane): Promise<Passage>;
  /** Refuses the lane for `forMs`, waiting calls too. */
  close(lane: string, forMs: number): void;
};

/** How many spacings a call waits at most for its turn before it is sent away. */
export const PATIENCE_SPACINGS = 2;
/** Whoever has waited in one lane already waits longer in the next, rather than lose the turn. */
const SECOND_PATIENCE_SPACINGS = 20;
/** Lanes that were not used for a while are forgotten when there are more. */
const LANES_LIMIT = 10_000;

type Turns = {
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
  const lanes = new Map<string, Turns>();

  function turnsOf(name: string): Turns {
    const turns = lanes.get(name) ?? { freeAt: 0, promisedAt: 0, closedUntil: 0 };
    lanes.delete(name);
    lanes.set(name, turns);
    const [oldest] = lanes.keys();
    if (lanes.size > LANES_LIMIT && oldest !== undefined) lanes.delete(oldest);
    return turns;
  }

  /** One after another also when they come again, so that they do not all come at once. */
  function sentAway(lane: Turns, reason: string, spacingMs: number): Passage {
    const from = Math.max(lane.freeAt, lane.promisedAt, lane.closedUntil);
    lane.promisedAt = from + spacingMs;
    return { ok: false, reason, retryAfterMs: Math.ceil(from - deps.elapsedMs()) };
  }

  function refusalOf({ name, spacingMs }: Lane, patience: number): Passage | null {
    const turns = turnsOf(name);
    const now = deps.elapsedMs();
    if (turns.closedUntil > now) return sentAway(turns, "rate_limited", spacingMs);
    const isFull = turns.freeAt - now > patience * spacingMs;
    return isFull ? sentAway(turns, "not_its_turn", spacingMs) : null;
  }

  async function enter(lane: Lane, patience: number): Promise<Passage> {
    const refusal = refusalOf(lane, patience);
    if (refusal !== null) return refusal;
    const turns = turnsOf(lane.name);
    const now = deps.elapsedMs();
    const waitMs = Math.max(0, turns.freeAt - now);
    turns.freeAt = now + waitMs + lane.spacingMs;
    if (waitMs > 0) await deps.wait(waitMs);
    const isClosed = turns.closedUntil > deps.elapsedMs();
    return isClosed ? sentAway(turns, "rate_limited", lane.spacingMs) : { ok: true };
  }

  return {
    enter: (lane) => enter(lane, PATIENCE_SPACINGS),
    async enterBoth(first, second) {
      const refusal = refusalOf(second, PATIENCE_SPACINGS);
      if (refusal !== null) return refusal;
      const passage = await enter(first, PATIENCE_SPACINGS);
      return passage.ok ? enter(second, SECOND_PATIENCE_SPACINGS) : passage;
    },
    close(name, forMs) {
      turnsOf(name).closedUntil = deps.elapsedMs() + forMs;
    },
  };
}
