import { describe, expect, it } from "vitest";
import { z } from "zod";
import { json } from "../../src/adapters/postgres/values.ts";
import type { OpenTestDatabase } from "../support/databases.ts";

/** What both engines must answer alike. */
export function databaseContract(open: OpenTestDatabase): void {
  describe("values", () => {
    it.each<{ name: string; sql: string; expected: unknown }>([
      { name: "int8 as text", sql: "42::int8", expected: "42" },
      { name: "int8 beyond doubles", sql: "9007199254740993::int8", expected: "9007199254740993" },
      { name: "count as text", sql: "(select count(*) from portal)", expected: "0" },
      { name: "int4 as number", sql: "7::int4", expected: 7 },
      { name: "int2 as number", sql: "7::int2", expected: 7 },
      { name: "numeric as text", sql: "1.50::numeric", expected: "1.50" },
      { name: "float8 as number", sql: "1.5::float8", expected: 1.5 },
      { name: "date as text", sql: "'2026-03-29'::date", expected: "2026-03-29" },
      { name: "interval as text", sql: "'1 day 02:00:00'::interval", expected: "1 day 02:00:00" },
      {
        name: "timestamp as text",
        sql: "'2026-03-29 02:30:00'::timestamp",
        expected: "2026-03-29 02:30:00",
      },
      {
        name: "timestamptz as Date",
        sql: "'2026-01-02 03:04:05.678+02'::timestamptz",
        expected: new Date("2026-01-02T01:04:05.678Z"),
      },
      { name: "timestamptz before 1970", sql: "to_timestamp(-1)", expected: new Date(-1_000) },
      { name: "jsonb as value", sql: `'{"a":[1,null]}'::jsonb`, expected: { a: [1, null] } },
      { name: "text array", sql: "array['a','b,c',null]", expected: ["a", "b,c", null] },
      { name: "int8 array", sql: "array[1,2]::int8[]", expected: ["1", "2"] },
      { name: "boolean", sql: "true", expected: true },
      { name: "null", sql: "null::timestamptz", expected: null },
    ])("$name", async ({ sql, expected }) => {
      const db = await open();
      expect((await db.query(`select ${sql} as v`)).rows).toEqual([{ v: expected }]);
      expect((await db.query(`select ${sql} as v where $1`, [true])).rows).toEqual([
        { v: expected },
      ]);
    });

    it("takes texts with every awkward character as parameters", async () => {
      const db = await open();
      const texts = ['"quoted"', "back\\slash", "{brace,comma}", "", "NULL", "客訴", "😀", "a\nb"];
      const { rows } = await db.query("select t from unnest($1::text[]) as t", [texts]);
      expect(rows.map((row) => row["t"])).toEqual(texts);
    });

    it("stores JSON texts that jsonb would refuse, with a mark where they cannot be kept", async () => {
      const db = await open();
      const { rows } = await db.query("select $1::jsonb as v", [
        json({ nul: "a\0b", half: "\ud800x", plain: "\\u0000 and 😀" }),
      ]);
      expect(rows).toEqual([{ v: { nul: "a\uFFFDb", half: "\uFFFDx", plain: "\\u0000 and 😀" } }]);
    });

    it("tells the code of an error", async () => {
      const db = await open();
      await expect(db.query("select 1/0")).rejects.toMatchObject({ code: "22012" });
      await expect(db.query("select * from no_such_table")).rejects.toMatchObject({
        code: "42P01",
      });
    });

    it("tells how many rows a statement changed", async () => {
      const db = await open();
      expect(await db.run("insert into slack_link values (1, 'T1'), (2, 'T2')")).toBe(2);
      expect(await db.run("update slack_link set team_id = $1", ["T3"])).toBe(2);
      expect(await db.run("delete from slack_link where portal_id = $1", ["3"])).toBe(0);
    });

    it("runs a prepared statement again with other values, also after it has failed", async () => {
      const db = await open();
      const division = { name: "eighty_four_by", text: "select 84 / $1::int as v" };
      const quotient = async (divisor: number) =>
        (await db.query(division, [divisor])).rows[0]?.["v"];
      for (const divisor of [1, 2, 3, 4, 6, 7, 12])
        expect(await quotient(divisor)).toBe(84 / divisor);
      await expect(quotient(0)).rejects.toMatchObject({ code: "22012" });
      expect(await quotient(2)).toBe(42);
      const inTransaction = db.transaction(async () => [await quotient(4), await quotient(3)]);
      expect(await inTransaction).toEqual([21, 28]);
    });

    it("compiles nothing just in time", async () => {
      const db = await open();
      const [setting] = await db.rows(
        z.object({ jit: z.string() }),
        "select current_setting('jit') jit",
      );
      expect(setting).toEqual({ jit: "off" });
    });
  });

  describe("transactions", () => {
    const insert = "insert into slack_link values ($1, 'T1')";
    const portals = "select portal_id from slack_link order by portal_id";

    it("keeps all of it or nothing", async () => {
      const db = await open();
      const failing = db.transaction(async () => {
        await db.run(insert, [1]);
        throw new Error("gives up");
      });
      await expect(failing).rejects.toThrow("gives up");
      expect((await db.query(portals)).rows).toEqual([]);
      await db.transaction(() => db.run(insert, [1]));
      expect((await db.query(portals)).rows).toEqual([{ portal_id: "1" }]);
    });

    it("is not seen by others before it is committed", async () => {
      const db = await open();
      const isInserted = Promise.withResolvers<void>();
      const mayCommit = Promise.withResolvers<void>();
      const writing = db.transaction(async () => {
        await db.run(insert, [1]);
        isInserted.resolve();
        await mayCommit.promise;
      });
      await isInserted.promise;
      const reading = db.query(portals);
      if (db.engine === "server") expect((await reading).rows).toEqual([]);
      mayCommit.resolve();
      await writing;
      // The embedded database has one session: the reader waited for the writer.
      if (db.engine === "embedded") expect((await reading).rows).toHaveLength(1);
    });

    it("lets an inner transaction be a part of the outer one", async () => {
      const db = await open();
      const failing = db.transaction(async () => {
        await db.transaction(() => db.run(insert, [1]));
        throw new Error("gives up");
      });
      await expect(failing).rejects.toThrow("gives up");
      expect((await db.query(portals)).rows).toEqual([]);
    });

    it("keeps many transactions at once apart", async () => {
      const db = await open();
      const runs = Array.from({ length: 20 }, (_, n) =>
        db.transaction(async () => {
          await db.run(insert, [n]);
          if (n % 2 === 1) throw new Error("odd");
        }),
      );
      await Promise.allSettled(runs);
      expect((await db.query(portals)).rows).toHaveLength(10);
    });

    it("runs statements that were started together one after the other", async () => {
      const db = await open();
      await db.transaction(async () => {
        await Promise.all([1, 2, 3].map((portal) => db.run(insert, [portal])));
      });
      expect((await db.query(portals)).rows).toHaveLength(3);
    });

    it("fails when a statement failed, even if nobody looked at the failure", async () => {
      const db = await open();
      const swallowing = db.transaction(async () => {
        await db.run(insert, [1]);
        await Promise.allSettled([db.query("select 1/0")]);
      });
      await expect(swallowing).rejects.toMatchObject({ code: "22012" });
      expect((await db.query(portals)).rows).toEqual([]);
    });

    it("refuses a statement that comes after its end", async () => {
      const db = await open();
      const late = Promise.withResolvers<void>();
      const stray: Promise<unknown>[] = [];
      await db.transaction(async () => {
        stray.push(late.promise.then(() => db.run(insert, [1])));
      });
      late.resolve();
      await expect(stray[0]).rejects.toThrow("transaction that is still open");
    });

    it.each(["40001", "40P01"])("runs the work again on %s", async (code) => {
      const db = await open();
      let attempts = 0;
      await db.transaction(async () => {
        attempts += 1;
        await db.run(insert, [attempts]);
        if (attempts < 3) await db.query(raise(code));
      });
      expect((await db.query(portals)).rows).toEqual([{ portal_id: "3" }]);
    });

    it("gives up when the same work is refused again and again", async () => {
      const db = await open();
      let attempts = 0;
      const hopeless = db.transaction(async () => {
        attempts += 1;
        await db.query(raise("40001"));
      });
      await expect(hopeless).rejects.toMatchObject({ code: "40001" });
      expect(attempts).toBe(6);
    });

    it("runs work once when it fails for another reason", async () => {
      const db = await open();
      let attempts = 0;
      const failing = db.transaction(async () => {
        attempts += 1;
        await db.query(raise("23505"));
      });
      await expect(failing).rejects.toMatchObject({ code: "23505" });
      expect(attempts).toBe(1);
    });
  });
}

function raise(code: string): string {
  return `do $$ begin raise exception 'refused' using errcode = '${code}'; end $$`;
}
