import { invariant } from "../invariant.ts";
import type { Calendar } from "./calendar.ts";
import { dayRuleOf, type IntervalKind, type Label } from "./day-rule.ts";
import type { Span } from "./span.ts";
import { wallTime } from "./wall-time.ts";
import {
  buildYearBlock,
  instantAfter,
  lastInstantAfter,
  openBefore,
  piecesWithin,
  windowAfter,
  windowOf,
  type YearBlock,
} from "./year-block.ts";
import { createYearBlocks, FIRST_YEAR, LAST_YEAR, type YearBlocks } from "./year-blocks.ts";
import { addDays, dateAt, dayOfYear } from "./zone.ts";

/**
 * Business time of one calendar. Instants are epoch milliseconds. Amount 0 is the instant itself,
 * open or closed.
 *
 * What lies outside the years 1970 to 2199 counts as closed, unless the calendar is always open.
 */
export type BusinessTime = {
  /**
   * The first instant at which `ms` of open time have gone by since `from`: an amount that ends
   * exactly at a closing ends there, not at the next opening. A calendar that does not offer the
   * amount within `HORIZON_YEARS` breaks an invariant: the policy's lint refuses it.
   */
  add(from: number, ms: number): number;
  /**
   * The last instant from which `ms` of open time go by until `from`: an amount that begins exactly
   * at an opening begins there, not at the closing before. Within `HORIZON_YEARS`, as `add`.
   */
  subtract(from: number, ms: number): number;
  /** Open time from `a` to `b`; negative when `b` is earlier. */
  between(a: number, b: number): number;
  isOpen(at: number): boolean;
  /** `at` itself when open, else the next opening; within `HORIZON_YEARS`, as `add`. */
  nextOpen(at: number): number;
  /** `at` itself when closed, else the next closing; null when there is none within `HORIZON_YEARS`. */
  nextClose(at: number): number | null;
  /**
   * What each instant from `a` to `b` is, in order and without gaps; the open intervals sum to
   * `between(a, b)`. Neighbours differ in kind or name. Empty when `b` is not later.
   */
  explain(a: number, b: number): readonly Interval[];
  /** The day of `at` in the calendar's zone. */
  dateOf(at: number): string;
  /** Whether a window that starts on that day has open time on it. */
  isWorkingDate(date: string): boolean;
  /** That day or the first working day after it; within `HORIZON_YEARS`, as `add`. */
  nextWorkingDate(date: string): string;
  addDays(date: string, days: number): string;
  /** First open instant of a working day; null for other days. */
  openingOf(date: string): number | null;
};

/**
 * A stretch of one kind with the name of what made it so: the break, the holiday, or the make-up day
 * or date that opened it; null for the week's own hours.
 */
export type Interval = Span & { readonly kind: IntervalKind; readonly name: string | null };

/** How far a calendar is searched for open time before it counts as a calendar without any. */
const HORIZON_YEARS = 60;
const OUTSIDE: Label = { kind: "outside_hours", name: null };
const NEVER_OPEN = "a calendar opens within its horizon";

export function compileCalendar(calendar: Calendar): BusinessTime {
  const { zone } = calendar;
  if (calendar.always === true) return wallTime(zone);
  const rule = dayRuleOf(calendar);
  const blocks = createYearBlocks((year) => buildYearBlock(zone, rule, year));
  const openingOf = (date: string) => opening(blocks, date);
  return {
    add: (from, ms) => add(blocks, from, ms),
    subtract: (from, ms) => subtract(blocks, from, ms),
    between: (a, b) => (a <= b ? between(blocks, a, b) : 0 - between(blocks, b, a)),
    isOpen: (at) => isOpen(blocks, at),
    nextOpen: (at) => nextOpen(blocks, at),
    nextClose: (at) => nextClose(blocks, at),
    explain: (a, b) => explain(blocks, rule.labels, { from: a, to: b }),
    dateOf: (at) => dateAt(zone, at),
    isWorkingDate: (date) => openingOf(date) !== null,
    nextWorkingDate: (date) => nextWorkingDate(date, openingOf),
    addDays,
    openingOf,
  };
}

/** The calendars of one policy version, each compiled when it is first asked for. */
export function createCalendars(calendars: readonly Calendar[]): (id: string) => BusinessTime {
  const compiled = new Map<string, BusinessTime>();
  return (id) => {
    const known = compiled.get(id);
    if (known !== undefined) return known;
    const calendar = calendars.find((candidate) => candidate.id === id);
    invariant(calendar, `the policy has a calendar "${id}"`);
    const time = compileCalendar(calendar);
    compiled.set(id, time);
    return time;
  };
}

