import { execFile } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import type { Logger } from "../../ports/logger.ts";
import { PluginError } from "../../ports/plugin-error.ts";
import { guardDirectory } from "./directory-guard.ts";
import { createEmbeddedPool } from "./embedded-pool.ts";
import { startUpkeep } from "./embedded-upkeep.ts";
import type { Pool } from "./pool.ts";
import { PARSERS } from "./values.ts";

const INITIALISE_TIMEOUT_MS = 120_000;

/** With PostgreSQL's own 128 MB the process takes 310 MB instead of 180, and is no faster. */
const START_PARAMETERS = [
  ...PGlite.defaultStartParams,
  ...["-c", "shared_buffers=16MB", "-c", "jit=off", "-c", "timezone=UTC"],
];

/** Opens the embedded database in a data directory, alone; a new directory is initialised first. */
export async function openDirectory(directory: string, logger: Logger): Promise<Pool> {
  mkdirSync(directory, { recursive: true });
  const guard = await guardDirectory(directory);
  try {
    if (!holdsStore(directory)) await initialise(directory, logger);
    const pglite = await openPglite({ dataDir: directory });
    logger.warn(
      { directory },
      "embedded database: one process only; fsync is off, so a power cut may damage the directory " +
        "(a killed process does not); use DATABASE_URL for production",
    );
    const pool = createEmbeddedPool(pglite);
    const upkeep = startUpkeep(pool, logger);
    return {
      connect: pool.connect,
      end: async () => {
        await upkeep.stop();
        await pool.end();
        await pglite.close();
        await guard.release();
      },
    };
  } catch (error) {
    await guard.release();
    throw error;
  }
}

/** Whether an embedded database was made in this directory. */
export function holdsStore(directory: string): boolean {
  return existsSync(join(directory, "PG_VERSION"));
}

/** `loadDataDir`: an image of a data directory, opened in memory. */
export async function openPglite(
  source: { readonly dataDir: string } | { readonly loadDataDir: Blob },
): Promise<PGlite> {
  return PGlite.create({ ...source, parsers: PARSERS, startParams: START_PARAMETERS });
}

async function initialise(directory: string, logger: Logger): Promise<void> {
  logger.info({ directory }, "making a new embedded database");
  const script = fileURLToPath(new URL("./initialise-directory.ts", import.meta.url));
  await promisify(execFile)(process.execPath, [script, directory], {
    timeout: INITIALISE_TIMEOUT_MS,
  }).catch((error: unknown) => {
    throw new PluginError(
      "store_unavailable",
      `The data directory ${directory} could not be initialised: is it writable, has the disk room?`,
      { cause: error },
    );
  });
}
