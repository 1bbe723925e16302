import { dateAt } from "../../domain/time/zone.ts";
import { type FiguresDeps, type FiguresView, readFigures } from "./read-figures.ts";

/** Portals remembered at most. */
const KEPT_LIMIT = 500;

/**
 * The headline figures, reckoned at most once in a while for each portal: they are of days that are over,
 * and of a large portal they cost too much for every look. Another day or another policy reckons anew.
 * Null when the portal is not connected.
 */
export function rememberFigures(
  deps: FiguresDeps,
  options: {
    readonly lifetimeMs: number;
    /** Milliseconds since some fixed point; never moved by hand as a time source may be. */
    readonly elapsedMs: () => number;
  },
): (portalId: string) => Promise<FiguresView | null> {
  const kept = new Map<string, { readonly until: number; readonly found: Promise<FiguresView> }>();
  return async (portalId) => {
    const context = await deps.contexts(portalId);
    if (context === null) return null;
    const now = deps.timeSource.now();
    const elapsed = options.elapsedMs();
    const { portal, current } = context;
    const key = `${portalId} ${dateAt(portal.timeZone, now)} ${current.version}`;
    const known = kept.get(key);
    if (known !== undefined && known.until > elapsed) return known.found;
    if (kept.size >= KEPT_LIMIT) kept.clear();
    const found = readFigures(deps, context, now);
    kept.set(key, { until: elapsed + options.lifetimeMs, found });
    // A failure is nobody's answer but the one's who asked.
    found.catch(() => kept.delete(key));
    return found;
  };
}
