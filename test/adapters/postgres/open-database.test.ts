import { describe, expect, it } from "vitest";
import { z } from "zod";
import { openDatabase } from "../../../src/adapters/postgres/database.ts";
import { partitionsOf } from "../../../src/adapters/postgres/partitions.ts";
import { createStore } from "../../../src/adapters/postgres/store.ts";
import { serverUrl, TEST_NOW, withServerSchema } from "../../support/databases.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const TIMES = 3;

/** Making and dropping so few takes milliseconds: many come and go while one store is opened. */
const A_FEW = ["one", "two", "three"];

const options = {
  maxConnections: 3,
  logger: createRecordingLogger(),
  timeSource: { now: () => TEST_NOW },
};

describe("opening the store", () => {
  it("says that a server cannot be reached", async () => {
    // Nothing listens on the first port.
    const url = "postgres://postgres@127.0.0.1:1/test";
    await expect(openDatabase({ ...options, url })).rejects.toMatchObject({
      code: "store_unavailable",
      retryable: true,
    });
  });

  describe.skipIf(serverUrl === undefined)("on PostgreSQL (needs DATABASE_URL)", () => {
    it("lets programs that start together make the tables once", async () => {
      await withServerSchema(async (schema) => {
        const open = () => openDatabase({ ...options, url: serverUrl ?? "", schema });
        const all = await Promise.all([open(), open(), open(), open()]);
        const [db] = all;
        if (db === undefined) throw new Error("four were opened");
        expect(await partitionsOf(db, "delivery")).toHaveLength(3);
        expect(await createStore(db).portals.list()).toEqual([]);
        await Promise.all(all.map((one) => one.close()));
      });
    });

    it("makes the schema it is given when that is not there", async () => {
      await withServerSchema(async (schema) => {
        const inside = await openDatabase({ ...options, url: serverUrl ?? "", schema });
        await inside.query(`drop schema ${schema} cascade`);
        await inside.close();
        const db = await openDatabase({ ...options, url: serverUrl ?? "", schema });
        await expect(createStore(db).portals.list()).resolves.toEqual([]);
        await db.close();
      });
    });

    it("is not disturbed by another program that makes and drops schemas meanwhile", async () => {
      let isOver = false;
      let churned = 0;
      const churn = async () => {
        await withServerSchema(async (schema, client) => {
          const own = `${schema}_inner`;
          for (; !isOver; churned += 1) {
            await client.query(`create schema ${own}`);
            for (const name of A_FEW) {
              await client.query(`create table ${own}.${name} (id int primary key, text text)`);
            }
            await client.query(`drop schema ${own} cascade`);
          }
        });
      };
      const churning = churn();
      try {
        for (let time = 0; time < TIMES; time += 1) {
          await withServerSchema(async (schema) => {
            const db = await openDatabase({ ...options, url: serverUrl ?? "", schema });
            await db.close();
          });
        }
      } finally {
        isOver = true;
        await churning;
      }
      // With few of them it would not have been disturbed anyway.
      expect(churned).toBeGreaterThan(TIMES);
    });

    it("gives up a statement that takes too long, as out of reach", async () => {
      await withServerSchema(async (schema) => {
        const db = await openDatabase({ ...options, url: serverUrl ?? "", schema });
        const slow = db.transaction(async () => {
          await db.query("set local statement_timeout = '20ms'");
          await db.query("select pg_sleep(5)");
        });
        await expect(slow).rejects.toMatchObject({ code: "store_unavailable" });
        await expect(createStore(db).ping()).resolves.toBeUndefined();
        await db.close();
      });
    });

    it("survives that a session dies between two statements of a transaction", async () => {
      await withServerSchema(async (schema) => {
        const db = await openDatabase({ ...options, url: serverUrl ?? "", schema });
        const Pid = z.object({ pid: z.int() });
        const dying = db.transaction(async () => {
          const [session] = await db.rows(Pid, "select pg_backend_pid() as pid");
          await db.apart(() => db.query("select pg_terminate_backend($1, 5000)", [session?.pid]));
          await db.query("select 1");
        });
        await expect(dying).rejects.toMatchObject({ code: "store_unavailable", retryable: true });
        await expect(createStore(db).ping()).resolves.toBeUndefined();
        await db.close();
      });
    });

    it("survives that the server ends its sessions", async () => {
      await withServerSchema(async (schema) => {
        const db = await openDatabase({ ...options, url: serverUrl ?? "", schema });
        const dying = db.query("select pg_terminate_backend(pg_backend_pid())");
        await expect(dying).rejects.toMatchObject({ code: "store_unavailable", retryable: true });
        await expect(createStore(db).ping()).resolves.toBeUndefined();
        await db.close();
      });
    });
  });
});
