/** How often something may be done under one key in one stretch of time. Per process, in memory. */
export type AttemptLimit = { take(key: string, now: number): boolean };

/** So many keys are remembered; beyond them those of the present stretch are counted together. */
const MAX_KEYS = 10_000;
const OTHERS = "";

export function createAttemptLimit(limits: {
  readonly attempts: number;
  readonly withinMs: number;
}): AttemptLimit {
  let stretch = 0;
  let counts = new Map<string, number>();
  return {
    take: (key, now) => {
      const present = Math.floor(now / limits.withinMs);
      if (present !== stretch) {
        stretch = present;
        counts = new Map();
      }
      const counted = counts.has(key) || counts.size < MAX_KEYS ? key : OTHERS;
      const before = counts.get(counted) ?? 0;
      if (before >= limits.attempts) return false;
      counts.set(counted, before + 1);
      return true;
    },
  };
}
