import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const FILES = {
  page: ["index.html", "main.js"],
  worker: ["runtime.js"],
  cards: ["TicketCard.js"],
} as const;

/** A folder as `buildSandbox` makes it, where each file holds its own name; whoever takes it removes it. */
export async function makeBundleFolder(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), "sandbox-bundles-"));
  for (const [folder, files] of Object.entries(FILES)) {
    await mkdir(join(directory, folder));
    for (const file of files) await writeFile(join(directory, folder, file), `${folder}/${file}`);
  }
  return directory;
}
