import { invariant } from "../../domain/invariant.ts";
import type { Clock } from "../../domain/sla/clock.ts";
import type { Trace, TraceInterval } from "../../domain/sla/trace.ts";

/** Rows that a reader can still take in; the parts ahead of now are fewer. */
const PAST_ROWS = 40;
const AHEAD_ROWS = 20;
const SUMMED_UP = 1;

/** A part of a clock's life as people read it. Parts that say the same are joined. */
export type ReadRow = Pick<
  TraceInterval,
  "from" | "to" | "name" | "pauseReason" | "pausedBy" | "usedMs"
> & {
  /** `late`: counted after the due time. `day`: parts of one day. `many`: the middle of a long list. */
  readonly kind: TraceInterval["kind"] | "late" | "day" | "many";
  readonly countedMs: number;
  readonly isAhead: boolean;
  readonly zone: string;
  /** How many parts it stands for. */
  readonly parts: number;
};

export type RowOptions = {
  readonly zoneOf: (calendarId: string | null) => string;
  /** The day of an instant in a zone, as `2026-03-27`. */
  readonly dateOf: (at: number, zone: string) => string;
};

/** In order and without gaps; what is counted sums to the running total, however long the life was. */
export function rowsOf(
  trace: Trace,
  { breachedAt }: Pick<Clock, "breachedAt">,
  options: RowOptions,
): readonly ReadRow[] {
  const parts = trace.sections.flatMap(({ intervals, isAhead, promise }) => {
    const zone = options.zoneOf(promise?.calendarId ?? null);
    return intervals
      .flatMap((interval) => splitAt(interval, breachedAt))
      .map((interval) => rowOf(interval, { isAhead, zone }));
  });
  const rows = parts.reduce(joined, []);
  return [
    ...limited(
      rows.filter((row) => !row.isAhead),
      PAST_ROWS,
      options,
    ),
    ...limited(
      rows.filter((row) => row.isAhead),
      AHEAD_ROWS,
      options,
    ),
  ];
}

type Part = Omit<TraceInterval, "kind"> & { readonly kind: TraceInterval["kind"] | "late" };

/** Of a counted interval in which the due instant lies, what came after it is told apart. */
function splitAt(interval: TraceInterval, breachedAt: number | null): readonly Part[] {
  const { kind, from, to, usedMs } = interval;
  if (kind !== "counted" || breachedAt === null || to <= breachedAt) return [interval];
  if (from >= breachedAt) return [{ ...interval, kind: "late" }];
  return [
    { ...interval, to: breachedAt, usedMs: usedMs - (to - breachedAt) },
    { ...interval, kind: "late", from: breachedAt },
  ];
}

function rowOf(part: Part, around: Pick<ReadRow, "isAhead" | "zone">): ReadRow {
  const isCounted = part.kind === "counted" || part.kind === "late";
  return { ...part, ...around, countedMs: isCounted ? part.to - part.from : 0, parts: 1 };
}

function joined(rows: ReadRow[], next: ReadRow): ReadRow[] {
  const last = rows.at(-1);
  const isSame =
    last !== undefined &&
    last.kind === next.kind &&
    last.name === next.name &&
    last.pauseReason === next.pauseReason &&
    last.pausedBy === next.pausedBy &&
    last.isAhead === next.isAhead &&
    last.zone === next.zone;
  if (isSame) rows.splice(-1, 1, { ...summed([last, next], last.kind), parts: 1 });
  else rows.push(next);
  return rows;
}

function limited(
  rows: readonly ReadRow[],
  limit: number,
  { dateOf }: RowOptions,
): readonly ReadRow[] {
  if (rows.length <= limit) return rows;
  const days = foldDays(rows, dateOf);
  if (days.length <= limit) return days;
  const head = Math.ceil((limit - SUMMED_UP) / 2);
  const tail = days.length - (limit - SUMMED_UP - head);
  return [...days.slice(0, head), summed(days.slice(head, tail), "many"), ...days.slice(tail)];
}

const OF_A_DAY: ReadonlySet<ReadRow["kind"]> = new Set([
  "counted",
  "late",
  "outside_hours",
  "break",
]);

/** Hours and breaks of one day become one row; what has a reason of its own keeps its row. */
function foldDays(rows: readonly ReadRow[], dateOf: RowOptions["dateOf"]): readonly ReadRow[] {
  const days: ReadRow[][] = [];
  for (const row of rows) {
    const last = days.at(-1);
    const before = last?.at(-1);
    const isSameDay =
      before !== undefined &&
      OF_A_DAY.has(before.kind) &&
      OF_A_DAY.has(row.kind) &&
      before.zone === row.zone &&
      dateOf(before.from, before.zone) === dateOf(row.from, row.zone);
    if (isSameDay) last?.push(row);
    else days.push([row]);
  }
  return days.flatMap((parts) => (parts.length === 1 ? parts : [summed(parts, "day")]));
}

/** Of one row or more, in order. */
function summed(rows: readonly ReadRow[], kind: ReadRow["kind"]): ReadRow {
  const [first] = rows;
  const last = rows.at(-1);
  invariant(first !== undefined && last !== undefined, "nothing is summed up of no rows");
  return {
    ...first,
    kind,
    to: last.to,
    usedMs: last.usedMs,
    countedMs: rows.reduce((sum, row) => sum + row.countedMs, 0),
    parts: rows.reduce((sum, row) => sum + row.parts, 0),
  };
}
