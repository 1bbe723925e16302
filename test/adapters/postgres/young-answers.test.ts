import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createRowReader } from "../../../src/adapters/postgres/row-reader.ts";
import { Instant } from "../../../src/adapters/postgres/values.ts";
import { serverUrl, useServerDatabase } from "../../support/databases.ts";
import { leftAmongOld } from "../../support/old-space.ts";

/**
 * With the driver's own promise it is 4,900 bytes; with schemas that are not compiled, 3,500. What other tests
 * left running in this process has made it 500 once.
 */
const NEARLY_NOTHING = 1_500;

const ROWS = {
  name: "test_rows",
  text: "select n, repeat('x', 200) as text, now() as at from generate_series(1, 5) n",
};
const Row = z
  .object({ n: z.int(), text: z.string(), at: Instant })
  .transform(({ n, text, at }) => ({ n, text, at }));

describe.skipIf(serverUrl === undefined)("an answer of PostgreSQL (needs DATABASE_URL)", () => {
  const open = useServerDatabase();

  it("leaves nothing behind that a small garbage collection would have to move", async () => {
    const db = await open();
    expect(await leftAmongOld(() => db.query(ROWS))).toBeLessThan(NEARLY_NOTHING);
    expect(await leftAmongOld(() => db.rows(Row, ROWS))).toBeLessThan(NEARLY_NOTHING);
  });
});

describe("createRowReader", () => {
  const at = new Date("2026-03-02T08:00:00Z");
  const row = { n: 1, text: "a", at };

  it("reads rows alike before and after their schema is compiled", () => {
    const read = createRowReader();
    const readings = Array.from({ length: 300 }, () => read(Row, [row]));
    expect(new Set(readings.map((reading) => JSON.stringify(reading)))).toEqual(
      new Set([JSON.stringify([{ n: 1, text: "a", at: at.getTime() }])]),
    );
  });

  it("refuses a row that is not of its schema before and after that", () => {
    const read = createRowReader();
    const refusal = () => {
      try {
        return read(Row, [{ ...row, n: "1" }]);
      } catch (error) {
        return String(error);
      }
    };
    const first = refusal();
    expect(first).toContain("expected number, received string");
    read(
      Row,
      Array.from({ length: 300 }, () => row),
    );
    expect(refusal()).toBe(first);
  });
});
