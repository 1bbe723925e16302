import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createMovingTime } from "../../sandbox/moving-time.ts";

const START = Date.UTC(2026, 2, 27, 9, 0);
const SECOND = 1_000;

describe("the time of the sandbox", () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance"] }));
  afterEach(() => void vi.useRealTimers());

  const pass = (ms: number) => void vi.advanceTimersByTime(ms);

  it("runs like that of the machine until it is told otherwise", () => {
    const time = createMovingTime(START);
    pass(10 * SECOND);
    expect(time.now()).toBe(START + 10 * SECOND);
    expect(time.speed()).toBe(1);
  });

  it("runs faster from where it is, and slower again without going back", () => {
    const time = createMovingTime(START);
    pass(SECOND);
    time.setSpeed(60);
    expect(time.now()).toBe(START + SECOND);
    pass(2 * SECOND);
    expect(time.now()).toBe(START + 121 * SECOND);
    time.setSpeed(1);
    pass(SECOND);
    expect(time.now()).toBe(START + 122 * SECOND);
  });

  it("stands still while it is paused, however fast it was", () => {
    const time = createMovingTime(START);
    time.setSpeed(600);
    pass(SECOND);
    time.pause();
    pass(SECOND);
    expect(time.now()).toBe(START + 600 * SECOND);
    time.advance(5 * SECOND);
    time.resume();
    pass(SECOND);
    expect(time.now()).toBe(START + 1_205 * SECOND);
  });
});
