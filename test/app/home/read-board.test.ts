import { expect, it } from "vitest";
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

it("is counted once in a moment for all who look, and again after a failure", async () => {
  const { board, asked } = boardOf([], []);
  let elapsedMs = 0;
  let isAway = true;
  const away: Board = {
    ...board,
    untaken: async () => {
      if (isAway) throw new Error("the store is away");
      return new Map();
    },
  };
  const read = rememberBoard({ board: away }, { lifetimeMs: 10, elapsedMs: () => elapsedMs });
  await expect(read("1", 5)).rejects.toThrow("the store is away");
  isAway = false;
  const first = await read("1", 6);
  elapsedMs = 9;
  expect(await read("1", 7)).toBe(first);
  expect(await read("2", 7)).not.toBe(first);
  elapsedMs = 10;
  expect(await read("1", 8)).not.toBe(first);
  expect(asked).toHaveLength(4);
});
