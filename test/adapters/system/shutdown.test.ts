import { EventEmitter } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { stopOnSignal } from "../../../src/adapters/system/shutdown.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start(stop: () => Promise<void>) {
  const signals = new EventEmitter();
  const codes: number[] = [];
  let stops = 0;
  stopOnSignal({
    stop: () => {
      stops += 1;
      return stop();
    },
    graceMs: 10_000,
    exit: (code) => codes.push(code),
    signals,
    logger: createRecordingLogger(),
  });
  return { signals, codes, stops: () => stops };
}

describe("on a signal", () => {
  it.each(["SIGTERM", "SIGINT"])(
    "%s everything stops once and the process ends well",
    async (signal) => {
      const run = start(async () => undefined);
      run.signals.emit(signal);
      run.signals.emit(signal);
      await vi.advanceTimersByTimeAsync(20_000);
      expect(run.stops()).toBe(1);
      expect(run.codes).toEqual([0]);
    },
  );

  it("a second one finds no listener, so that the system ends the process", () => {
    const run = start(() => new Promise(() => undefined));
    run.signals.emit("SIGTERM");
    expect(run.signals.listenerCount("SIGINT") + run.signals.listenerCount("SIGTERM")).toBe(0);
  });

  it("a stop that fails ends with 1", async () => {
    const run = start(async () => Promise.reject(new Error("no store")));
    run.signals.emit("SIGTERM");
    await vi.advanceTimersByTimeAsync(0);
    expect(run.codes).toEqual([1]);
  });

  it("a stop that hangs ends with 1 when its time is over, not before", async () => {
    const run = start(() => new Promise(() => undefined));
    run.signals.emit("SIGTERM");
    await vi.advanceTimersByTimeAsync(9_999);
    expect(run.codes).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(run.codes).toEqual([1]);
  });
});

it("does nothing without a signal", async () => {
  const run = start(async () => undefined);
  await vi.advanceTimersByTimeAsync(60_000);
  expect([run.stops(), run.codes]).toEqual([0, []]);
});
