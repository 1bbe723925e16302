import type { Database } from "./database.ts";

/** The job engine's own schema, beside the store's. */
export function jobSchemaOf(db: Pick<Database, "schema">): string {
  return db.schema === "public" ? "pgboss" : `${db.schema}_jobs`;
}

/** Deletes the jobs whose slot is of this portal; none where the engine has never run. */
export async function forgetJobs(db: Database, portalId: string): Promise<number> {
  const table = `${jobSchemaOf(db)}.job`;
  const { rows } = await db.query("select to_regclass($1::text) is not null as exists", [table]);
  if (rows[0]?.["exists"] !== true) return 0;
  return db.run(`delete from ${table} where data ->> 'slot' like $1`, [`${portalId}:%`]);
}
