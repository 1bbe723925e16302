import { describe, expect, it } from "vitest";
import { type ReadRow, rowsOf } from "../../../src/adapters/http/trace-rows.ts";
import type { Trace, TraceInterval, TraceSection } from "../../../src/domain/sla/trace.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const START = Date.UTC(2026, 2, 23, 9);

type Told = readonly [hours: number, kind: TraceInterval["kind"], rest?: Partial<TraceInterval>];

/** Sections of parts that follow one another, each so many hours long. */
function traceOf(...sections: readonly (Partial<TraceSection> & { parts: readonly Told[] })[]) {
  let at = START;
  let usedMs = 0;
  const trace: Trace = {
    sections: sections.map(({ parts, ...section }) => {
      const from = at;
      const intervals = parts.map(([hours, kind, rest = {}]): TraceInterval => {
        const begin = at;
        at += hours * HOUR;
        if (kind === "counted") usedMs += hours * HOUR;
        const nothing = { name: null, pauseReason: null, pausedBy: null };
        return { from: begin, to: at, kind, ...nothing, usedMs, ...rest };
      });
      const none = { isAhead: false, policyVersion: 1, promise: null, passedOver: [] };
      return { from, to: at, ...none, intervals, ...section };
    }),
  };
  return { trace, usedMs, endAt: at };
}

const dateOf = (at: number) => new Date(at).toISOString().slice(0, 10);
const read = (trace: Trace, breachedAt: number | null = null) =>
  rowsOf(trace, { breachedAt }, { zoneOf: () => "UTC", dateOf });
const briefly = (rows: readonly ReadRow[]) =>
  rows.map(({ kind, from, to, usedMs }) => `${kind} ${(to - from) / HOUR} ${usedMs / HOUR}`);

/** Working days of eight hours with a lunch break, nights between them. */
const workingDays = (count: number): Told[] =>
  Array.from({ length: count }, (): Told[] => [
    [3, "counted"],
    [1, "break", { name: "lunch" }],
    [5, "counted"],
    [15, "outside_hours"],
  ]).flat();

describe("the rows of a trace", () => {
  it("join what says the same across a change that changed nothing", () => {
    const { trace } = traceOf(
      { parts: [[1, "counted"]] },
      {
        parts: [
          [2, "counted"],
          [1, "break"],
        ],
      },
    );
    expect(briefly(read(trace))).toEqual(["counted 3 3", "break 1 3"]);
  });

  it("keep apart what lies ahead, and pauses of different people", () => {
    const paused = (pausedBy: string): Told => [
      1,
      "paused",
      { pauseReason: "waiting_parts", pausedBy },
    ];
    const { trace } = traceOf(
      { parts: [paused("Lin"), paused("Ada"), [1, "counted"]] },
      { isAhead: true, parts: [[1, "counted"]] },
    );
    const rows = read(trace);
    expect(briefly(rows)).toEqual(["paused 1 0", "paused 1 0", "counted 1 1", "counted 1 2"]);
    expect(rows.map(({ isAhead }) => isAhead)).toEqual([false, false, false, true]);
  });

  it("part the counted time at the due instant, on which the target is used up", () => {
    const { trace } = traceOf({
      parts: [
        [4, "counted"],
        [1, "break"],
        [2, "counted"],
      ],
    });
    expect(briefly(read(trace, START + HOUR))).toEqual([
      "counted 1 1",
      "late 3 4",
      "break 1 4",
      "late 2 6",
    ]);
    expect(briefly(read(trace, START + 4 * HOUR))).toEqual([
      "counted 4 4",
      "break 1 4",
      "late 2 6",
    ]);
  });

  it.each<{ name: string; days: number; rows: number; kinds: readonly string[] }>([
    {
      name: "are told one by one while they are few",
      days: 10,
      rows: 40,
      kinds: ["counted", "break", "outside_hours"],
    },
    { name: "are folded by day when they are more", days: 11, rows: 11, kinds: ["day"] },
    { name: "are as many days as rows are allowed", days: 40, rows: 40, kinds: ["day"] },
    {
      name: "are summed up in the middle of very many",
      days: 400,
      rows: 40,
      kinds: ["day", "many"],
    },
  ])("$name", ({ days, rows: expected, kinds }) => {
    const { trace, usedMs, endAt } = traceOf({ parts: workingDays(days) });
    const rows = read(trace);
    expect(rows).toHaveLength(expected);
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(kinds));
    expect(rows.reduce((sum, row) => sum + row.countedMs, 0)).toBe(usedMs);
    expect(rows.at(-1)?.usedMs).toBe(usedMs);
    expect(rows.reduce((sum, row) => sum + row.parts, 0)).toBe(days * 4);
    expect(rows[0]?.from).toBe(START);
    expect(rows.at(-1)?.to).toBe(endAt);
    for (const [index, row] of rows.entries()) {
      if (index > 0) expect(row.from).toBe(rows[index - 1]?.to);
    }
  });

  it("keep a row for what has a reason of its own, among folded days", () => {
    const holiday: Told = [24, "holiday", { name: "New Year" }];
    const { trace } = traceOf({ parts: [...workingDays(6), holiday, ...workingDays(6)] });
    const rows = read(trace);
    expect(rows).toHaveLength(13);
    expect(rows[6]).toMatchObject({ kind: "holiday", name: "New Year", from: START + 6 * DAY });
  });

  it("keep fewer of what lies ahead", () => {
    const { trace } = traceOf({ isAhead: true, parts: workingDays(30) });
    expect(read(trace)).toHaveLength(20);
  });

  it("are none of a clock that has no time behind it", () => {
    expect(read(traceOf({ parts: [] }).trace)).toEqual([]);
  });
});
