import { describe, expect, it } from "vitest";
import { createGroupCommit } from "../../../src/adapters/postgres/group-commit.ts";
import { PluginError } from "../../../src/ports/plugin-error.ts";

const limits = {
  lanes: 1,
  callsForAnotherLane: 1,
  maxItems: 4,
  maxCharacters: 100,
  maxWaitingCalls: 10,
};

/** Commits texts; each insert waits until it is told how it ends. */
function setUp(changes: Partial<typeof limits> = {}) {
  const items: (readonly string[])[] = [];
  const starts = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const ends = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const commit = createGroupCommit<string>({
    ...limits,
    ...changes,
    sizeOf: (item) => item.length,
    insert: async (inserted) => {
      const number = items.push(inserted) - 1;
      starts[number]?.resolve();
      await ends[number]?.promise;
    },
  });
  /** Lets the insert of that number end once it has begun. */
  const end = async (number: number, error?: Error) => {
    await starts[number]?.promise;
    if (error === undefined) ends[number]?.resolve();
    else ends[number]?.reject(error);
  };
  return { commit, items, end };
}

describe("group commit", () => {
  it("lets calls that come while an insert runs share the next one", async () => {
    const { commit, items, end } = setUp();
    const calls = [commit(["a"]), commit(["b", "c"]), commit(["d"])];
    await end(0);
    await end(1);
    await Promise.all(calls);
    expect(items).toEqual([["a"], ["b", "c", "d"]]);
  });

  it("resolves a call only after its own insert", async () => {
    const { commit, end } = setUp();
    let isSecondDone = false;
    const first = commit(["a"]);
    const second = commit(["b"]).then(() => {
      isSecondDone = true;
    });
    await end(0);
    await first;
    expect(isSecondDone).toBe(false);
    await end(1);
    await second;
  });

  it("runs as many inserts at once as there are lanes", () => {
    const { commit, items } = setUp({ lanes: 2 });
    for (const item of ["a", "b", "c"]) void commit([item]);
    expect(items).toEqual([["a"], ["b"]]);
  });

  it("opens another lane only when enough calls wait", async () => {
    const { commit, items, end } = setUp({ lanes: 3, callsForAnotherLane: 3 });
    const calls = ["a", "b", "c"].map((item) => commit([item]));
    expect(items).toEqual([["a"]]);
    calls.push(commit(["d"]), commit(["e"]));
    expect(items).toEqual([["a"], ["b", "c", "d"]]);
    await end(1);
    await Promise.all(calls.slice(1, 4));
    expect(items).toHaveLength(2);
    await end(0);
    await end(2);
    await Promise.all(calls);
    expect(items).toEqual([["a"], ["b", "c", "d"], ["e"]]);
  });

  it.each<{ name: string; calls: string[][]; second: string[] }>([
    { name: "items", calls: [["a"], ["b", "c"], ["d", "e"], ["f"]], second: ["b", "c", "d", "e"] },
    { name: "characters", calls: [["a"], ["x".repeat(100)], ["b"]], second: ["x".repeat(100)] },
  ])("takes no more calls into an insert that is full of $name", async ({ calls, second }) => {
    const { commit, items, end } = setUp();
    const committed = calls.map((call) => commit(call));
    for (const number of [0, 1, 2]) await end(number);
    await Promise.all(committed);
    expect(items).toEqual([["a"], second, calls.at(-1)]);
  });

  it("tries the calls of a failed insert one by one", async () => {
    const { commit, items, end } = setUp();
    const outcomes = Promise.allSettled([commit(["a"]), commit(["bad"]), commit(["c"])]);
    await end(0);
    await end(1, new Error("invalid text"));
    await end(2, new Error("invalid text"));
    await end(3);
    expect((await outcomes).map((outcome) => outcome.status)).toEqual([
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(items).toEqual([["a"], ["bad", "c"], ["bad"], ["c"]]);
  });

  it("fails all calls of an insert at once when the store is out of reach", async () => {
    const { commit, items, end } = setUp();
    const outcomes = Promise.allSettled([commit(["a"]), commit(["b"]), commit(["c"])]);
    await end(0);
    await end(1, new PluginError("store_unavailable", "gone", { retryable: true }));
    expect((await outcomes).map((outcome) => outcome.status)).toEqual([
      "fulfilled",
      "rejected",
      "rejected",
    ]);
    expect(items).toHaveLength(2);
  });

  it("refuses more calls than may wait, and takes them again later", async () => {
    const { commit, end } = setUp({ maxWaitingCalls: 2 });
    const calls = [commit(["a"]), commit(["b"]), commit(["c"])];
    await expect(commit(["d"])).rejects.toMatchObject({
      code: "store_unavailable",
      retryable: true,
    });
    await end(0);
    await end(1);
    await Promise.all(calls);
    const late = commit(["e"]);
    await end(2);
    await late;
  });
});
