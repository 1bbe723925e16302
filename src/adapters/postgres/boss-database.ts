import type { Db } from "pg-boss";
import type { Database } from "./database.ts";
import type { Answer } from "./pool.ts";

/**
 * pg-boss over our own sessions. A statement with values belongs to the caller's transaction, if there
 * is one: so a job is sent exactly when the work that sent it is committed, and the embedded database,
 * which has one session, never waits for itself. Jobs are of no portal, so no wall is asked.
 */
export function bossDatabase(db: Database): Db {
  return {
    executeSql: async (text, values) => {
      const hasValues = values !== undefined && values.length > 0;
      const answer = await (hasValues ? db.lifted(text, values) : runBlock(db, text));
      return { rows: [...answer.rows] };
    },
  };
}

/**
 * Several statements with their own `begin` and `commit`, as pg-boss uses them for its upkeep. When one
 * fails the session is left in a broken transaction, which must not reach its next user.
 */
async function runBlock(db: Database, text: string): Promise<Answer> {
  const session = await db.session();
  try {
    return await session.query(text);
  } catch (error) {
    await session.query("rollback");
    throw error;
  } finally {
    session.release();
  }
}
