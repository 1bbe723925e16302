import { expect, it } from "vitest";
import { createFreezableTime } from "../../../sandbox/page/host/worker-time.ts";

it("stands still while frozen and goes on from there, as often as wanted", () => {
  let machineMs = 1_000;
  const clock = { now: () => machineMs };
  const time = createFreezableTime(clock);
  expect(clock.now()).toBe(1_000);
  time.freeze();
  machineMs = 5_000;
  expect(clock.now()).toBe(1_000);
  time.freeze();
  time.run();
  expect(clock.now()).toBe(1_000);
  machineMs = 6_000;
  expect(clock.now()).toBe(2_000);
  time.freeze();
  machineMs = 9_000;
  time.run();
  time.run();
  machineMs = 9_500;
  expect(clock.now()).toBe(2_500);
});
