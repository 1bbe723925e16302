import {
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresQueryCompiler,
} from "kysely";
import { z } from "zod";
import { invariant } from "../../domain/invariant.ts";
import type { Database } from "./database.ts";
import type { Client } from "./pool.ts";

/** Kysely over our own sessions, for its migrator. */
export function kyselyOver(db: Database): Kysely<unknown> {
  return new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => sessionDriver(db),
      createIntrospector: () => ownSchemaOf(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
}

const Named = z.object({ name: z.string() });

/**
 * Kysely's own introspector describes every column of every schema, which fails when another program drops
 * a schema at that moment. The migrator only asks whether its own schema and tables are there.
 */
function ownSchemaOf(db: Database): DatabaseIntrospector {
  return {
    getSchemas: async () => [
      ...(await db.rows(Named, "select nspname as name from pg_namespace where nspname = $1", [
        db.schema,
      ])),
    ],
    getTables: async () => {
      const tables = await db.rows(
        Named,
        `select relname as name from pg_class
         where relnamespace = current_schema::regnamespace and relkind in ('r', 'p')`,
      );
      return tables.map(({ name }) => ({
        name,
        schema: db.schema,
        isView: false,
        isForeign: false,
        columns: [],
      }));
    },
  };
}

function sessionDriver(db: Database): Driver {
  const sessions = new Map<DatabaseConnection, Client>();
  const run = async (connection: DatabaseConnection, text: string) => {
    const session = sessions.get(connection);
    invariant(session !== undefined, "kysely uses only connections that it was given");
    await session.query(text);
    return session;
  };
  return {
    init: async () => undefined,
    acquireConnection: async () => {
      const session = await db.session();
      // A migration, or waiting for another process that migrates, may take long.
      await session.query("set statement_timeout = 0");
      const connection = connectionOver(session);
      sessions.set(connection, session);
      return connection;
    },
    beginTransaction: async (connection) => void (await run(connection, "begin")),
    commitTransaction: async (connection) => void (await run(connection, "commit")),
    rollbackTransaction: async (connection) => void (await run(connection, "rollback")),
    releaseConnection: async (connection) => {
      const session = await run(connection, "reset statement_timeout");
      sessions.delete(connection);
      session.release();
    },
    destroy: async () => undefined,
  };
}

function connectionOver(session: Client): DatabaseConnection {
  return {
    executeQuery: async <R>(query: {
      readonly sql: string;
      readonly parameters: readonly unknown[];
    }) => {
      const { sql, parameters } = query;
      // Only a statement without values may hold several, as the migration files do.
      const values = parameters.length === 0 ? undefined : parameters;
      const answer = await session.query(sql, values);
      // Kysely knows the shape of its own tables; nothing of ours is read this way.
      const rows = z.array(z.custom<R>()).parse(answer.rows);
      return { rows, numAffectedRows: BigInt(answer.rowCount) };
    },
    streamQuery: () => {
      throw new Error("streaming is not supported: the migrator never asks for it");
    },
  };
}
