import { randomUUID } from "node:crypto";
import express from "express";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { answeringTo } from "../../../src/adapters/http/card-answering.ts";
import { createHttpApp } from "../../../src/adapters/http/create-http-app.ts";
import { createDatabase, type Database } from "../../../src/adapters/postgres/database.ts";
import { migrate } from "../../../src/adapters/postgres/migrate.ts";
import { createServerPool } from "../../../src/adapters/postgres/server-pool.ts";
import { findWall, raiseWall } from "../../../src/adapters/postgres/wall.ts";
import { serverUrl, TEST_NOW, useServerDatabase } from "../../support/databases.ts";
import { leaksOf } from "../../support/leaks.ts";
import { listen } from "../../support/listen.ts";
import { createRecordingLogger } from "../../support/recording-logger.ts";

const A = "4242001";
const B = "4242002";
const PORTALS = { inside: A, outside: B };
const ROW_SECURITY = "42501";

const Ids = z.object({ portal_id: z.string() });
const Name = z.object({ name: z.string() });

/** As a forgetful statement would ask: without saying of which portal. */
const FORGETFUL = "select portal_id from portal order by portal_id";

const TABLES = `
  select t.table_name::text as name from information_schema.tables t
  where t.table_schema = current_schema and t.table_type = 'BASE TABLE'
    and exists (select from information_schema.columns c where c.table_schema = t.table_schema
      and c.table_name = t.table_name and c.column_name = 'portal_id')
    and not exists (select from pg_class p where p.oid = format('%I', t.table_name)::regclass and p.relispartition)
  order by t.table_name`;

