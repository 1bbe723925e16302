import type { Store } from "../../ports/store.ts";
import { readBoard, type TeamBoard } from "./read-board.ts";

/** Portals remembered at most. */
const KEPT_LIMIT = 500;
/** A count is kept so many times as long as it took: counting takes a twentieth of a session at most. */
const LIFETIMES_PER_COST = 20;
const LONGEST_LIFETIME_MS = 60_000;
/** Nobody minds waiting so long for a new count. */
const QUICK_MS = 50;
/** After a quiet time nobody is shown how things stood before it. */
const USABLE_MS = 120_000;

export type ReadBoard = (portalId: string, now: number) => Promise<TeamBoard>;

type Options = {
  /** Of a count that took no time. */
  readonly lifetimeMs: number;
  /** Milliseconds since some fixed point; never moved by hand as a time source may be. */
  readonly elapsedMs: () => number;
};

type Kept = {
  readonly found: Promise<TeamBoard>;
  freshUntil: number;
  readonly usableUntil: number;
};

/**
 * The board of a portal, counted once in a while however many people look at it. When its time is over
 * it is counted anew; where that takes long nobody waits for it, and the board says of when it is.
 */
export function rememberBoard(store: Pick<Store, "board">, options: Options): ReadBoard {
  const { lifetimeMs, elapsedMs } = options;
  const kept = new Map<string, Kept>();

  async function count(portalId: string, now: number): Promise<TeamBoard> {
    const from = elapsedMs();
    const board = await readBoard(store, portalId, now);
    const until = elapsedMs();
    const tookMs = until - from;
    const lifetime = Math.max(lifetimeMs, LIFETIMES_PER_COST * tookMs);
    const freshUntil = until + Math.min(lifetime, LONGEST_LIFETIME_MS);
    const usableUntil = tookMs < QUICK_MS ? freshUntil : until + USABLE_MS;
    keep(portalId, { found: Promise.resolve(board), freshUntil, usableUntil });
    return board;
  }

  function keep(portalId: string, one: Kept): void {
    if (!kept.has(portalId) && kept.size >= KEPT_LIMIT) kept.clear();
    kept.set(portalId, one);
  }

  return (portalId, now) => {
    const known = kept.get(portalId);
    const elapsed = elapsedMs();
    if (known !== undefined && elapsed < known.freshUntil) return known.found;
    const found = count(portalId, now);
    if (known === undefined || elapsed >= known.usableUntil) {
      // Whoever asks meanwhile gets the same. A failure is nobody's answer but the one's who asked.
      const counting = { found, freshUntil: Number.POSITIVE_INFINITY, usableUntil: 0 };
      keep(portalId, counting);
      found.catch(() => kept.delete(portalId));
      return found;
    }
    known.freshUntil = Number.POSITIVE_INFINITY;
    found.catch(() => {
      known.freshUntil = elapsedMs() + lifetimeMs;
    });
    return known.found;
  };
}
