import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { EmbeddedPool } from "../../../src/adapters/postgres/embedded-pool.ts";
import { startUpkeep } from "../../../src/adapters/postgres/embedded-upkeep.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const MINUTE_MS = 60_000;

function setUp({ isIdle = true, failing = "" } = {}) {
  const statements: string[] = [];
  const pool: EmbeddedPool = {
    isIdle: () => isIdle,
    end: async () => undefined,
    connect: async () => ({
      query: async (statement) => {
        const text = String(statement);
        statements.push(text.split(" ")[0] ?? "");
        if (text.startsWith(failing) && failing !== "") throw new Error("disk full");
        return { rows: [], rowCount: 0 };
      },
      release: () => statements.push("release"),
    }),
  };
  const logger = createRecordingLogger();
  return { statements, logger, upkeep: startUpkeep(pool, logger) };
}

/** The embedded database has no background processes of its own. */
describe("upkeep of the embedded database", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("makes a checkpoint every minute and one at the end", async () => {
    const { statements, upkeep } = setUp();
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
    await upkeep.stop();
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS);
    expect(statements).toEqual(Array(3).fill(["checkpoint", "release"]).flat());
  });

  it.each<{ name: string; isIdle: boolean; minutes: number; vacuums: number }>([
    { name: "sweeps up after three idle minutes", isIdle: true, minutes: 3, vacuums: 1 },
    { name: "leaves a busy database alone", isIdle: false, minutes: 14, vacuums: 0 },
    {
      name: "sweeps up a busy one all the same in the end",
      isIdle: false,
      minutes: 15,
      vacuums: 1,
    },
  ])("$name", async ({ isIdle, minutes, vacuums }) => {
    const { statements, upkeep } = setUp({ isIdle });
    await vi.advanceTimersByTimeAsync(minutes * MINUTE_MS);
    await upkeep.stop();
    expect(statements.filter((statement) => statement === "vacuum")).toHaveLength(vacuums);
  });

  it("says when it fails, gives its session back and goes on", async () => {
    const { statements, logger, upkeep } = setUp({ failing: "checkpoint" });
    await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
    await upkeep.stop();
    expect(statements.filter((statement) => statement === "release")).toHaveLength(3);
    expect(logger.lines.map((line) => line.level)).toEqual(["error", "error", "error"]);
  });
});
