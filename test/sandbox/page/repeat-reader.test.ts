import { expect, it, vi } from "vitest";
import { createRepeatReader } from "../../../sandbox/page/repeat-reader.ts";

/** Answers when it is told to, in order. */
function slowSource() {
  const open: PromiseWithResolvers<string>[] = [];
  const load = vi.fn((_signal: AbortSignal) => {
    const answer = Promise.withResolvers<string>();
    open.push(answer);
    return answer.promise;
  });
  return { load, take: () => open.shift() };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

it("reads once more after any number of changes during a reading, and shows every answer", async () => {
  const { load, take } = slowSource();
  const onValue = vi.fn();
  const reader = createRepeatReader(load, { onValue, onProblem: vi.fn() });
  reader.read();
  reader.read();
  reader.read();
  expect(load).toHaveBeenCalledTimes(1);
  take()?.resolve("first");
  await settled();
  expect(load).toHaveBeenCalledTimes(2);
  take()?.resolve("second");
  await settled();
  expect(load).toHaveBeenCalledTimes(2);
  expect(onValue.mock.calls).toEqual([["first"], ["second"]]);
});

it("tells what went wrong and can read again", async () => {
  const { load, take } = slowSource();
  const told = { onValue: vi.fn(), onProblem: vi.fn() };
  const reader = createRepeatReader(load, told);
  reader.read();
  take()?.reject(new Error("no answer"));
  await settled();
  expect(told.onProblem).toHaveBeenCalledExactlyOnceWith("no answer");
  reader.read();
  take()?.resolve("fine");
  await settled();
  expect(told.onValue).toHaveBeenCalledExactlyOnceWith("fine");
});

it("is silent once it is stopped", async () => {
  const { load, take } = slowSource();
  const told = { onValue: vi.fn(), onProblem: vi.fn() };
  const reader = createRepeatReader(load, told);
  reader.read();
  reader.read();
  reader.stop();
  expect(load.mock.calls[0]?.[0].aborted).toBe(true);
  take()?.resolve("too late");
  await settled();
  expect(told.onValue).not.toHaveBeenCalled();
  expect(load).toHaveBeenCalledTimes(1);
});
