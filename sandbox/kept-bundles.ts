import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
/** Everything that may come into a bundle, by folder or file below the root. */
const SOURCES = ["cards", "sandbox", "src/contract", "src/messages", "package-lock.json"];
const SKIPPED = /(^|\/)(node_modules|dist|\.data)(\/|$)/;
const MARK = "built-from";

/**
 * Builds the bundles, unless those of an earlier start were made of the very same sources: that takes a
 * good part of a start. The mark is written last, so a build that was cut off counts as none.
 */
export async function keepBundles(
  outputDirectory: string,
  build: (outputDirectory: string) => Promise<void>,
  sources: readonly string[] = SOURCES.map((source) => join(ROOT, source)),
): Promise<void> {
  const mark = join(outputDirectory, MARK);
  const fingerprint = await fingerprintOf(sources);
  if ((await readFile(mark, "utf8").catch(() => null)) === fingerprint) return;
  await build(outputDirectory);
  await writeFile(mark, fingerprint);
}

async function fingerprintOf(sources: readonly string[]): Promise<string> {
  const hash = createHash("sha256");
  for (const source of sources) {
    for (const file of await filesIn(source)) hash.update(file).update(await readFile(file));
  }
  return hash.digest("hex");
}

/** Of a folder all files below it, in an order that is always the same; of a file that file. */
async function filesIn(source: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(source, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .filter((file) => !SKIPPED.test(file.slice(source.length)))
      .toSorted();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOTDIR") return [source];
    throw error;
  }
}
