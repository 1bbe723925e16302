import type { Calendar } from "../src/domain/time/calendar.ts";

/**
 * Business time the slow way, to judge the engine and others by: the wall clock of every single minute
 * is asked from `Intl.DateTimeFormat`, edges are looked up in that list, minutes are painted from the
 * lowest precedence to the highest, and whatever is asked is found by walking them. Shares no code with
 * the engine. It lives with the bench because the tests may use what the bench has, never the reverse.
 */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Minutes listed before and after the span, so that the edges of its days are among them. */
const MARGIN_MS = 3 * DAY_MS;
/** Wall time and elapsed time part by less than this many minutes: Samoa's leap over a day. */
const MAX_SHIFT_MINUTES = 1_500;
const WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"] as const;

export type NaiveInterval = {
  readonly from: number;
  readonly to: number;
  readonly kind: string;
  readonly name: string | null;
};

/** Knows the span that its minutes were listed for; null stands for what lies beyond. */
export type Naive = {
  isOpen(at: number): boolean;
  between(a: number, b: number): number;
  add(from: number, ms: number): number | null;
  subtract(from: number, ms: number): number | null;
  nextOpen(at: number): number | null;
  nextClose(at: number): number | null;
  explain(a: number, b: number): NaiveInterval[];
};

/** What a zone's wall clock shows in each minute from `first` on, as minutes since 1970 of that wall. */
export type ZoneMinutes = { readonly first: number; readonly walls: Int32Array };

export function zoneMinutes(zone: string, from: number, to: number): ZoneMinutes {
  const first = Math.floor((from - MARGIN_MS) / MINUTE_MS) * MINUTE_MS;
  const count = Math.ceil((to + MARGIN_MS - first) / MINUTE_MS);
  const format = new Intl.DateTimeFormat("sv-SE", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  });
  const walls = new Int32Array(count);
  for (let index = 0; index < count; index += 1) {
    walls[index] = wallOf(format.format(first + index * MINUTE_MS));
  }
  return { first, walls };
}

export function naiveBusinessTime(calendar: Calendar, minutes: ZoneMinutes): Naive {
  const painted = paint(calendar, minutes);
  const { first, walls } = minutes;
  const end = first + walls.length * MINUTE_MS;
  const labelAt = (at: number) => painted[Math.floor((at - first) / MINUTE_MS)] ?? OUTSIDE;
  const isOpen = (at: number) => labelAt(at).kind === "open";
  const minuteAfter = (at: number) =>
    (Math.floor((at - first) / MINUTE_MS) + 1) * MINUTE_MS + first;
  const minuteBefore = (at: number) =>
    (Math.ceil((at - first) / MINUTE_MS) - 1) * MINUTE_MS + first;
  const firstWhere = (at: number, isMeant: (at: number) => boolean) => {
    for (let now = at; now < end; now = minuteAfter(now)) if (isMeant(now)) return now;
    return null;
  };
  return {
    isOpen,
    between: (a, b) => {
      let open = 0;
      for (let now = a; now < b; now = minuteAfter(now)) {
        if (isOpen(now)) open += Math.min(b, minuteAfter(now)) - now;
      }
      return open;
    },
    add: (from, ms) => {
      let left = ms;
      for (let now = from; now < end; now = minuteAfter(now)) {
        if (left === 0) return now;
        const length = isOpen(now) ? minuteAfter(now) - now : 0;
        if (length >= left) return now + left;
        left -= length;
      }
      return null;
    },
    subtract: (from, ms) => {
      let left = ms;
      for (let now = from; now > first; now = minuteBefore(now)) {
        if (left === 0) return now;
        const length = isOpen(minuteBefore(now)) ? now - minuteBefore(now) : 0;
        if (length >= left) return now - left;
        left -= length;
      }
      return null;
    },
    nextOpen: (at) => firstWhere(at, isOpen),
    nextClose: (at) => firstWhere(at, (now) => !isOpen(now)),
    explain: (a, b) => {
      const intervals: NaiveInterval[] = [];
      for (let now = a; now < b; now = minuteAfter(now)) {
        const { kind, name } = labelAt(now);
        const last = intervals.at(-1);
        const to = Math.min(b, minuteAfter(now));
        if (last?.kind === kind && last.name === name) intervals.splice(-1, 1, { ...last, to });
        else intervals.push({ from: now, to, kind, name });
      }
      return intervals;
    },
  };
}

