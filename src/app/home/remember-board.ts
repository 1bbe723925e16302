import type { Store } from "../../ports/store.ts";
import { readBoard, type TeamBoard } from "./read-board.ts";

/** Portals remembered at most. */
const KEPT_LIMIT = 500;

export type ReadBoard = (portalId: string, now: number) => Promise<TeamBoard>;

/** The board of a portal, counted at most once in a moment, however many people look at it. */
export function rememberBoard(
  store: Pick<Store, "board">,
  options: {
    readonly lifetimeMs: number;
    /** Milliseconds since some fixed point; never moved by hand as a time source may be. */
    readonly elapsedMs: () => number;
  },
): ReadBoard {
  const kept = new Map<string, { readonly until: number; readonly found: Promise<TeamBoard> }>();
  return (portalId, now) => {
    const elapsed = options.elapsedMs();
    const known = kept.get(portalId);
    if (known !== undefined && known.until > elapsed) return known.found;
    if (kept.size >= KEPT_LIMIT) kept.clear();
    const found = readBoard(store, portalId, now);
    kept.set(portalId, { until: elapsed + options.lifetimeMs, found });
    // A failure is nobody's answer but the one's who asked.
    found.catch(() => kept.delete(portalId));
    return found;
  };
}
