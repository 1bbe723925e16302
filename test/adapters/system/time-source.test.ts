import { afterEach, expect, it, vi } from "vitest";
import { systemTimeSource } from "../../../src/adapters/system/time-source.ts";

afterEach(() => {
  vi.useRealTimers();
});

it("tells the machine's time in epoch milliseconds", () => {
  vi.useFakeTimers({ now: 1_800_000_000_000 });
  expect(systemTimeSource.now()).toBe(1_800_000_000_000);
});
