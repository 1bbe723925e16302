import { loadPreset } from "../src/config/presets.ts";
import { Calendar } from "../src/domain/time/calendar.ts";
import { naiveBusinessTime, zoneMinutes } from "./naive-business-time.ts";
import { BENCH_NOW } from "./ticket-stories.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const SEED = 20_260_327;
/** As far as an amount may lead beyond the distance that it was taken from: over a long holiday. */
const SLACK_MS = 30 * DAY_MS;

export const DISTANCES = [
  { name: "30 minutes", ms: 30 * MINUTE_MS },
  { name: "1 day", ms: DAY_MS },
  { name: "30 days", ms: 30 * DAY_MS },
  { name: "365 days", ms: 365 * DAY_MS },
] as const;
export type Distance = (typeof DISTANCES)[number];

/**
 * The office of the preset policy in a zone that changes its clock, and of it only what every other
 * package can be told too: windows of weekdays, and holidays of a whole day.
 */
export function benchCalendar(): Calendar {
  const office = loadPreset("after-sales").calendars.find(({ id }) => id === "office");
  return Calendar.parse({
    id: "office",
    zone: "Europe/Berlin",
    weekly: office?.weekly,
    holidays: office?.holidays.filter(
      ({ date, window }) => date !== undefined && window === undefined,
    ),
  });
}

/** One question with its answers, found by walking the minutes. */
export type Question = {
  readonly distance: Distance;
  readonly from: number;
  readonly to: number;
  /** Open time from one to the other: what `between` has to find. */
  readonly openMs: number;
  /** The same for `add`, but never 0: what that means at a closed instant, each may define. */
  readonly amountMs: number;
  /** Where `add` has to arrive. */
  readonly end: number;
};

/** The same questions in every run: `count` random instants of a span, each for every distance. */
export function askOracle(calendar: Calendar, count: number, startsWithinMs: number): Question[] {
  const longestMs = Math.max(...DISTANCES.map(({ ms }) => ms));
  const until = BENCH_NOW + startsWithinMs + longestMs + SLACK_MS;
  const oracle = naiveBusinessTime(calendar, zoneMinutes(calendar.zone, BENCH_NOW, until));
  const random = createRandom(SEED);
  const starts = Array.from({ length: count }, () =>
    Math.floor(BENCH_NOW + random() * startsWithinMs),
  );
  return DISTANCES.flatMap((distance) =>
    starts.map((from) => {
      const to = from + distance.ms;
      const openMs = oracle.between(from, to);
      const amountMs = Math.max(openMs, MINUTE_MS);
      const end = oracle.add(from, amountMs) ?? Number.NaN;
      return { distance, from, to, openMs, amountMs, end };
    }),
  );
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
