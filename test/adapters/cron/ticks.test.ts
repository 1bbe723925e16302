import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { startTicks, type Tick } from "../../../src/adapters/cron/ticks.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const midnight = Date.UTC(2026, 2, 29);
const hourMs = 3_600_000;

beforeEach(() => {
  vi.useFakeTimers({ now: midnight });
});
afterEach(() => {
  vi.useRealTimers();
});

function start(tick: Partial<Tick>) {
  const logger = createRecordingLogger();
  const at: number[] = [];
  const run = async (instant: number) => {
    at.push(instant);
  };
  const ticks = startTicks([{ name: "plan", schedule: "0 3 * * *", run, ...tick }], logger);
  return { ticks, at, lines: logger.lines };
}

describe("a tick", () => {
  it.each<{ name: string; tick: Partial<Tick>; expected: number[] }>([
    { name: "comes on its schedule", tick: {}, expected: [midnight + 3 * hourMs] },
    {
      name: "follows the clock of its zone",
      tick: { zone: "Asia/Taipei", schedule: "0 12 * * *" },
      expected: [midnight + 4 * hourMs],
    },
    {
      name: "follows the zone over the night on which summer time begins",
      tick: { zone: "Europe/Berlin", schedule: "30 1,3 * * *" },
      expected: [midnight + 0.5 * hourMs, midnight + 1.5 * hourMs],
    },
  ])("$name", async ({ tick, expected }) => {
    const { ticks, at } = start(tick);
    await vi.advanceTimersByTimeAsync(12 * hourMs);
    await ticks.stop();
    expect(at).toEqual(expected);
  });

  it("comes no more after the stop", async () => {
    const { ticks, at } = start({ schedule: "0 * * * *" });
    await vi.advanceTimersByTimeAsync(hourMs);
    await ticks.stop();
    await vi.advanceTimersByTimeAsync(5 * hourMs);
    expect(at).toEqual([midnight + hourMs]);
  });

  it("that fails is written down and comes again", async () => {
    let turns = 0;
    const run = async () => {
      turns += 1;
      throw new Error("no store");
    };
    const { ticks, lines } = start({ schedule: "0 * * * *", run });
    await vi.advanceTimersByTimeAsync(2 * hourMs);
    await ticks.stop();
    expect(turns).toBe(2);
    expect(lines.filter(({ level }) => level === "error")).toEqual([
      expect.objectContaining({ message: "a tick failed" }),
      expect.objectContaining({ message: "a tick failed" }),
    ]);
  });

  it("that still runs is not started again, and the stop waits for it", async () => {
    const end = Promise.withResolvers<void>();
    let turns = 0;
    const run = () => {
      turns += 1;
      return end.promise;
    };
    const { ticks } = start({ schedule: "0 * * * *", run });
    await vi.advanceTimersByTimeAsync(3 * hourMs);
    expect(turns).toBe(1);
    let isStopped = false;
    const stopped = ticks.stop().then(() => {
      isStopped = true;
    });
    await vi.advanceTimersByTimeAsync(hourMs);
    expect(isStopped).toBe(false);
    end.resolve();
    await stopped;
    expect(isStopped).toBe(true);
  });

  it("with a schedule that cannot be read is a bug", () => {
    expect(() => start({ schedule: "at three" })).toThrow("the schedule of tick plan can be read");
  });
});
