import pg from "pg";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { errorCode } from "./database-error.ts";
import type { Answer, Client, Pool } from "./pool.ts";
import { createSharedTurn } from "./shared-turn.ts";
import { PARSERS } from "./values.ts";

const CONNECT_TIMEOUT_MS = 10_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** Longer than any call to another server made while a row is locked. */
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 120_000;

export type ServerOptions = {
  readonly url: string;
  readonly schema: string;
  readonly maxConnections: number;
  readonly logger: Logger;
};

/** Of all sessions so many are for prepared statements. */
const READING_SHARE = 1 / 3;

/**
 * Sessions on a PostgreSQL server. Prepared statements have some of their own, so that whoever looks at a
 * card waits for nobody's transaction.
 */
export function createServerPool(options: ServerOptions): Pool {
  const readers = Math.floor(options.maxConnections * READING_SHARE);
  const working = sessions(options, { max: options.maxConnections - readers, isReading: false });
  if (readers === 0) return working;
  const reading = sessions(options, { max: readers, isReading: true });
  return {
    ...working,
    query: createSharedTurn(reading.connect),
    end: async () => {
      await Promise.all([working.end(), reading.end()]);
    },
  };
}

type SessionKind = { readonly max: number; readonly isReading: boolean };

function sessions(options: ServerOptions, { max, isReading }: SessionKind): Pool {
  const pool = new pg.Pool({
    connectionString: options.url,
    max,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: "aftercare",
    options: sessionSettings(options.schema, isReading),
    pipeline: isReading,
    types: { getTypeParser: (oid, format) => PARSERS[oid] ?? pg.types.getTypeParser(oid, format) },
  });
  const reportLoss = (error: Error) =>
    options.logger.warn({ err: error }, "a database session was lost; the pool replaces it");
  pool.on("error", reportLoss);
  return { connect: () => connect(pool, reportLoss), end: () => pool.end() };
}

/**
 * JIT costs more than these short statements take: 4.3 ms against 1.5 ms for one insert. They ask for a
 * few keys of tables of any size: the index is always right, also when its table was small or without
 * statistics as the statement was planned. What does read whole tables turns the scan on for itself.
 * Planning a prepared statement anew for its values takes more than answering it: 0.2 ms against 0.06 ms.
 */
function sessionSettings(schema: string, isReading: boolean): string {
  return Object.entries({
    search_path: schema,
    timezone: "UTC",
    jit: "off",
    enable_seqscan: "off",
    plan_cache_mode: isReading ? "force_generic_plan" : "auto",
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  })
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
}

async function connect(pool: pg.Pool, reportLoss: (error: Error) => void): Promise<Client> {
  const client = await pool.connect().catch((error: unknown) => {
    throw unavailable(`no session could be had: ${errorCode(error) ?? "no answer in time"}`, error);
  });
  // A session that dies between two statements of a transaction would otherwise end the process.
  let loss: Error | null = null;
  const noteLoss = (error: Error) => {
    loss = error;
    reportLoss(error);
  };
  client.on("error", noteLoss);
  return {
    query: async (statement, values) => {
      const prepared = typeof statement === "string" ? { text: statement } : statement;
      try {
        return joined(await ask(client, { ...prepared, ...(values && { values: [...values] }) }));
      } catch (error) {
        throw loss === null ? error : unavailable("the session was lost", loss);
      }
    },
    // Each write to a socket wakes the server up: they were a fifth of what a busy program did.
    together: (ask) => {
      const { stream } = client.connection;
      stream.cork();
      try {
        return ask();
      } finally {
        stream.uncork();
      }
    },
    release: (isBroken) => {
      client.off("error", noteLoss);
      client.release(isBroken ?? false);
    },
  };
}

/**
 * The driver's own promise keeps each answer until the next full garbage collection: it assigns a function to
 * a property, which the engine makes among old objects, and whatever such a function knows lives as long.
 */
function ask(client: pg.PoolClient, config: pg.QueryConfig): Promise<pg.QueryResult> {
  return new Promise((resolve, reject) => {
    void client.query(config, (error, result) => (error ? reject(error) : resolve(result)));
  });
}

function unavailable(what: string, cause: unknown): PluginError {
  return new PluginError("store_unavailable", `The database does not answer: ${what}`, {
    retryable: true,
    cause,
  });
}

/** The driver answers several statements with an array. */
function joined(result: pg.QueryResult | readonly pg.QueryResult[]): Answer {
  const results = "rows" in result ? [result] : result;
  return {
    rows: results.flatMap((one) => one.rows),
    rowCount: results.reduce((sum, one) => sum + (one.rowCount ?? 0), 0),
  };
}
