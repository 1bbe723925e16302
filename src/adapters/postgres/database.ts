import { AsyncLocalStorage } from "node:async_hooks";
import { setTimeout as pause } from "node:timers/promises";
import type { z } from "zod";
import { invariant } from "../../domain/invariant.ts";
import type { Logger } from "../../ports/logger.ts";
import type { TimeSource } from "../../ports/time-source.ts";
import { type Binding, beginOf, bindSession, liftedIn } from "./bound-session.ts";
import { isRepeatable, readable } from "./database-error.ts";
import { openDirectory } from "./embedded-engine.ts";
import { migrate } from "./migrate.ts";
import { makePartitions } from "./partitions.ts";
import type { Answer, Client, Pool, Prepared } from "./pool.ts";
import { createPortalScope } from "./portal-scope.ts";
import { createRowReader } from "./row-reader.ts";
import { createServerPool } from "./server-pool.ts";
import { raiseWall, type Wall } from "./wall.ts";

/** How often the same work is run when the engine gives it up because of others. */
const MAX_ATTEMPTS = 6;
const ATTEMPT_PAUSE_MS = 20;

export type EngineKind = "server" | "embedded";

type Statement = string | Prepared;

export type Database = {
  readonly engine: EngineKind;
  readonly schema: string;
  readonly timeSource: TimeSource;
  /** Rows of one statement, parsed. Within `transaction` it belongs to that transaction. */
  rows<T>(
    row: z.ZodType<T>,
    statement: Statement,
    values?: readonly unknown[],
  ): Promise<readonly T[]>;
  /** The number of rows that the statement changed. */
  run(statement: Statement, values?: readonly unknown[]): Promise<number>;
  /** Runs one or, without values, several statements; for what brings its own SQL. */
  query(statement: Statement, values?: readonly unknown[]): Promise<Answer>;
  /** Atomic; inside another one it is a part of that. Run again on 40001 and 40P01, up to a limit. */
  transaction<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `work` outside whatever transaction, and whatever portal, the caller is in. */
  apart<T>(work: () => T): T;
  /**
   * All that `work` asks is of this portal: the engine shows and takes no other rows. Within itself it may
   * be called again for the same portal only, and a transaction is not begun before it.
   */
  within<T>(portalId: string, work: () => Promise<T>): Promise<T>;
  /** One statement on what is of no portal, in the transaction of the caller, if there is one. */
  lifted(statement: Statement, values?: readonly unknown[]): Promise<Answer>;
  /** What `within` puts up; before this is called, and with null, nothing. */
  standBehind(wall: Wall | null): void;
  /** A session of one's own; whoever takes it releases it. */
  session(): Promise<Client>;
  close(): Promise<void>;
};

export type DatabaseOptions = {
  /** A PostgreSQL server; else `dataDir` is opened as an embedded database. */
  readonly url?: string;
  readonly dataDir?: string;
  /** For tests: a schema of their own, found by search_path. */
  readonly schema?: string;
  readonly maxConnections: number;
  readonly logger: Logger;
  readonly timeSource: TimeSource;
};

/** Opens the store, brings its tables up to date and makes the partitions of the coming months. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const db = await openUnchanged(options);
  try {
    await migrate(db, options.logger);
    await makePartitions(db, options.timeSource.now(), options.logger);
    if (db.engine === "server") db.standBehind(await raiseWall(db, options.logger));
    return db;
  } catch (error) {
    await db.close();
    throw error;
  }
}

/** Opens a store as it is: nothing is migrated, and nothing may be relied on. */
export async function openUnchanged(options: DatabaseOptions): Promise<Database> {
  const schema = options.schema ?? "public";
  return createDatabase(await openPool(options, schema), {
    engine: options.url === undefined ? "embedded" : "server",
    schema,
    timeSource: options.timeSource,
  });
}

async function openPool(options: DatabaseOptions, schema: string): Promise<Pool> {
  if (options.url !== undefined) return createServerPool({ ...options, url: options.url, schema });
  invariant(options.dataDir !== undefined, "either url or dataDir is given");
  return openDirectory(options.dataDir, options.logger);
}

