import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";

const PROGRAM = fileURLToPath(
  new URL("../src/adapters/postgres/initialise-directory.ts", import.meta.url),
);
const PGLITE = new URL("../node_modules/@electric-sql/pglite/package.json", import.meta.url);
const Package = z.looseObject({ version: z.string() });

/**
 * Puts a new store into `dataDir`, in place of what was there. Making one takes seconds, so an
 * untouched one is kept in `folder` and copied. A store belongs to one release of the database.
 */
export async function layEmptyStore(folder: string, dataDir: string): Promise<void> {
  const { version } = Package.parse(JSON.parse(await readFile(PGLITE, "utf8")));
  const kept = `${folder}empty-store-${version}`;
  await rm(dataDir, { recursive: true, force: true });
  if (existsSync(kept)) {
    await cp(kept, dataDir, { recursive: true });
    return;
  }
  await mkdir(folder, { recursive: true });
  await promisify(execFile)(process.execPath, [PROGRAM, dataDir]);
  await keep(dataDir, kept);
}

/** Under another name until it is whole: a start may be interrupted, or another one be quicker. */
async function keep(dataDir: string, kept: string): Promise<void> {
  const unfinished = `${kept}-${randomUUID()}`;
  await cp(dataDir, unfinished, { recursive: true });
  try {
    await rename(unfinished, kept);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(kept)) throw error;
  }
}
