import type { Database } from "./database.ts";
import { instant } from "./values.ts";

type Forgotten = { readonly before: number; readonly limit: number };

/** Codes and links by which people connect: of no use, and no trace of anybody, once they have expired. */
export async function forgetOldCodes(db: Database, forgotten: Forgotten): Promise<number> {
  const codes = await forgetExpired(db, "connect_code", forgotten);
  return codes + (await forgetExpired(db, "slack_install_state", forgotten));
}

function forgetExpired(
  db: Database,
  table: "connect_code" | "slack_install_state",
  { before, limit }: Forgotten,
): Promise<number> {
  return db.run(
    `delete from ${table} where ctid = any(array(
       select ctid from ${table} where expires_at < $1 limit $2))`,
    [instant(before), limit],
  );
}
