import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { openDirectory } from "../../src/adapters/postgres/embedded-engine.ts";
import { createRecordingLogger } from "./recording-logger.ts";

/** A data directory of its own, initialised and empty; whoever takes it removes it. */
export async function newDataDirectory(): Promise<string> {
  const template = fileURLToPath(templateUrl());
  if (!existsSync(template)) await makeTemplate(template);
  const directory = await mkdtemp(join(tmpdir(), "aftercare-test-"));
  await cp(template, directory, { recursive: true });
  return directory;
}

/** Initialising takes ten seconds of a busy machine, so it is done once and kept beside the packages. */
function templateUrl(): URL {
  const modules = new URL("../../node_modules/", import.meta.url);
  const file = new URL("@electric-sql/pglite/package.json", modules);
  const { version } = JSON.parse(readFileSync(file, "utf8"));
  return new URL(`.cache/aftercare/directory-${version}`, modules);
}

async function makeTemplate(template: string): Promise<void> {
  const unfinished = `${template}.${randomUUID()}`;
  await mkdir(dirname(template), { recursive: true });
  const pool = await openDirectory(unfinished, createRecordingLogger());
  await pool.end();
  try {
    await rename(unfinished, template);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another test file was faster.
    if (!existsSync(template)) throw error;
  }
}