function add(blocks: YearBlocks, from: number, ms: number): number {
  invariant(ms >= 0, "an amount of business time is not negative");
  if (ms === 0) return from;
  let block = blocks.at(from);
  let amount = openBefore(block, from) + ms;
  const untilYear = lastYearFrom(block);
  while (amount > block.openMs) {
    invariant(block.year < untilYear, NEVER_OPEN);
    amount -= block.openMs;
    block = blocks.ofYear(block.year + 1);
  }
  return instantAfter(block, amount);
}

function subtract(blocks: YearBlocks, from: number, ms: number): number {
  invariant(ms >= 0, "an amount of business time is not negative");
  if (ms === 0) return from;
  let block = blocks.at(from);
  let amount = openBefore(block, from) - ms;
  const untilYear = Math.max(block.year - HORIZON_YEARS, FIRST_YEAR);
  while (amount < 0) {
    invariant(block.year > untilYear, NEVER_OPEN);
    block = blocks.ofYear(block.year - 1);
    amount += block.openMs;
  }
  return lastInstantAfter(block, amount);
}

function between(blocks: YearBlocks, a: number, b: number): number {
  const first = blocks.at(a);
  const last = blocks.at(b);
  let open = openBefore(last, b) - openBefore(first, a);
  for (let year = first.year; year < last.year; year += 1) open += blocks.ofYear(year).openMs;
  return open;
}

function isOpen(blocks: YearBlocks, at: number): boolean {
  const block = blocks.at(at);
  const index = windowAfter(block, at);
  return index < block.ends.length && windowOf(block, index).from <= at;
}

function nextOpen(blocks: YearBlocks, at: number): number {
  let block = blocks.at(at);
  let index = windowAfter(block, at);
  const untilYear = lastYearFrom(block);
  while (index === block.ends.length) {
    invariant(block.year < untilYear, NEVER_OPEN);
    block = blocks.ofYear(block.year + 1);
    index = windowAfter(block, at);
  }
  return Math.max(windowOf(block, index).from, at);
}

function nextClose(blocks: YearBlocks, at: number): number | null {
  if (!isOpen(blocks, at)) return at;
  let block = blocks.at(at);
  let { to } = windowOf(block, windowAfter(block, at));
  const untilYear = lastYearFrom(block);
  // A window that ends with the year may go on in the next.
  while (to === block.to && block.year < untilYear) {
    block = blocks.ofYear(block.year + 1);
    if (!isOpen(blocks, to)) return to;
    to = windowOf(block, 0).to;
  }
  return to < block.to || block.year === LAST_YEAR ? to : null;
}

function explain(blocks: YearBlocks, labels: readonly Label[], span: Span): readonly Interval[] {
  const intervals: Interval[] = [];
  const append = (interval: Interval) => {
    const last = intervals.at(-1);
    if (interval.from >= interval.to) return;
    if (last?.kind === interval.kind && last.name === interval.name) {
      intervals[intervals.length - 1] = { ...interval, from: last.from };
    } else intervals.push(interval);
  };
  const first = blocks.at(span.from);
  const last = blocks.at(span.to);
  append({ from: span.from, to: Math.min(first.from, span.to), ...OUTSIDE });
  for (let year = first.year; year <= last.year; year += 1) {
    for (const { from, to, label } of piecesWithin(blocks.ofYear(year), span)) {
      append({ from, to, ...labelAt(labels, label) });
    }
  }
  append({ from: Math.max(last.to, span.from), to: span.to, ...OUTSIDE });
  return intervals;
}

function labelAt(labels: readonly Label[], index: number): Label {
  const label = labels[index];
  invariant(label !== undefined, "a piece has a label of its calendar");
  return label;
}

function opening(blocks: YearBlocks, date: string): number | null {
  const year = Number(date.slice(0, 4));
  if (year < FIRST_YEAR || year > LAST_YEAR) return null;
  const openingAt = blocks.ofYear(year).openings[dayOfYear(date)];
  return openingAt === undefined || openingAt === Number.POSITIVE_INFINITY ? null : openingAt;
}

function nextWorkingDate(date: string, openingOf: (date: string) => number | null): string {
  const untilDate = addDays(date, HORIZON_YEARS * 365);
  let candidate = date;
  while (openingOf(candidate) === null) {
    invariant(candidate < untilDate, NEVER_OPEN);
    candidate = addDays(candidate, 1);
  }
  return candidate;
}

function lastYearFrom(block: YearBlock): number {
  return Math.min(block.year + HORIZON_YEARS, LAST_YEAR);
}
