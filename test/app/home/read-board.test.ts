import { setImmediate } from "node:timers/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { readBoard } from "../../../src/app/home/read-board.ts";
import { rememberBoard } from "../../../src/app/home/remember-board.ts";
import type { Board } from "../../../src/ports/board-store.ts";

const calm = { onTrack: 0, paused: 0, atRisk: 0, overdue: 0 };

function boardOf(clocks: Awaited<ReturnType<Board["clocks"]>>, untaken: [string, number][]) {
  const asked: unknown[] = [];
  const board: Board = {
    clocks: async () => clocks,
    untaken: async () => new Map(untaken),
    urgent: async (_portal, options) => {
      asked.push(options);
      return [];
    },
    toTake: async () => [],
  };
  return { asked, board };
}

it("puts the department with the most overdue clocks first, then those at risk, then cases", async () => {
  const { board, asked } = boardOf(
    [
      { ...calm, department: "calm", onTrack: 90 },
      { ...calm, department: "late", overdue: 1 },
      { ...calm, department: "later", overdue: 2 },
      { ...calm, department: "risky", atRisk: 5 },
      { ...calm, department: null, onTrack: 1 },
    ],
    [
      ["calm", 1],
      ["only-cases", 3],
    ],
  );
  const { departments } = await readBoard({ board }, "1", 5);
  expect(departments.map(({ department, untaken }) => [department, untaken])).toEqual([
    ["later", 0],
    ["late", 0],
    ["risky", 0],
    ["only-cases", 3],
    ["calm", 1],
    [null, 0],
  ]);
  expect(asked).toEqual([{ now: 5, ownerIds: null, limit: 10 }]);
});

it("orders what is alike by name, so that rows do not jump", async () => {
  const alike = ["b", "a", "c"].map((department) => ({ ...calm, department, onTrack: 1 }));
  const { board } = boardOf(alike, []);
  const { departments } = await readBoard({ board }, "1", 5);
  expect(departments.map(({ department }) => department)).toEqual(["a", "b", "c"]);
});

describe("a remembered board", () => {
  let elapsedMs: number;
  let tookMs: number;
  let isAway: boolean;
  let counts: number;
  beforeEach(() => {
    elapsedMs = 0;
    tookMs = 0;
    isAway = false;
    counts = 0;
  });
  const board: Board = {
    ...boardOf([], []).board,
    untaken: async () => {
      counts += 1;
      elapsedMs += tookMs;
      if (isAway) throw new Error("the store is away");
      return new Map();
    },
  };
  const remembered = () => rememberBoard({ board }, { lifetimeMs: 10, elapsedMs: () => elapsedMs });

  it("is counted once in a moment for all who look, and again after a failure", async () => {
    const read = remembered();
    isAway = true;
    await expect(read("1", 5)).rejects.toThrow("the store is away");
    isAway = false;
    const first = await read("1", 6);
    elapsedMs = 9;
    expect(await read("1", 7)).toBe(first);
    expect(await read("2", 7)).not.toBe(first);
    elapsedMs = 10;
    expect(await read("1", 8)).toEqual({ ...first, countedAt: 8 });
    expect(counts).toBe(4);
  });

  it("is one count for all who come while it is counted", async () => {
    const read = remembered();
    const [one, other] = await Promise.all([read("1", 5), read("1", 6)]);
    expect(one).toBe(other);
    expect(counts).toBe(1);
  });

  it("is shown as it was while one that takes long is counted anew", async () => {
    const read = remembered();
    tookMs = 100;
    const first = await read("1", 5);
    // Twenty times as long as it took.
    elapsedMs = 100 + 1_999;
    expect(await read("1", 6)).toBe(first);
    expect(counts).toBe(1);
    elapsedMs = 100 + 2_000;
    expect(await read("1", 7)).toBe(first);
    expect(await read("1", 8)).toBe(first);
    await setImmediate();
    expect(await read("1", 9)).toEqual({ ...first, countedAt: 7 });
    expect(counts).toBe(2);
  });

  it("is counted anew for whoever comes after a quiet time", async () => {
    const read = remembered();
    tookMs = 100;
    const first = await read("1", 5);
    elapsedMs = 100 + 120_000;
    expect(await read("1", 6)).toEqual({ ...first, countedAt: 6 });
  });

  it("is shown as it was, and tried again later, when it cannot be counted", async () => {
    const read = remembered();
    tookMs = 100;
    const first = await read("1", 5);
    isAway = true;
    elapsedMs = 2_100;
    expect(await read("1", 6)).toBe(first);
    await setImmediate();
    expect(await read("1", 7)).toBe(first);
    expect(counts).toBe(2);
    isAway = false;
    elapsedMs += 10;
    await read("1", 8);
    await setImmediate();
    expect(await read("1", 9)).toEqual({ ...first, countedAt: 8 });
  });
});
