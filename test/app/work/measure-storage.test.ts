import { expect, it } from "vitest";
import { measureStorage } from "../../../src/app/work/measure-storage.ts";
import type { StoredPortal } from "../../../src/ports/portal-storage.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const NOW = 7_000;

it.each<{ name: string; over: StoredPortal[]; told: number }>([
  { name: "tells of an account that holds too much", over: [{ portalId: "1", bytes: 9 }], told: 1 },
  { name: "says nothing while none does", over: [], told: 0 },
])("$name", async ({ over, told }) => {
  const logger = createRecordingLogger();
  const asked: unknown[] = [];
  await measureStorage({
    storage: {
      measure: async (now) => void asked.push(now),
      over: async (bytes) => {
        asked.push(bytes);
        return over;
      },
      ofPortal: async () => null,
      figures: async () => ({ largestBytes: 0, over: 0 }),
    },
    storageLimitBytes: 8,
    timeSource: { now: () => NOW },
    logger,
  });
  expect(asked).toEqual([NOW, 8]);
  expect(logger.lines.map(({ fields }) => fields)).toEqual(
    over.map((one) => ({ ...one, limitBytes: 8 })),
  );
  expect(logger.lines).toHaveLength(told);
});
