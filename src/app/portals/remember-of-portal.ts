/** Portals, or days of portals, remembered at most. */
const KEPT_LIMIT = 500;

/** A reading of a portal, and perhaps of some days. */
type Read<T, Days extends string[]> = (portalId: string, ...days: Days) => Promise<T>;

/** Makes a reading of a portal answer with what it read a moment ago. */
export type RememberOfPortal = <T, Days extends string[]>(read: Read<T, Days>) => Read<T, Days>;

/**
 * For cards and pages only: they may show a portal as it was a moment ago, while what writes and posts must
 * know at once that it has changed.
 */
export function rememberOfPortal(options: {
  readonly lifetimeMs: number;
  /** Milliseconds since some fixed point; never moved by hand as a time source may be. */
  readonly elapsedMs: () => number;
}): RememberOfPortal {
  return <T, Days extends string[]>(read: Read<T, Days>): Read<T, Days> => {
    const kept = new Map<string, { readonly until: number; readonly found: Promise<T> }>();
    return (...asked) => {
      const now = options.elapsedMs();
      const key = asked.join("|");
      const known = kept.get(key);
      if (known !== undefined && known.until > now) return known.found;
      if (kept.size >= KEPT_LIMIT) kept.clear();
      const found = read(...asked);
      kept.set(key, { until: now + options.lifetimeMs, found });
      // A failure is nobody's answer but the one's who asked.
      found.catch(() => kept.delete(key));
      return found;
    };
  };
}
