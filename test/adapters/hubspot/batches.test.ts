import { describe, expect, it } from "vitest";
import { chunksOf, inTurns } from "../../../src/adapters/hubspot/batches.ts";

it.each([
  { name: "nothing", items: [], expected: [] },
  { name: "less than one batch", items: [1], expected: [[1]] },
  { name: "exactly one batch", items: [1, 2], expected: [[1, 2]] },
  { name: "one more than a batch", items: [1, 2, 3], expected: [[1, 2], [3]] },
])("cuts $name", ({ items, expected }) => {
  expect(chunksOf(items, 2)).toEqual(expected);
});

describe("work in turns", () => {
  it("keeps the order and never does more than eight things at once", async () => {
    let running = 0;
    let most = 0;
    const items = Array.from({ length: 20 }, (_, index) => index);

    const results = await inTurns(items, async (item) => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return item * 2;
    });

    expect(results).toEqual(items.map((item) => item * 2));
    expect(most).toBe(8);
  });

  it("ends with the first failure", async () => {
    const begun: number[] = [];
    const items = Array.from({ length: 20 }, (_, index) => index);
    const work = inTurns(items, async (item) => {
      begun.push(item);
      if (item === 3) throw new Error("its own");
    });

    await expect(work).rejects.toThrow("its own");
    expect(begun).toHaveLength(8);
  });
});