type Label = { readonly kind: string; readonly name: string | null };

const OUTSIDE: Label = { kind: "outside_hours", name: null };

function paint(calendar: Calendar, minutes: ZoneMinutes): Label[] {
  const painted = Array.from(minutes.walls, () => OUTSIDE);
  const brush = (date: string, window: string, label: Label) => {
    const from = indexOf(minutes, wallOf(`${date} ${window.slice(0, 5)}`));
    const isOverMidnight = window.slice(6) < window.slice(0, 5);
    const until = `${isOverMidnight ? dateAfter(date) : date} ${window.slice(6)}`;
    painted.fill(label, from, Math.max(from, indexOf(minutes, wallOf(until))));
  };
  const dates = datesOf(minutes);
  const { always, weekly, breaks, holidays, makeUpDays, dates: special } = calendar;
  const isSpecial = (date: string) => special.some((day) => day.date === date);
  for (const date of dates) {
    if (always) brush(date, "00:00-24:00", { kind: "open", name: null });
    if (isSpecial(date) || makeUpDays.some((day) => day.date === date)) continue;
    for (const window of weekly?.[weekdayOf(date)] ?? []) {
      brush(date, window, { kind: "open", name: null });
    }
  }
  for (const { date, like, name } of makeUpDays.toReversed()) {
    if (!dates.has(date) || isSpecial(date)) continue;
    for (const window of weekly?.[like] ?? []) brush(date, window, { kind: "open", name });
  }
  for (const { date, windows, name } of special.toReversed()) {
    if (!dates.has(date)) continue;
    for (const window of windows) brush(date, window, { kind: "open", name });
  }
  for (const { date, yearly, window = "00:00-24:00", name } of holidays.toReversed()) {
    for (const day of dates) {
      if (day === date || day.slice(5) === yearly) brush(day, window, { kind: "holiday", name });
    }
  }
  for (const { date, weekdays, window, name } of breaks.toReversed()) {
    for (const day of dates) {
      const isMeant = day === date || weekdays?.includes(weekdayOf(day));
      if (isMeant) brush(day, window, { kind: "break", name });
    }
  }
  return painted;
}

/** Days that the wall clock shows at all. */
function datesOf({ walls }: ZoneMinutes): ReadonlySet<string> {
  const days = new Set<number>();
  for (const wall of walls) days.add(Math.floor((wall * MINUTE_MS) / DAY_MS));
  return new Set([...days].map((day) => new Date(day * DAY_MS).toISOString().slice(0, 10)));
}

/** Where a wall time is first shown; a skipped one lies as far behind the jump as it lies in the gap. */
function indexOf({ walls }: ZoneMinutes, wall: number): number {
  const guess = wall - (walls[0] ?? 0);
  const from = Math.max(0, guess - MAX_SHIFT_MINUTES);
  const to = Math.min(walls.length, guess + MAX_SHIFT_MINUTES);
  for (let index = from; index < to; index += 1) if (walls[index] === wall) return index;
  for (let index = Math.max(1, from); index < to; index += 1) {
    const before = walls[index - 1] ?? 0;
    if (before < wall && (walls[index] ?? 0) > wall) return index + wall - before - 1;
  }
  // Before the beginning of the list or after its end, where nobody asks.
  return wall < (walls[0] ?? 0) ? 0 : walls.length;
}

/** `"2026-03-29 24:00"` is the next midnight. */
function wallOf(label: string): number {
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0] = label.split(/[- :]/).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute) / MINUTE_MS;
}

function weekdayOf(date: string): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "sun";
}

function dateAfter(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + DAY_MS).toISOString().slice(0, 10);
}