describe.skipIf(serverUrl === undefined)(
  "the wall between portals on PostgreSQL (needs DATABASE_URL)",
  () => {
    const open = useServerDatabase();

    async function withPortals(): Promise<Database> {
      const db = await open();
      for (const portalId of [A, B]) await db.run(ADD_PORTAL, [portalId]);
      return db;
    }

    it("stands around every table that has a portal", async () => {
      const db = await open({ altersSchema: true });
      const tables = (await db.rows(Name, TABLES)).map(({ name }) => name);
      expect(tables.length).toBeGreaterThan(50);
      const leaks: string[] = [];
      for (const table of tables) {
        leaks.push(...(await leaksOf(db, table, PORTALS)).map((way) => `${table}: ${way}`));
      }
      expect(leaks, "call raise_wall('…') in the migration that makes the table").toEqual([]);
    });

    it("would be found missing", async () => {
      const db = await open({ altersSchema: true });
      await db.query("create table forgotten (portal_id bigint primary key, word text)");
      await raiseWall(db, createRecordingLogger());
      expect(await leaksOf(db, "forgotten", PORTALS)).toEqual([
        ...["select", "update", "move", "insert", "delete"],
      ]);
      await db.query("delete from forgotten; select raise_wall('forgotten')");
      expect(await leaksOf(db, "forgotten", PORTALS)).toEqual([]);
    });

    it("stands around a prepared reading, which goes over a shared session", async () => {
      const db = await withPortals();
      const prepared = { name: "test_forgetful", text: FORGETFUL };
      const [ofA, ofB, ofAll, again] = await Promise.all([
        db.within(A, () => db.rows(Ids, prepared)),
        db.within(B, () => db.rows(Ids, prepared)),
        db.rows(Ids, prepared),
        db.within(A, () => db.rows(Ids, prepared)),
      ]);
      expect(ofA).toEqual([{ portal_id: A }]);
      expect(ofB).toEqual([{ portal_id: B }]);
      expect(ofAll).toEqual([{ portal_id: A }, { portal_id: B }]);
      expect(again).toEqual([{ portal_id: A }]);
    });

    it("stands around a statement outside a transaction, and is gone when its session is used next", async () => {
      const db = await withPortals();
      for (let time = 0; time < 20; time += 1) {
        const [bound, loose] = await Promise.all([
          db.within(A, () => db.rows(Ids, FORGETFUL)),
          db.rows(Ids, FORGETFUL),
        ]);
        expect(bound).toEqual([{ portal_id: A }]);
        expect(loose).toHaveLength(2);
      }
      expect(await db.rows(Name, "select current_user::text as name")).toEqual([
        { name: new URL(serverUrl ?? "").username },
      ]);
    });

    it("is gone also after a statement that failed", async () => {
      const db = await withPortals();
      for (let time = 0; time < 10; time += 1) {
        await expect(db.within(A, () => db.query("select 1 / 0"))).rejects.toThrow(/zero/);
        expect(await db.rows(Ids, FORGETFUL)).toHaveLength(2);
      }
    });

    it("stands around a transaction, and is gone with it, however it ends", async () => {
      const db = await withPortals();
      await db.within(A, () =>
        db.transaction(async () => {
          expect(await db.rows(Ids, FORGETFUL)).toEqual([{ portal_id: A }]);
          expect(await db.run("update portal set language = 'en'")).toBe(1);
        }),
      );
      const failing = db.within(A, () => db.transaction(() => db.run(ADD_PORTAL, ["4242003"])));
      await expect(failing).rejects.toMatchObject({ code: ROW_SECURITY });
      for (let time = 0; time < 10; time += 1) {
        expect(await db.rows(Ids, FORGETFUL)).toHaveLength(2);
      }
    });

    it("lets what is of no portal through, in the transaction of one", async () => {
      const db = await withPortals();
      await db.within(A, () =>
        db.transaction(async () => {
          expect((await db.lifted(FORGETFUL)).rows).toHaveLength(2);
          expect(await db.rows(Ids, FORGETFUL)).toHaveLength(1);
        }),
      );
      expect((await db.within(A, () => db.lifted(FORGETFUL))).rows).toHaveLength(2);
    });

    it("is not left for another portal, nor put up in the middle of a transaction", async () => {
      const db = await withPortals();
      const inOther = async () => db.within(A, async () => db.within(B, async () => "reached"));
      await expect(inOther()).rejects.toThrow(/starts none for another/);
      await expect(db.transaction(async () => db.within(A, async () => "reached"))).rejects.toThrow(
        /within the portal/,
      );
      expect(await db.within(A, () => db.within(A, async () => "same"))).toBe("same");
      await expect((async () => db.within("1'; drop", async () => "x"))()).rejects.toThrow(
        /digits/,
      );
    });

    it("has no door beside it: the parts of a partitioned table are out of reach", async () => {
      const db = await withPortals();
      await expect(
        db.within(A, () => db.query("select count(*) from ledger_default")),
      ).rejects.toMatchObject({ code: ROW_SECURITY });
    });

    it("stands around every answer to a signed request, also one that forgot of whom it is", async () => {
      const db = await withPortals();
      const logger = createRecordingLogger();
      const router = express.Router();
      const gate = {
        verify: () => ({ ok: true }) as const,
        ...{ timeSource: db.timeSource, logger, within: db.within },
      };
      router.get(
        "/card",
        answeringTo(
          gate,
          (url) => ({ ok: true, portalId: url.includes(A) ? A : B }) as const,
          async () => ({ ok: true, body: { seen: await db.rows(Ids, FORGETFUL) } }),
        ),
      );
      const health = express.Router();
      const app = createHttpApp({ cards: router, health, newRequestId: () => "r", logger });
      const server = await listen(app);
      for (const portalId of [A, B, A]) {
        const answer = await fetch(`${server.url}/card?${portalId}`);
        expect(await answer.json()).toEqual({ seen: [{ portal_id: portalId }] });
      }
      await server.close();
    });

    it("is forced upon a user who owns the tables and may make no role", async () => {
      await asOwner("nocreaterole", async (db) => {
        expect(await findWall(db)).toBe("later");
        expect(await raiseWall(db, createRecordingLogger())).toEqual({ role: null });
        db.standBehind({ role: null });
        await expectWall(db);
        expect(await findWall(db)).toBe("forced");
      });
    });

    it("is a role of its own for a user who may make one", async () => {
      await asOwner("createrole", async (db) => {
        const wall = await raiseWall(db, createRecordingLogger());
        expect(wall).toEqual({ role: "aftercare_walled" });
        db.standBehind(wall);
        await expectWall(db);
        expect(await findWall(db)).toBe("role");
      });
    });

    it("says that there is none for a user whom no policy holds up", async () => {
      await asOwner("nocreaterole bypassrls", async (db) => {
        const logger = createRecordingLogger();
        expect(await raiseWall(db, logger)).toBeNull();
        expect(logger.lines.map(({ message }) => message).join()).toContain("no wall between");
        expect(await db.within(A, () => db.rows(Ids, FORGETFUL))).toHaveLength(2);
        expect(await findWall(db)).toBe("none");
      });
    });
  },
);

async function expectWall(db: Database): Promise<void> {
  expect(await db.within(A, () => db.rows(Ids, FORGETFUL))).toEqual([{ portal_id: A }]);
  expect(await db.rows(Ids, FORGETFUL)).toHaveLength(2);
  await expect(db.within(A, () => db.run(ADD_PORTAL, ["4242003"]))).rejects.toMatchObject({
    code: ROW_SECURITY,
  });
}

/** A store of a user of the server that has these rights, with both portals. */
async function asOwner(rights: string, work: (db: Database) => Promise<void>): Promise<void> {
  const schema = `test_${randomUUID().replaceAll("-", "")}`;
  const logger = createRecordingLogger();
  const pool = createServerPool({ url: serverUrl ?? "", schema, maxConnections: 1, logger });
  const facts = { engine: "server", schema, timeSource: { now: () => TEST_NOW } } as const;
  const db = createDatabase(pool, facts);
  await db.query(`create role ${schema} nologin ${rights};
    create schema ${schema} authorization ${schema}; set role ${schema}`);
  try {
    await migrate(db, logger);
    for (const portalId of [A, B]) await db.run(ADD_PORTAL, [portalId]);
    await work(db);
  } finally {
    await db.query(`reset role; drop owned by ${schema} cascade; drop role ${schema}`);
    await db.close();
  }
}

const ADD_PORTAL = `
  insert into portal (portal_id, state, mode, installed_at, time_zone, language, ui_domain)
  values ($1, 'connected', 'live', now(), 'UTC', 'en', 'app.hubspot.com')`;
