import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, afterEach } from "vitest";
import { createDatabase, type Database } from "../../src/adapters/postgres/database.ts";
import { openPglite } from "../../src/adapters/postgres/embedded-engine.ts";
import { createEmbeddedPool } from "../../src/adapters/postgres/embedded-pool.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import type { Pool } from "../../src/adapters/postgres/pool.ts";
import { createServerPool } from "../../src/adapters/postgres/server-pool.ts";
import { raiseWall } from "../../src/adapters/postgres/wall.ts";
import { emptyImage } from "./kept-store.ts";
import { createRecordingLogger } from "./recording-logger.ts";

/**
 * Opens a migrated database with empty tables. Making a schema takes a good part of a second, so one is
 * used for many tests, one after the other; a test that opens two gets two.
 */
export type OpenTestDatabase = (options?: TestDatabaseOptions) => Promise<Database>;
export type TestDatabaseOptions = {
  /** What the time source tells; by default always `TEST_NOW`. */
  readonly now?: () => number;
  /** The test changes tables or rights, not only partitions and jobs: its schema is its own and goes with it. */
  readonly altersSchema?: boolean;
};

export const TEST_NOW = Date.UTC(2026, 2, 27, 8, 0);

/** PostgreSQL of `DATABASE_URL`; tests on it are skipped when it is not set. */
export const serverUrl = process.env["DATABASE_URL"];
export const MAX_SERVER_CONNECTIONS = 6;

/** Call once in a test file. */
export function useEmbeddedDatabase(): OpenTestDatabase {
  return openerOf(EMBEDDED);
}

/** Call once in a test file that is skipped without `DATABASE_URL`. */
export function useServerDatabase(): OpenTestDatabase {
  return openerOf(SERVER);
}

type Engine = {
  readonly engine: Database["engine"];
  readonly poolFor: (schema: string) => Promise<Pool>;
  /** Databases that no test uses now. Test files that share a process share them too. */
  readonly free: TestDatabase[];
};
type TestDatabase = { readonly db: Database; now: () => number; isAltered: boolean };

/** In memory, and one for all test files of the process: opening it takes most of a second. */
let session: Promise<Pool> | null = null;
/** The one session serves all schemas in turn. */
let schemaOfSession = "";
const EMBEDDED: Engine = {
  engine: "embedded",
  free: [],
  poolFor: async (schema) => {
    session ??= emptyImage()
      .then((loadDataDir) => openPglite({ loadDataDir }))
      .then(createEmbeddedPool);
    const pool = await session;
    return {
      connect: async () => {
        const client = await pool.connect();
        if (schemaOfSession !== schema) await client.query(`set search_path = ${schema}`);
        schemaOfSession = schema;
        return client;
      },
      end: async () => undefined,
    };
  },
};

const SERVER: Engine = {
  engine: "server",
  free: [],
  poolFor: async (schema) =>
    createServerPool({
      url: serverUrl ?? "",
      schema,
      maxConnections: MAX_SERVER_CONNECTIONS,
      logger: createRecordingLogger(),
    }),
};

function openerOf(engine: Engine): OpenTestDatabase {
  const opened: TestDatabase[] = [];
  afterEach(async () => {
    for (const one of opened.splice(0)) {
      if (one.isAltered) await remove(one.db);
      else engine.free.push(one);
    }
  });
  afterAll(async () => {
    // What is in memory goes with the process.
    if (engine === EMBEDDED) return;
    for (const { db } of engine.free.splice(0)) await remove(db);
  });
  return async ({ now = () => TEST_NOW, altersSchema = false } = {}) => {
    const one = altersSchema ? await make(engine) : (engine.free.pop() ?? (await make(engine)));
    await one.db.query(RENEW);
    one.now = now;
    one.isAltered = altersSchema;
    opened.push(one);
    return one.db;
  };
}

async function make(engine: Engine): Promise<TestDatabase> {
  const schema = `test_${randomUUID().replaceAll("-", "")}`;
  const one: TestDatabase = {
    db: createDatabase(await engine.poolFor(schema), {
      engine: engine.engine,
      schema,
      timeSource: { now: () => one.now() },
    }),
    now: () => TEST_NOW,
    isAltered: false,
  };
  await one.db.query(`create schema ${schema}`);
  await migrate(one.db, createRecordingLogger());
  one.db.standBehind(await raiseWall(one.db, createRecordingLogger()));
  return one;
}

/** As it was when it was made: without rows, without the months' partitions and without the job engine. */
const RENEW = `
  do $$
  declare name text;
  begin
    -- What guards the rows of a table is not asked.
    perform set_config('session_replication_role', 'replica', true);
    for name in select n.nspname from pg_namespace n where n.nspname = current_schema || '_jobs'
    loop execute format('drop schema %I cascade', name); end loop;
    for name in select c.relname from pg_class c
      where c.relnamespace = current_schema::regnamespace and c.relkind = 'r'
        and c.relispartition and c.relname ~ '_\\d{4}_\\d\\d$'
    loop execute format('drop table %I', name); end loop;
    for name in select c.relname from pg_class c
      where c.relnamespace = current_schema::regnamespace and c.relkind in ('r', 'p')
        and not c.relispartition and c.relname not like 'kysely%'
    loop execute format('delete from %I', name); end loop;
  end $$`;

async function remove(db: Database): Promise<void> {
  await db.query(`drop schema if exists ${db.schema}_jobs cascade`);
  await db.query(`drop schema ${db.schema} cascade`);
  await db.close();
}

/** Makes an empty schema on the server for a test that opens the store as a program does. */
export async function withServerSchema(
  work: (schema: string, client: pg.Client) => Promise<void>,
): Promise<void> {
  const schema = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(`create schema ${schema}`);
    await work(schema, client);
  } finally {
    await client.query(`drop schema ${schema} cascade`);
    await client.end();
  }
}
