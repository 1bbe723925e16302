import { cpSync, openAsBlob } from "node:fs";
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { keptFolder } from "../../sandbox/kept-folder.ts";
import { createDatabase } from "../../src/adapters/postgres/database.ts";
import { openDirectory, openPglite } from "../../src/adapters/postgres/embedded-engine.ts";
import { createEmbeddedPool } from "../../src/adapters/postgres/embedded-pool.ts";
import { layJobs } from "../../src/adapters/postgres/jobs.ts";
import { migrate } from "../../src/adapters/postgres/migrate.ts";
import { createRecordingLogger } from "./recording-logger.ts";

/**
 * Making a store takes seconds of both processors, and dozens of tests need one. So one is made before
 * the first test and kept beside the packages, under a name that changes with all that it is made of.
 */
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const CACHE = `${ROOT}node_modules/.cache/aftercare/`;
const POSTGRES = `${ROOT}src/adapters/postgres/`;
const MADE_OF = [
  `${ROOT}node_modules/@electric-sql/pglite/package.json`,
  `${ROOT}node_modules/pg-boss/package.json`,
  `${POSTGRES}jobs.ts`,
  `${ROOT}src/ports/jobs.ts`,
  `${POSTGRES}migrations`,
];

/** The data directory of a plugin that was never told of anything; whoever takes it removes it. */
export async function newDataDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "aftercare-test-"));
  // A thousand files: one after the other in one go takes a quarter of the time of promises.
  cpSync(join(await keptStore(), "directory"), directory, { recursive: true });
  return directory;
}

/** A database without any table, to be opened in memory. */
export async function emptyImage(): Promise<Blob> {
  return openAsBlob(join(await keptStore(), "empty.tar"));
}

/** Called by vitest before the first test, so that no two files make it at once. */
export async function setup(): Promise<void> {
  await keptStore();
}

function keptStore(): Promise<string> {
  return keptFolder({ folder: CACHE, kind: "store", madeOf: MADE_OF, make: makeStore });
}

async function makeStore(folder: string): Promise<void> {
  await mkdir(folder);
  const dataDir = join(folder, "directory");
  const logger = createRecordingLogger();
  await (await openDirectory(dataDir, logger)).end();
  const pglite = await openPglite({ dataDir });
  const image = await pglite.dumpDataDir("none");
  await writeFile(join(folder, "empty.tar"), await image.bytes());
  const db = createDatabase(createEmbeddedPool(pglite), {
    engine: "embedded",
    schema: "public",
    timeSource: { now: () => 0 },
  });
  await migrate(db, logger);
  await layJobs(db, logger);
  await db.query("checkpoint");
  await pglite.close();
}
