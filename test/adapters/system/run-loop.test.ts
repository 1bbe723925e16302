import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type RunLoopOptions, startRunLoop } from "../../../src/adapters/system/run-loop.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const start = Date.UTC(2026, 2, 27);

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

type Turn = "work" | "idle" | "fail";

/** A loop whose turns end as told, then idle; `at` holds when each began, counted from the start. */
function run(turns: readonly Turn[], options: Partial<RunLoopOptions> = {}) {
  const at: number[] = [];
  const logger = createRecordingLogger();
  const loop = startRunLoop({
    name: "sweep",
    idleMs: 500,
    logger,
    step: async () => {
      at.push(Date.now() - start);
      const turn = turns[at.length - 1] ?? "idle";
      if (turn === "fail") throw new Error("no store");
      return turn === "work";
    },
    ...options,
  });
  return { loop, at, lines: logger.lines };
}

describe("a loop", () => {
  it.each<{ name: string; turns: readonly Turn[]; forMs: number; expected: readonly number[] }>([
    {
      name: "takes the next turn at once when it did work",
      turns: ["work", "work"],
      forMs: 499,
      expected: [0, 0, 0],
    },
    {
      name: "waits when there was nothing to do",
      turns: ["idle", "idle"],
      forMs: 1_000,
      expected: [0, 500, 1_000],
    },
    {
      name: "waits longer after each failure",
      turns: ["fail", "fail", "fail"],
      forMs: 3_500,
      expected: [0, 500, 1_500, 3_500],
    },
    {
      name: "begins anew with waiting after a turn that went well",
      turns: ["fail", "work", "fail"],
      forMs: 1_000,
      expected: [0, 500, 500, 1_000],
    },
  ])("$name", async ({ turns, forMs, expected }) => {
    const { loop, at } = run(turns);
    await vi.advanceTimersByTimeAsync(forMs);
    await loop.stop();
    expect(at).toEqual(expected);
  });

  it("never waits longer than its limit", async () => {
    const failures = Array.from({ length: 6 }, (): Turn => "fail");
    const limits = { firstBackOffMs: 1, longestBackOffMs: 4 };
    const { loop, at } = run(failures, { limits });
    await vi.advanceTimersByTimeAsync(20);
    await loop.stop();
    expect(at.slice(0, 6)).toEqual([0, 1, 3, 7, 11, 15]);
  });

  it("writes down each failure", async () => {
    const { loop, lines } = run(["fail"]);
    await loop.stop();
    expect(lines).toEqual([
      {
        level: "error",
        fields: { loop: "sweep", error: new Error("no store") },
        message: "a turn failed and is taken again",
      },
    ]);
  });
});

describe("waking a loop", () => {
  it("ends its wait", async () => {
    const { loop, at } = run(["idle"]);
    await vi.advanceTimersByTimeAsync(100);
    loop.wake();
    await vi.advanceTimersByTimeAsync(0);
    await loop.stop();
    expect(at).toEqual([0, 100]);
  });

  it("while a turn runs is not forgotten", async () => {
    const turn = Promise.withResolvers<boolean>();
    let turns = 0;
    const { loop } = run([], {
      step: () => {
        turns += 1;
        return turns === 1 ? turn.promise : Promise.resolve(false);
      },
    });
    loop.wake();
    turn.resolve(false);
    await vi.advanceTimersByTimeAsync(0);
    await loop.stop();
    expect(turns).toBe(2);
  });

  it("does not shorten the wait after a failure", async () => {
    const { loop, at } = run(["fail"]);
    await vi.advanceTimersByTimeAsync(100);
    loop.wake();
    await vi.advanceTimersByTimeAsync(399);
    expect(at).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1);
    await loop.stop();
    expect(at).toEqual([0, 500]);
  });
});

describe("stopping a loop", () => {
  it("waits for the turn that runs, and takes no other", async () => {
    const turn = Promise.withResolvers<boolean>();
    let turns = 0;
    const { loop } = run([], {
      step: () => {
        turns += 1;
        return turn.promise;
      },
    });
    let isStopped = false;
    const stopped = loop.stop().then(() => {
      isStopped = true;
    });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(isStopped).toBe(false);
    turn.resolve(true);
    await stopped;
    expect(turns).toBe(1);
  });

  it.each<Turn>(["idle", "fail"])("ends the wait after a turn that was %s", async (turn) => {
    const { loop, at } = run([turn]);
    await vi.advanceTimersByTimeAsync(100);
    await loop.stop();
    expect(at).toEqual([0]);
    expect(vi.getTimerCount()).toBe(0);
  });
});
