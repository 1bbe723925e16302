import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../src/adapters/postgres/database.ts";
import { createStore } from "../../src/adapters/postgres/store.ts";
import { createLogger } from "../../src/adapters/system/logger.ts";
import type { Store } from "../../src/ports/store.ts";
import { dropSchema } from "../incidents/drop-schema.ts";

const MAX_CONNECTIONS = 2;

/** A store of its own, gone afterwards: on the server of DATABASE_URL, else embedded. */
export async function withStore<T>(work: (store: Store) => Promise<T>): Promise<T> {
  const url = process.env["DATABASE_URL"] ?? "";
  const temporary = await mkdtemp(join(tmpdir(), "aftercare-customers-"));
  const place =
    url === ""
      ? { dataDir: join(temporary, "data"), maxConnections: MAX_CONNECTIONS }
      : { url, schema: `customers_${process.pid}`, maxConnections: MAX_CONNECTIONS };
  try {
    const db = await openDatabase({
      ...place,
      logger: createLogger({ level: "silent" }),
      timeSource: { now: () => 0 },
    });
    try {
      return await work(createStore(db));
    } finally {
      await db.close();
    }
  } finally {
    await dropSchema(place);
    await rm(temporary, { recursive: true, force: true });
  }
}
