/** Portals remembered at most. */
const KEPT_LIMIT = 500;

/** Makes a reading of a portal answer with what it read a moment ago. */
export type RememberOfPortal = <T>(
  read: (portalId: string) => Promise<T>,
) => (portalId: string) => Promise<T>;

/**
 * For cards and pages only: they may show a portal as it was a moment ago, while what writes and posts must
 * know at once that it has changed.
 */
export function rememberOfPortal(options: {
  readonly lifetimeMs: number;
  /** Milliseconds since some fixed point; never moved by hand as a time source may be. */
  readonly elapsedMs: () => number;
}): RememberOfPortal {
  return <T>(read: (portalId: string) => Promise<T>) => {
    const kept = new Map<string, { readonly until: number; readonly found: Promise<T> }>();
    return (portalId: string): Promise<T> => {
      const now = options.elapsedMs();
      const known = kept.get(portalId);
      if (known !== undefined && known.until > now) return known.found;
      if (kept.size >= KEPT_LIMIT) kept.clear();
      const found = read(portalId);
      kept.set(portalId, { until: now + options.lifetimeMs, found });
      // A failure is nobody's answer but the one's who asked.
      found.catch(() => kept.delete(portalId));
      return found;
    };
  };
}
