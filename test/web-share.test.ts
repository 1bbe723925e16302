import { expect, it } from "vitest";
import { createWebShare } from "../src/web-share.ts";
import { createRecordingLogger } from "./support/recording-logger.ts";

const EVERY_MS = 5;

it("a process learns how many answer, keeps that while the store is away, and says that it stops", async () => {
  let isAway = false;
  const left: string[] = [];
  let beats = 0;
  const share = createWebShare(
    {
      beat: async () => {
        beats += 1;
        if (isAway) throw new Error("the store does not answer");
        return 3;
      },
      leave: async (processId) => void left.push(processId),
    },
    { logger: createRecordingLogger(), everyMs: EVERY_MS },
  );
  expect(share.processes()).toBe(1);
  share.start();
  share.start();
  await expect.poll(() => share.processes()).toBe(3);
  isAway = true;
  const before = beats;
  await expect.poll(() => beats).toBeGreaterThan(before);
  expect(share.processes()).toBe(3);
  await share.stop();
  expect(left).toHaveLength(1);
});

it("a process stops though the store cannot be told", async () => {
  const logger = createRecordingLogger();
  const leave = async () => Promise.reject(new Error("the store is closed"));
  const share = createWebShare({ beat: async () => 1, leave }, { logger, everyMs: EVERY_MS });
  await share.stop();
  expect(logger.lines).toEqual([]);
  share.start();
  await share.stop();
  expect(logger.lines.map(({ level }) => level)).toEqual(["warn"]);
});
