import type { PortalContext, PortalContexts } from "./portal-contexts.ts";

/** Portals remembered at most. */
const KEPT_LIMIT = 500;

/**
 * The same contexts, each remembered for a moment. For cards only: they may show a portal as it was a
 * second ago, while what writes and posts must know at once that it has changed.
 */
export function rememberContexts(
  contexts: PortalContexts,
  options: {
    readonly lifetimeMs: number;
    /** Milliseconds since some fixed point; never moved by hand as a time source may be. */
    readonly elapsedMs: () => number;
  },
): PortalContexts {
  const kept = new Map<
    string,
    { readonly until: number; readonly found: Promise<PortalContext | null> }
  >();
  return (portalId) => {
    const now = options.elapsedMs();
    const known = kept.get(portalId);
    if (known !== undefined && known.until > now) return known.found;
    if (kept.size >= KEPT_LIMIT) kept.clear();
    const found = contexts(portalId);
    kept.set(portalId, { until: now + options.lifetimeMs, found });
    // A failure is nobody's answer but the one's who asked.
    found.catch(() => kept.delete(portalId));
    return found;
  };
}
