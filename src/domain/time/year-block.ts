import { invariant } from "../invariant.ts";
import type { DayRule } from "./day-rule.ts";
import { cutByLabel, joinTouching, type LabelledSpan, type Span } from "./span.ts";
import { addDays, dayOfYear, daysOf, midnightOf, wallClockOf, type ZoneDay } from "./zone.ts";

/**
 * One calendar year as sorted instants. `openAfter[i]` is the open time of the year up to the end of
 * window `i`, so that both "how much until" and "when is it used up" are one binary search.
 */
export type YearBlock = {
  readonly year: number;
  /** First instant of the year in the calendar's zone. */
  readonly from: number;
  /** First instant of the next year. */
  readonly to: number;
  /** The open windows, joined. */
  readonly starts: Float64Array;
  readonly ends: Float64Array;
  readonly openAfter: Float64Array;
  readonly openMs: number;
  /** The year without gaps: where each piece starts and the place of its label in the rule's list. */
  readonly pieceStarts: Float64Array;
  readonly pieceLabels: Uint16Array;
  /** First instant of each day, counted from 0, that a window of this day opens; Infinity if none. */
  readonly openings: Float64Array;
};

/**
 * A window may begin on the day before the year and, where a zone skipped the last of December, two
 * days before.
 */
const DAYS_BEFORE = 2;

export function buildYearBlock(zone: string, rule: DayRule, year: number): YearBlock {
  const firstDate = `${year}-01-01`;
  const nextDate = `${year + 1}-01-01`;
  const bounds = { from: midnightOf(zone, firstDate), to: midnightOf(zone, nextDate) };
  const days = spansByDay(zone, rule, { firstDate, nextDate });
  const pieces = cutByLabel(
    days.flatMap((day) => day.spans),
    bounds,
    rule.labels.length - 1,
  );
  const isOpen = (span: LabelledSpan) => rule.labels[span.label]?.kind === "open";
  const windows = joinTouching(pieces.filter(isOpen));
  let openMs = 0;
  const block = {
    year,
    ...bounds,
    starts: new Float64Array(windows.map((w) => w.from)),
    ends: new Float64Array(windows.map((w) => w.to)),
    openAfter: new Float64Array(
      windows.map((w) => {
        openMs += w.to - w.from;
        return openMs;
      }),
    ),
    openMs,
    pieceStarts: new Float64Array(pieces.map((piece) => piece.from)),
    pieceLabels: new Uint16Array(pieces.map((piece) => piece.label)),
    openings: new Float64Array(dayOfYear(addDays(nextDate, -1)) + 1).fill(Number.POSITIVE_INFINITY),
  };
  for (const { day, index, spans } of days) {
    if (index < DAYS_BEFORE) continue;
    block.openings[index - DAYS_BEFORE] = openingOf(block, day, spans);
  }
  return block;
}

/** Index of the first window that ends after `at`; the number of windows when none does. */
export function windowAfter(block: YearBlock, at: number): number {
  return firstAbove(block.ends, at);
}

/** Open time of the year before `at`. */
export function openBefore(block: YearBlock, at: number): number {
  const index = windowAfter(block, at);
  if (index === block.ends.length) return block.openMs;
  const start = valueAt(block.starts, index);
  const left = valueAt(block.ends, index) - Math.max(at, start);
  return valueAt(block.openAfter, index) - left;
}

/** The first instant at which `openMs` of the year's open time, more than 0, has gone by. */
export function instantAfter(block: YearBlock, openMs: number): number {
  let low = 0;
  let high = block.openAfter.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(block.openAfter, middle) >= openMs) high = middle;
    else low = middle + 1;
  }
  return valueAt(block.ends, low) - (valueAt(block.openAfter, low) - openMs);
}

/** The last instant before which `openMs` of the year's open time, less than all of it, has gone by. */
export function lastInstantAfter(block: YearBlock, openMs: number): number {
  const index = firstAbove(block.openAfter, openMs);
  return valueAt(block.ends, index) - (valueAt(block.openAfter, index) - openMs);
}

export function windowOf(block: YearBlock, index: number): Span {
  return { from: valueAt(block.starts, index), to: valueAt(block.ends, index) };
}

/** The pieces of the year that lie in `span`, cut to it. */
export function piecesWithin(block: YearBlock, span: Span): readonly LabelledSpan[] {
  const { pieceStarts, pieceLabels } = block;
  const pieces: LabelledSpan[] = [];
  // The piece that holds the beginning of the span starts before the first one above it.
  const first = Math.max(0, firstAbove(pieceStarts, span.from) - 1);
  for (const [offset, start] of pieceStarts.subarray(first).entries()) {
    if (start >= span.to) break;
    const index = first + offset;
    const end = pieceStarts[index + 1] ?? block.to;
    const label = valueAt(pieceLabels, index);
    pieces.push({ from: Math.max(start, span.from), to: Math.min(end, span.to), label });
  }
  return pieces;
}

type DayOfZone = {
  readonly day: ZoneDay;
  readonly index: number;
  readonly spans: readonly LabelledSpan[];
};

/** What the days' windows are as instants; a day that the zone skips is left out. */
function spansByDay(
  zone: string,
  rule: DayRule,
  { firstDate, nextDate }: { readonly firstDate: string; readonly nextDate: string },
): readonly DayOfZone[] {
  const days = daysOf(zone, addDays(firstDate, -DAYS_BEFORE), addDays(nextDate, 1));
  return days.flatMap((day, index) => {
    const dayAfter = days[index + 1];
    if (dayAfter === undefined || day.from === day.to) return [];
    const instantOf = wallClockOf(zone, day, dayAfter);
    const spans = rule.windowsOf(day).map(({ fromMinute, toMinute, label }) => ({
      from: instantOf(fromMinute),
      to: instantOf(toMinute),
      label,
    }));
    return [{ day, index, spans }];
  });
}

/** Spans of breaks and holidays may be among the day's: nothing is open in them. */
function openingOf(block: YearBlock, day: ZoneDay, spans: readonly Span[]): number {
  const openings = spans.map(({ from, to }) => {
    const index = windowAfter(block, from);
    const start = Math.max(block.starts[index] ?? Number.POSITIVE_INFINITY, from);
    return start < Math.min(to, day.to) ? start : Number.POSITIVE_INFINITY;
  });
  return Math.min(...openings);
}

/** Index of the first value above the limit; the number of values when there is none. */
function firstAbove(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (valueAt(sorted, middle) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function valueAt(values: Float64Array | Uint16Array, index: number): number {
  const value = values[index];
  invariant(value !== undefined, "an index lies within its year");
  return value;
}
