/**
 * An oracle for clocks: walks minute by minute with a stop-watch and knows nothing of intervals,
 * remaining time or calendars but "is this minute open". Instants must be whole minutes.
 */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export type NaiveMinute = { readonly counts: boolean; readonly targetMinutes: number | null };

export function walkMinutes(options: {
  readonly from: number;
  /** When it ended; null when it still runs at `now`. */
  readonly endedAt: number | null;
  readonly now: number;
  readonly warningPercent: number;
  readonly isOpen: (at: number) => boolean;
  readonly minuteAt: (at: number) => NaiveMinute;
}): { usedMinutes: number; warnedAt: number | null; breachedAt: number | null } {
  const end = options.endedAt ?? options.now;
  let usedMinutes = 0;
  let warnedAt: number | null = null;
  let breachedAt: number | null = null;
  for (let at = options.from; at < end; at += MINUTE) {
    const { counts, targetMinutes } = options.minuteAt(at);
    if (!counts || targetMinutes === null) continue;
    if (usedMinutes * 100 >= targetMinutes * options.warningPercent) warnedAt ??= at;
    if (usedMinutes >= targetMinutes) breachedAt ??= at;
    if (options.isOpen(at)) usedMinutes += 1;
  }
  const last = options.minuteAt(end);
  const stillCounts = options.endedAt === null && last.counts && last.targetMinutes !== null;
  if (stillCounts && usedMinutes * 100 >= (last.targetMinutes ?? 0) * options.warningPercent) {
    warnedAt ??= end;
  }
  return { usedMinutes, warnedAt, breachedAt };
}