export function createDatabase(
  pool: Pool,
  facts: Pick<Database, "engine" | "schema" | "timeSource">,
): Database {
  const transactions = new AsyncLocalStorage<OpenTransaction>();
  const scope = createPortalScope();
  const readRows = createRowReader();

  async function query(statement: Statement, values?: readonly unknown[]): Promise<Answer> {
    const open = transactions.getStore();
    if (open !== undefined) return open.query(statement, values);
    const { wall, binding } = scope.present();
    return repeating(() =>
      typeof statement !== "string" && pool.query !== undefined
        ? pool.query(statement, values, wall && { wall, portalId: binding?.portalId ?? "" })
        : once(pool, binding, (client) => client.query(statement, values)),
    );
  }

  return {
    ...facts,
    query,
    rows: async (row, statement, values) => readRows(row, (await query(statement, values)).rows),
    run: async (statement, values) => (await query(statement, values)).rowCount,
    transaction: (work) => {
      if (transactions.getStore() !== undefined) return work();
      const { binding } = scope.present();
      return repeating(() =>
        once(pool, null, (client) => transact(client, { transactions, binding }, work)),
      );
    },
    apart: (work) => transactions.exit(() => scope.exit(work)),
    within: (portalId, work) => {
      invariant(
        transactions.getStore() === undefined || scope.isOf(portalId),
        "a transaction is begun within the portal that it is of",
      );
      return scope.within(portalId, work);
    },
    lifted: (statement, values) => {
      const open = transactions.getStore();
      return open === undefined
        ? scope.exit(() => query(statement, values))
        : open.lifted(statement, values);
    },
    standBehind: scope.standBehind,
    session: () => pool.connect(),
    close: () => pool.end(),
  };
}

async function repeating<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isRepeatable(error) || attempt >= MAX_ATTEMPTS) throw readable(error);
      await pause(ATTEMPT_PAUSE_MS * attempt * Math.random());
    }
  }
}

async function once<T>(
  pool: Pool,
  binding: Binding | null,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  const session = await pool.connect();
  const client = binding === null ? session : await bindSession(session, binding);
  let isBroken = false;
  try {
    return await work(client);
  } catch (error) {
    isBroken = readable(error) !== error;
    throw error;
  } finally {
    client.release(isBroken);
  }
}

type OpenTransaction = Pick<Client, "query"> & Pick<Database, "lifted">;

async function transact<T>(
  client: Client,
  {
    transactions,
    binding,
  }: {
    readonly transactions: AsyncLocalStorage<OpenTransaction>;
    readonly binding: Binding | null;
  },
  work: () => Promise<T>,
): Promise<T> {
  await client.query(beginOf(binding));
  const open = followTransaction(client, binding);
  try {
    const result = await transactions.run(open, work);
    await open.settle();
    await client.query("commit");
    return result;
  } catch (error) {
    // Whatever fails here, the first error counts; the pool throws a dead session away.
    await Promise.allSettled([open.settle()]);
    await Promise.allSettled([client.query("rollback")]);
    throw error;
  }
}

/**
 * Runs one statement after the other, also when `work` starts several at once. After a failed statement
 * the engine would answer `commit` with a silent rollback: `settle` throws that failure instead, even
 * when `work` swallowed it.
 */
function followTransaction(
  client: Client,
  binding: Binding | null,
): OpenTransaction & { settle(): Promise<void> } {
  let last: Promise<unknown> = Promise.resolve();
  let failure: { readonly error: unknown } | null = null;
  let isSettled = false;

  function inTurn(ask: () => Promise<Answer>): Promise<Answer> {
    invariant(!isSettled, "a statement belongs to a transaction that is still open");
    const answer = last.then(ask);
    last = answer.catch((error: unknown) => {
      failure ??= { error };
    });
    return answer;
  }

  return {
    query: (statement, values) => inTurn(() => client.query(statement, values)),
    lifted: (statement, values) =>
      inTurn(() => {
        const ask = () => client.query(statement, values);
        return binding === null ? ask() : liftedIn(client, binding, ask);
      }),
    settle: async () => {
      isSettled = true;
      await last;
      if (failure !== null) throw failure.error;
    },
  };
}
